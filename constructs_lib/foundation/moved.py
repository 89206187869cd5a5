"""Renamed addresses as data: Terraform then renames in its state what it would destroy and make again otherwise."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Final, cast

from pydantic import StringConstraints

from constructs_lib.foundation.config import check, config
from constructs_lib.foundation.errors import Problem

ADDRESS: Final = re.compile(r"[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*")
Address = Annotated[str, StringConstraints(pattern=rf"^{ADDRESS.pattern}$")]


@config
class Moved:
    """One resource that got another address, because the id of its construct, or of one around it, changed.

    It stays for as long as a state may still know the former address; one that no state knows does nothing.
    """

    was: Address
    """The former address, such as aws_db_instance.database: a line that an address file loses."""
    now: Address
    """The present one: a line that the same file gets."""

    def problems(self) -> Iterator[Problem]:
        """What Terraform would refuse, or take for something else."""
        if self.was == self.now:
            yield Problem(where="now", what="is the address it had", got=repr(self.now), fix="leave the move out")
        elif self.was.partition(".")[0] != self.now.partition(".")[0]:
            yield Problem(
                where="now",
                what="is of another type: nothing can become that",
                got=repr(self.now),
                allowed=f"{self.was.partition('.')[0]}.…",
            )

    def block(self) -> dict[str, str]:
        """As Terraform reads it."""
        return {"from": self.was, "to": self.now}


def moved_problems(moved: object, stack_ids: frozenset[str]) -> Iterator[Problem]:
    """Everything wrong with an environment's moves by stack, whatever somebody wrote there."""
    if not isinstance(moved, Mapping):
        fix = "write {stack id: (Moved(…), …)}"
        yield Problem(
            where="moved", what="has the wrong type", got=type(moved).__name__, allowed="a dictionary", fix=fix
        )
        return
    for stack_id, moves in cast("Mapping[object, object]", moved).items():
        where = f"moved[{stack_id!r}]"
        if stack_id not in stack_ids:
            yield Problem(
                where=where,
                what="names no stack of this environment: a state can only move things within itself",
                allowed=", ".join(sorted(stack_ids)),
            )
        if not isinstance(moves, tuple):
            fix = "write (Moved(…), ) with round brackets; one needs its comma"
            yield Problem(where=where, what="has the wrong type", allowed="a tuple of Moved", fix=fix)
            continue
        listed = cast("tuple[object, ...]", moves)
        found = [problem for index, move in enumerate(listed) for problem in _each(move, f"{where}[{index}]")]
        yield from found
        if not found:
            yield from (problem.under(where) for problem in _between(cast("tuple[Moved, ...]", listed)))


def _each(move: object, where: str) -> Iterator[Problem]:
    if isinstance(move, Moved):
        yield from check(move, where)
    else:
        yield Problem(where=where, what="is no Moved", got=type(move).__name__, fix='write Moved(was="…", now="…")')


def _between(moves: tuple[Moved, ...]) -> Iterator[Problem]:
    """What only several moves of one stack show."""
    for side in ("was", "now"):
        counted = Counter(str(getattr(move, side)) for move in moves)
        for address, count in counted.items():
            if count > 1:
                yield Problem(where=side, what=f"{count} moves name this address", got=address, fix="one move for each")
    if _circles(moves):
        yield Problem(what="moves lead back to where they began", got=" → ".join(_circles(moves)), fix="leave one out")


def _circles(moves: tuple[Moved, ...]) -> tuple[str, ...]:
    steps = {move.was: move.now for move in moves}
    for start in steps:
        way = [start]
        while way[-1] in steps and len(way) <= len(steps):
            way.append(steps[way[-1]])
            if way[-1] == start:
                return tuple(way)
    return ()
