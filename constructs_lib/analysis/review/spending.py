"""What a change does to the bill of a month."""

from collections.abc import Iterator
from typing import Final

from constructs_lib.analysis.cost.difference import CostDifference
from constructs_lib.analysis.review.finding import Finding

_SHOWN: Final = 5
_WORTH_A_LOOK_USD: Final = 10.0
_WORTH_A_LOOK_PART: Final = 0.1


def spending_findings(found: CostDifference) -> Iterator[Finding]:
    """One line on the whole, and what moves it most. It has to be looked at when it is a tenth and ten dollars more."""
    if not found.changes and not found.unknown:
        return
    more = found.usd >= max(_WORTH_A_LOOK_USD, found.before_usd * _WORTH_A_LOOK_PART)
    lines = [f"{_signed(each.usd)} {each.stack} {each.address}" for each in found.changes[:_SHOWN]]
    if len(found.changes) > _SHOWN:
        lines.append(f"and {len(found.changes) - _SHOWN} smaller changes")
    lines += [f"not counted: {text}" for text in found.unknown[:_SHOWN]]
    yield Finding(
        topic="cost",
        severity="look" if more else "note",
        what=f"{_signed(found.usd)} USD a month: {found.before_usd:,.2f} → {found.after_usd:,.2f}",
        details=tuple(lines),
    )


def _signed(usd: float) -> str:
    return f"{usd:+,.2f}"
