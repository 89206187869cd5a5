"""Synthesized stacks as an ordered graph: who comes after whom, and which of them somebody means."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, cast

from constructs_lib.operations.refusal import Refused, unknown

_GLOB = frozenset("*?[")


@dataclass(frozen=True, kw_only=True, slots=True)
class Stack:
    """One synthesized stack: what its JSON and cdktf's manifest say about it."""

    id: str
    directory: Path
    environment: str = ""
    region: str = ""
    protected: bool = False
    publishes: Mapping[str, str] = field(default_factory=dict[str, str])
    """Parameter path → what its value looks like before it exists."""
    reads: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """Stack read from → parameter path → placeholder."""
    dependencies: frozenset[str] = frozenset()
    document: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)

    @property
    def backend(self) -> tuple[str, Mapping[str, Any]]:
        """The kind of state backend and its settings; a `cloud` block counts as one."""
        terraform = self.document.get("terraform", {})
        if "cloud" in terraform:
            return "cloud", terraform["cloud"]
        backends = cast("Mapping[str, Mapping[str, Any]]", terraform.get("backend", {}))
        return next(iter(backends.items()), ("local", dict[str, Any]()))


class StackGraph:
    """Stacks in dependency order."""

    def __init__(self, stacks: Iterable[Stack]) -> None:
        by_id = {stack.id: stack for stack in stacks}
        self._before = {
            stack_id: frozenset(other for other in stack.dependencies if other in by_id)
            for stack_id, stack in by_id.items()
        }
        try:
            order = tuple(TopologicalSorter({key: sorted(self._before[key]) for key in sorted(by_id)}).static_order())
        except CycleError as error:
            circle = " → ".join(reversed(cast("list[str]", error.args[1])))
            raise Refused(f"stacks depend on each other in a circle: {circle}", fix="synthesize again") from None
        self.stacks: Mapping[str, Stack] = {stack_id: by_id[stack_id] for stack_id in order}

    def __len__(self) -> int:
        return len(self.stacks)

    def before(self, stack_id: str) -> frozenset[str]:
        """What a stack needs directly, as far as it is here."""
        return self._before[stack_id]

    def after(self, stack_id: str) -> frozenset[str]:
        """What needs a stack directly."""
        return frozenset(other for other, needed in self._before.items() if stack_id in needed)

    def upstream(self, stack_ids: Iterable[str]) -> tuple[str, ...]:
        """All that stacks need, directly or not, in order; without themselves."""
        return self._reach(stack_ids, self.before)

    def downstream(self, stack_ids: Iterable[str]) -> tuple[str, ...]:
        """All that needs them, directly or not, in order; without themselves."""
        return self._reach(stack_ids, self.after)

    def waves(self) -> tuple[tuple[str, ...], ...]:
        """Stacks that can be worked on side by side, wave after wave."""
        level: dict[str, int] = {}
        for stack_id in self.stacks:
            level[stack_id] = 1 + max((level[other] for other in self._before[stack_id]), default=-1)
        return tuple(
            tuple(stack_id for stack_id, mine in level.items() if mine == wave)
            for wave in range(max(level.values(), default=-1) + 1)
        )

    def only(self, stack_ids: Collection[str]) -> "StackGraph":
        """The part of the graph with those stacks. What lies between two of them still orders them."""
        chosen = frozenset(stack_ids)
        return StackGraph(
            replace(stack, dependencies=frozenset(self.upstream([stack.id])) & chosen)
            for stack in self.stacks.values()
            if stack.id in chosen
        )

    def of(self, environment: str) -> "StackGraph":
        """The part of the graph that is one environment's."""
        return self.only([stack.id for stack in self.stacks.values() if stack.environment == environment])

    def _reach(self, stack_ids: Iterable[str], step: Callable[[str], frozenset[str]]) -> tuple[str, ...]:
        start = tuple(stack_ids)
        waiting, found = list(start), set[str]()
        while waiting:
            new = step(waiting.pop()) - found
            found |= new
            waiting += new
        return tuple(stack_id for stack_id in self.stacks if stack_id in found and stack_id not in start)


def read_graph(output: Path) -> StackGraph:
    """The graph of an output folder."""
    try:
        manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused(f"nothing is synthesized in {output.name}", fix="cairn synth") from None
    entries = cast("Mapping[str, Mapping[str, Any]]", manifest["stacks"])
    return StackGraph(_read_stack(output, name, entry) for name, entry in entries.items())


def _read_stack(output: Path, name: str, entry: Mapping[str, Any]) -> Stack:
    path = output / str(entry["synthesizedStackPath"])
    return stack_of(name, path.parent, json.loads(path.read_text(encoding="utf-8")), entry.get("dependencies", ()))


def stack_of(name: str, directory: Path, document: Mapping[str, Any], dependencies: Iterable[str] = ()) -> Stack:
    """A stack from its JSON. One that Cairn did not make has no notes, and that is fine."""
    notes = cast("Mapping[str, Any]", document.get("//", {}).get("cairn", {}))
    reads = cast("Mapping[str, Mapping[str, str]]", notes.get("reads", {}))
    placement = cast("Mapping[str, str]", notes.get("placement", {}))
    return Stack(
        id=name,
        directory=directory,
        environment=placement.get("environment", ""),
        region=placement.get("region", ""),
        protected=bool(notes.get("protected", False)),
        publishes=cast("Mapping[str, str]", notes.get("publishes", {})),
        reads=reads,
        dependencies=frozenset((*dependencies, *reads)) - {name},
        document=document,
    )


def select(known: Iterable[str], patterns: Iterable[str], *, environment: str = "") -> tuple[str, ...]:
    """The stacks that names and patterns mean, in the order known; all of them when nothing is named.

    A pattern (`dev-*`, `*-network`) may match several; a name must be a stack's, and the environment in front of it
    may be left out where that is known anyway: `cairn plan dev us-east-1-network`.
    """
    known, patterns = tuple(known), tuple(patterns)
    chosen = set[str]()
    for pattern in patterns:
        spellings = (pattern, f"{environment}-{pattern}") if environment else (pattern,)
        found = {
            stack_id
            for stack_id in known
            for spelling in spellings
            if stack_id == spelling or (_GLOB & set(pattern) and fnmatchcase(stack_id, spelling))
        }
        if not found:
            raise unknown("stack", pattern, known, fix=_meant(pattern, known))
        chosen |= found
    return tuple(stack_id for stack_id in known if not patterns or stack_id in chosen)


def _meant(pattern: str, known: tuple[str, ...]) -> str:
    if any(stack_id.endswith(f"-{pattern}") for stack_id in known):
        return f"did you mean '*-{pattern}'?"
    close = get_close_matches(pattern, known, n=1)
    return f"did you mean {close[0]}?" if close else ""
