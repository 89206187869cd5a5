"""Which setting mends a finding: shown as the change of a config, never made."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, cast

from constructs_lib.analysis.policies.judge import Finding


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One setting of one config."""

    stack_id: str
    config: str
    field: str
    before: str
    after: str
    rules: tuple[str, ...]

    def __str__(self) -> str:
        rules = ", ".join(self.rules)
        return f"{self.stack_id}: {self.config}\n  - {self.field}={self.before}\n  + {self.field}={self.after}    [{rules}]"


def changes(findings: Iterable[Finding], configs: Mapping[str, object]) -> tuple[Change, ...]:
    """What to change in the configs of stacks, by id, so that findings that have a remedy are mended."""
    made: dict[tuple[str, str, str], Change] = {}
    for finding in findings:
        if finding.state != "open":
            continue
        for kind, config in _inside(configs.get(finding.stack_id)):
            for remedy in finding.rule.remedies:
                if remedy.config != kind or not hasattr(config, remedy.field):
                    continue
                key = (finding.stack_id, kind, remedy.field)
                rules = {*(made[key].rules if key in made else ()), finding.rule.id}
                made[key] = Change(
                    stack_id=finding.stack_id,
                    config=kind,
                    field=remedy.field,
                    before=repr(getattr(config, remedy.field)),
                    after=remedy.value,
                    rules=tuple(sorted(rules)),
                )
    return tuple(made.values())


def _inside(value: object) -> Iterator[tuple[str, Any]]:
    """A config and all configs in it."""
    if is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__, value
        for field in fields(value):
            yield from _inside(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in cast("tuple[object, ...]", value):
            yield from _inside(each)
