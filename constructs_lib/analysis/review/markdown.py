"""A review as the text of one comment: the verdict first, then by importance, never longer than the platform takes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from constructs_lib.analysis.changes import UNKNOWN, Change, Changes
from constructs_lib.analysis.review.finding import TOPICS, Finding, Severity
from constructs_lib.analysis.review.judge import HEADINGS, Review, StackReview, Verdict

LIMIT: Final = 65_536
"""What GitHub takes in one comment, in characters. Counted here in bytes of UTF-8, which are never fewer."""

_VERDICTS: Final[dict[Verdict, str]] = {
    "dangerous": "🛑 dangerous",
    "incomplete": "⚠️ incomplete: not everything could be planned",
    "look": "👀 look before you merge",
    "provisional": "⏳ provisional",
    "safe": "✅ safe",
    "nothing": "✅ no changes",
}
_SHOWN: Final = 200
_SHOWN_VALUE: Final = 80
"""Characters of a line and of a value in it. What is longer is no longer read in a comment."""
_LIST_ATTRIBUTES: Final = 8
_RESERVED: Final = 1_000
"""For the notes on what was left out."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One entry of the comment, which is there as a whole or not at all."""

    section: str
    text: str
    rank: int
    """What goes in first where not everything fits."""


def marker(environment: str) -> str:
    """What the comment of an environment is found by when it is written again; nobody sees it."""
    return f"<!-- cairn-review: {environment} -->"


def render(review: Review, *, limit: int = LIMIT) -> str:
    """The comment."""
    head = "\n".join(_head(review))
    lines = [*_sections(review), *_everything(review)]
    sections = list(dict.fromkeys(line.section for line in lines))
    kept = _fitting(lines, limit - _bytes(head) - _RESERVED - sum(_frame(section) for section in sections))
    parts = [head]
    for section in sections:
        mine = [line for line in lines if line.section == section]
        parts.append(_section(section, [line.text for line in mine if line in kept], len(mine)))
    return "\n".join(parts).rstrip() + "\n"


def _fitting(lines: Iterable[_Line], room: int) -> frozenset[_Line]:
    """As many as fit, by rank. One that is too long leaves its place to shorter ones after it."""
    kept = set[_Line]()
    for line in sorted(lines, key=lambda each: each.rank):
        cost = _bytes(line.text) + 1
        if cost <= room:
            kept.add(line)
            room -= cost
    return frozenset(kept)


def _head(review: Review) -> Iterator[str]:
    yield marker(review.environment)
    yield f"## {review.environment}: {_VERDICTS[review.verdict]}"
    yield ""
    for reason in review.reasons:
        yield f"- {_plain(reason)}"
    if review.reasons:
        yield ""
    counts = _total(review.stacks)
    numbers = ", ".join(f"{counts[name]} to {name}" for name in ("add", "change", "destroy"))
    compared = f" Stacks that differ from `{_plain(review.base)[:12]}`, and their readers." if review.base else ""
    yield f"{len(review.stacks)} stack(s) planned: {numbers}, {counts['replace']} of them replaced.{compared}"


def _total(stacks: tuple[StackReview, ...]) -> dict[str, int]:
    sums = Changes().counts
    for stack in stacks:
        sums = {name: count + stack.changes.counts[name] for name, count in sums.items()}
    return sums


_RANKS: Final[dict[Severity, int]] = {"danger": 0, "look": 10, "note": 20}
_CHANGES: Final = "All changes"
_PROVISIONAL: Final = "Not final"
_FAILED: Final = "Not planned"


def _sections(review: Review) -> Iterator[_Line]:
    for stack_id, said in sorted(review.failed.items()):
        yield _Line(_FAILED, f"- **{_plain(stack_id)}**\n{_quoted(said)}", 5)
    for index, topic in enumerate(TOPICS):
        for finding in review.of(topic):
            yield _Line(HEADINGS[topic], _told(finding), _RANKS[finding.severity] + index)
    for stack in review.stacks:
        if stack.because_of:
            yield _Line(_PROVISIONAL, _provisional(stack), 29)


