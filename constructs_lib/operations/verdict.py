"""How a judgement is told, whoever judged: as text, or in the formats that machines show."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from typing import Any, Final

from constructs_lib.analysis.policies.judge import Judgement
from constructs_lib.analysis.policies.junit import junit
from constructs_lib.analysis.policies.markdown import markdown
from constructs_lib.analysis.policies.report import as_data, counted, told
from constructs_lib.analysis.policies.sarif import sarif
from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.console import Console, shown
from constructs_lib.operations.policy import today
from constructs_lib.operations.refusal import BadInput, unknown

FORMATS: Final = ("text", "json", "sarif", "junit", "markdown")


def require_format(name: str) -> None:
    """Refuse what is no format."""
    if name not in FORMATS:
        raise unknown("format", name, FORMATS)


def day(as_of: str) -> date:
    """The day waivers are judged on; today when none is named."""
    if not as_of:
        return today()
    try:
        return datetime.strptime(as_of, "%Y-%m-%d").date()  # noqa: DTZ007  a day, in no zone
    except ValueError:
        raise BadInput(f"--as-of is no day: {as_of!r}\n    allowed  a day such as 2027-03-31") from None


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """A judgement, and what it is about."""

    judgement: Judgement
    summary: str
    facts: dict[str, Any]
    stack_ids: Collection[str]
    remarks: tuple[str, ...] = ()
    tool: str = "cairn"
    title: str = "Policies"

    def give(self, console: Console, *, form: str) -> int:
        """Answer in that format. Returns the exit code."""
        data = {"ok": not self.judgement.refused, **self.facts, **as_data(self.judgement)}
        console.answer(self._text(console, form), data)
        return CairnError.exit_code if self.judgement.refused else 0

    def _text(self, console: Console, form: str) -> str:
        match form:
            case "sarif":
                return shown(sarif(self.judgement, version=version("cairn-cdktf"), tool=self.tool))
            case "junit":
                return junit(self.judgement, tuple(self.stack_ids), name=self.title.lower())
            case "markdown":
                return markdown(self.judgement, title=self.title)
            case _:
                verdict = console.style("refused", "bad") if self.judgement.refused else console.style("ok", "good")
                found = counted(self.judgement)
                last = f"{verdict}: {self.summary}{f'; {found}' if found else ''}"
                return "\n".join(line for line in (told(self.judgement), *self.remarks, last) if line)
