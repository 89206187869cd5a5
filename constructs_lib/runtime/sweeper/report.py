"""What a run found and did: as lines of a log, as numbers, and as a message to people."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from .judging import Judgement, Verdict

DELETED, FAILED, WAITING, POSTPONED, REFUSED = "deleted", "failed", "waiting", "postponed", "refused"
_UNTOLD: Final = (Verdict.OWN, Verdict.KEPT, Verdict.LIVE)
"""Counted, and no line of their own: an account is full of them."""
_SKIPPED: Final = (Verdict.HELD, WAITING, POSTPONED, REFUSED)
_IN_A_MESSAGE: Final = 10
# what belongs to another tool, and what is nobody's for the hundredth day, is no news
_NO_NEWS: Final = (Verdict.MANAGED, Verdict.ABANDONED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One resource, and what became of it."""

    what: str
    """A verdict, or what was done."""
    judgement: Judgement
    note: str = ""

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        resource, expires = self.judgement.resource, self.judgement.expires
        return {
            "what": self.what,
            "kind": resource.kind,
            "id": resource.id,
            "name": resource.name,
            "owner": next((value for key, value in resource.tags.items() if key.lower() == "owner"), ""),
            "expires": expires.isoformat() if expires else None,
            "why": "; ".join(filter(None, (self.judgement.reason, self.note))),
        }

    def __str__(self) -> str:
        told = self.fields()
        name = f" ({told['name']})" if told["name"] not in ("", told["id"]) else ""
        return f"{told['what']}: {told['kind']} {told['id']}{name}: {told['why']}"


@dataclass(kw_only=True, slots=True)
class Report:
    """A run."""

    delete: bool
    lines: list[Line] = field(default_factory=list[Line])
    counts: Counter[str] = field(default_factory=Counter[str])
    """How many have which verdict."""
    unseen: dict[str, str] = field(default_factory=dict[str, str])
    """Kinds that could not be looked at, and why."""
    ended: dict[str, date] = field(default_factory=dict[str, date])
    """Environments of the estate whose day has passed: Terraform's to destroy."""
    stopped: str = ""
    """Why nothing was deleted, though it should have been."""

    def add(self, what: str, judgement: Judgement, note: str = "") -> None:
        """One more."""
        self.counts[what] += 1
        if what not in _UNTOLD:
            self.lines.append(Line(what=what, judgement=judgement, note=note))

    @property
    def failures(self) -> int:
        """What somebody has to look at: refusals of AWS, kinds that were not seen, and a run that held itself back."""
        return self.counts[FAILED] + len(self.unseen) + (1 if self.stopped else 0)

    def numbers(self) -> dict[str, int]:
        """What is measured. `Found` is all that was due, whatever became of it."""
        skipped = sum(self.counts[what] for what in _SKIPPED)
        found = self.counts[Verdict.DUE] + self.counts[DELETED] + self.counts[FAILED] + skipped
        return {
            "Found": found,
            "Deleted": self.counts[DELETED],
            "Failed": self.failures,
            "Skipped": skipped,
            "Abandoned": self.counts[Verdict.ABANDONED],
        }

    def summary(self) -> str:
        """One line."""
        told = ", ".join(f"{count} {what}" for what, count in sorted(self.counts.items()) if what not in _UNTOLD)
        mode = "delete" if self.delete else "report only"
        return (
            f"{told or 'nothing'} ({mode}; {sum(self.counts[what] for what in _UNTOLD)} more are none of its business)"
        )

    def news(self) -> tuple[str, ...]:
        """What people should read today, the worst first."""
        return (
            *((f"stopped: {self.stopped}",) if self.stopped else ()),
            *(f"not looked at: {kind}: {why}" for kind, why in self.unseen.items()),
            *(f"environment {name} expired on {day}: cairn destroy {name}" for name, day in sorted(self.ended.items())),
            *(str(line) for line in self._by_weight() if line.what not in _NO_NEWS),
        )

    def message(self, place: Mapping[str, str]) -> dict[str, Any] | None:
        """The event other people's rules and the topic's can use; None where there is nothing to tell."""
        news = self.news()
        if not news:
            return None
        more = len(news) - _IN_A_MESSAGE
        shown = [*news[:_IN_A_MESSAGE], *([f"and {more} more in the log"] if more > 0 else [])]
        # a rule puts it into a text in quotes: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
        details = "; ".join(shown).replace("\\", "/").replace('"', "'")
        return {**place, "summary": self.summary(), "details": details, "numbers": self.numbers()}

    def _by_weight(self) -> Iterator[Line]:
        weights = {FAILED: 0, DELETED: 1, REFUSED: 2, Verdict.DUE: 3, Verdict.MALFORMED: 4}
        yield from sorted(self.lines, key=lambda line: weights.get(line.what, len(weights)))
