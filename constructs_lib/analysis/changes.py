"""What a plan changes, read from `terraform show -json`: addresses, actions, reasons; never a secret."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, cast

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Action = Literal["create", "update", "replace", "delete", "forget", "import", "move"]

SENSITIVE: Final = "(sensitive)"
UNKNOWN: Final = "(known after apply)"
_SIGNS: Final[Mapping[str, str]] = {
    "create": "+",
    "update": "~",
    "replace": "-/+",
    "delete": "-",
    "forget": "#",
    "import": "<=",
    "move": "=>",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class AttributeChange:
    """One attribute of a resource, before and after. Secrets and what is not known yet say only that."""

    path: str
    before: object
    after: object


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What happens to one resource."""

    address: str
    type: str
    action: Action
    why: str = ""
    """Why it is replaced or deleted, as far as Terraform says."""
    attributes: tuple[AttributeChange, ...] = ()

    @property
    def sign(self) -> str:
        """As Terraform writes it."""
        return _SIGNS[self.action]

    @property
    def destroys(self) -> bool:
        """Whether something that exists is gone afterwards."""
        return self.action in {"delete", "replace"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """What a plan of one stack would do."""

    resources: tuple[Change, ...] = ()
    outputs: tuple[str, ...] = ()
    """Terraform outputs whose value changes."""

    @property
    def any(self) -> bool:
        """Whether applying it would do anything."""
        return bool(self.resources or self.outputs)

    @property
    def destroys(self) -> bool:
        """Whether anything that exists is gone afterwards."""
        return any(change.destroys for change in self.resources)

    @property
    def counts(self) -> dict[str, int]:
        """As Terraform counts: a replacement is one added and one destroyed."""
        actions = [change.action for change in self.resources]
        replaced = actions.count("replace")
        return {
            "add": actions.count("create") + replaced,
            "change": actions.count("update"),
            "destroy": actions.count("delete") + replaced,
            "replace": replaced,
            "import": actions.count("import"),
            "forget": actions.count("forget"),
            "move": actions.count("move"),
        }

    @property
    def summary(self) -> str:
        """On one line."""
        if not self.any:
            return "no changes"
        counts = self.counts
        parts = [f"{counts[name]} to {name}" for name in ("add", "change", "destroy")]
        parts += [f"{counts[name]} to {name}" for name in ("import", "forget", "move") if counts[name]]
        if not self.resources:
            return "outputs change"
        return ", ".join(parts) + (f" ({counts['replace']} replaced)" if counts["replace"] else "")


def changes_of(plan: Mapping[str, Any]) -> Changes:
    """The changes of a plan's JSON."""
    outputs = cast("Mapping[str, Mapping[str, Any]]", plan.get("output_changes", {}))
    return Changes(
        resources=tuple(_resource_changes(plan)),
        outputs=tuple(sorted(name for name, change in outputs.items() if change["actions"] != ["no-op"])),
    )


def changes_told(events: Iterable[Mapping[str, Any]]) -> Changes:
    """The changes of a plan as Terraform tells them while it plans: which, but not of what to what, nor why."""
    resources: list[Change] = []
    outputs: list[str] = []
    for event in events:
        if event.get("type") == "planned_change":
            change = cast("Mapping[str, Any]", event["change"])
            if change["action"] in _SIGNS:
                resource = change["resource"]
                resources.append(
                    Change(address=resource["addr"], type=resource["resource_type"], action=change["action"])
                )
        elif event.get("type") == "outputs":
            told = cast("Mapping[str, Mapping[str, Any]]", event["outputs"])
            outputs += [name for name, output in told.items() if output.get("action", "noop") != "noop"]
    return Changes(resources=tuple(resources), outputs=tuple(sorted(outputs)))


def _resource_changes(plan: Mapping[str, Any]) -> Iterator[Change]:
    for entry in cast("list[Mapping[str, Any]]", plan.get("resource_changes", [])):
        action = _action(entry)
        if action is None or entry.get("mode") == "data":
            continue
        yield Change(
            address=entry["address"],
            type=entry["type"],
            action=action,
            why=_why(entry),
            attributes=tuple(_attributes(entry["change"])) if action in {"update", "replace"} else (),
        )


_ACTIONS: Final[Mapping[tuple[str, ...], Action]] = {
    ("create",): "create",
    ("update",): "update",
    ("delete",): "delete",
    ("delete", "create"): "replace",
    ("create", "delete"): "replace",
    ("forget",): "forget",
}


def _action(entry: Mapping[str, Any]) -> Action | None:
    actions = tuple(entry["change"]["actions"])
    if actions != ("no-op",):
        return _ACTIONS.get(actions)
    if entry["change"].get("importing"):
        return "import"
    return "move" if entry.get("previous_address") else None


_REASONS: Final[Mapping[str, str]] = {
    "delete_because_no_resource_config": "it is no longer in the configuration",
    "delete_because_wrong_repetition": "its count or for_each changed",
    "delete_because_count_index": "its count shrank",
    "delete_because_each_key": "its for_each key is gone",
    "delete_because_no_module": "its module is gone",
    "delete_because_no_move_target": "a moved block points to nothing",
    "replace_because_tainted": "an earlier creation did not finish (tainted)",
    "replace_by_request": "somebody asked for it",
    "replace_by_triggers": "replace_triggered_by fired",
}


def _why(entry: Mapping[str, Any]) -> str:
    paths = cast("list[list[str | int]]", entry["change"].get("replace_paths") or [])
    if paths:
        return f"{', '.join(_path(path) for path in paths)} cannot be changed in place"
    return _REASONS.get(entry.get("action_reason", ""), "")


def _attributes(change: Mapping[str, Any]) -> Iterator[AttributeChange]:
    yield from _differences(
        change.get("before"),
        change.get("after"),
        change.get("after_unknown", False),
        (change.get("before_sensitive", False), change.get("after_sensitive", False)),
        (),
    )


def _differences(
    before: Json, after: Json, unknown: Json, hidden: tuple[Json, Json], path: tuple[str | int, ...]
) -> Iterator[AttributeChange]:
    """Leaves that differ. `unknown` and `hidden` have the shape of the value, with True for a whole part."""
    if True in hidden:
        if before != after or unknown:
            yield AttributeChange(path=_path(path), before=SENSITIVE, after=SENSITIVE)
    elif unknown is True:
        yield AttributeChange(path=_path(path), before=before, after=UNKNOWN)
    elif keys := _common_keys(before, after, unknown):
        for key in keys:
            yield from _differences(
                part(before, key),
                part(after, key),
                part(unknown, key),
                (part(hidden[0], key), part(hidden[1], key)),
                (*path, key),
            )
    elif after is None and not before:
        # the provider reads as empty what the configuration leaves out
        return
    elif before != after or _marked(unknown):
        secret = any(_marked(each) for each in hidden)
        yield AttributeChange(
            path=_path(path), before=SENSITIVE if secret else before, after=SENSITIVE if secret else after
        )


def _common_keys(before: Json, after: Json, unknown: Json) -> tuple[str | int, ...]:
    """What to look into: the keys of two mappings, the indexes of two lists as long as each other."""
    if isinstance(before, dict) and isinstance(after, dict):
        later = {key for key, mark in unknown.items() if mark} if isinstance(unknown, dict) else set[str]()
        return tuple(sorted({*before, *after, *later}))
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return tuple(range(len(before)))
    return ()


def part(value: Json, key: str | int) -> Json:
    """A part of a value or of its mask; None where there is none."""
    if isinstance(value, dict) and isinstance(key, str):
        return value.get(key)
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None


def _marked(mask: Json) -> bool:
    """Whether anything inside a mask is marked."""
    if isinstance(mask, dict):
        return any(_marked(each) for each in mask.values())
    if isinstance(mask, list):
        return any(_marked(each) for each in mask)
    return mask is True


def _path(steps: "tuple[str | int, ...] | list[str | int]") -> str:
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