def _told(finding: Finding) -> str:
    where = f"**{_plain(finding.stack_id)}** " if finding.stack_id else ""
    address = f"{_code(finding.address)} " if finding.address else ""
    danger = "🛑 " if finding.severity == "danger" else ""
    head = f"- {danger}{where}{address}{_plain(finding.what)}"
    return "\n".join([head, *(f"  - {_code(detail)}" for detail in finding.details)])


def _provisional(stack: StackReview) -> str:
    text = f"- **{_plain(stack.stack_id)}** is planned on what {', '.join(stack.because_of)} will publish"
    if stack.placeholders:
        text += f"; {len(stack.placeholders)} value(s) are placeholders"
    return f"{text}. Deploy plans it again."


def _everything(review: Review) -> Iterator[_Line]:
    for stack in review.stacks:
        if stack.changes.any:
            yield _Line(_CHANGES, f"# {stack.stack_id}: {stack.changes.summary}", 30)
        # what destroys stays longest
        for change in stack.changes.resources:
            yield _Line(_CHANGES, "\n".join(_change(change)), 31 if change.destroys else 32)
        for name in stack.changes.outputs:
            yield _Line(_CHANGES, f"! output {stack.stack_id} {name}", 33)


# A diff block colours lines by their first character; Terraform's own signs stand where it has none.
_MARKS: Final = {"create": "+", "update": "!", "replace": "-", "delete": "-"}


def _change(change: Change) -> Iterator[str]:
    why = f" ({change.why})" if change.why else ""
    verb = {"replace": "replace", "delete": "destroy"}.get(change.action, change.action)
    yield _one_line(f"{_MARKS.get(change.action, ' ')} {verb} {change.address}{why}")
    telling = [each for each in change.attributes if change.action == "update" or each.after != UNKNOWN]
    for each in telling[:_LIST_ATTRIBUTES]:
        yield _one_line(f"      {each.path}: {_short(each.before)} → {_short(each.after)}")
    if len(telling) > _LIST_ATTRIBUTES:
        yield f"      and {len(telling) - _LIST_ATTRIBUTES} more"


def _section(title: str, kept: list[str], count: int) -> str:
    left = count - len(kept)
    note = [f"{left} more did not fit: the log of `cairn review` has all."] if left else []
    if title != _CHANGES:
        return "\n".join(["", f"### {title}", "", *kept, *([""] if note and kept else []), *note])
    fence = _fence("\n".join(kept))
    block = ["", f"{fence}diff", *kept, fence] if kept else []
    return "\n".join(["", "<details>", f"<summary>{title} ({count} lines)</summary>", *block, "", *note, "</details>"])


def _frame(title: str) -> int:
    """What a section costs without its lines."""
    return _bytes(_section(title, [""], 100_000))


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", errors="replace"))


def _short(value: object) -> str:
    text = "none" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= _SHOWN_VALUE else f"{text[: _SHOWN_VALUE - 1]}…"


def _one_line(text: str) -> str:
    """Whatever somebody put into a name stays on its line."""
    flat = re.sub(r"[\x00-\x1f\x7f\u2028\u2029]+", " ", text)
    return flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}…"


def _plain(text: str) -> str:
    """Text that is no Markdown, no HTML and no mention, whoever wrote it."""
    return re.sub(r"([\\`*{}\[\]<>#|~])", r"\\\1", _one_line(text))


def _code(text: str) -> str:
    """Text in a code span, whatever backticks are in it."""
    flat = _one_line(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", flat)), default=0) + 1)
    pad = " " if "`" in flat else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def _fence(text: str) -> str:
    return "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)


def _quoted(text: str) -> str:
    lines = [f"  {_one_line(line)}" for line in text.splitlines()[:20]]
    fence = f"  {_fence(text)}"
    return "\n".join([fence, *lines, fence])
