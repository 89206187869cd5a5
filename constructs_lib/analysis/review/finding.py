"""What a review says about one thing: where, what, and how much it matters."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

Topic = Literal["data", "access", "network", "encryption", "stacks", "interruption", "policy", "cost"]
Severity = Literal["danger", "look", "note"]
"""A note is told, and changes no verdict."""

SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
TOPICS: Final[tuple[Topic, ...]] = get_args(Topic)
"""In the order of what they can cost, which is the order they are told in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing to know of before a plan is waved through."""

    topic: Topic
    severity: Severity
    stack_id: str = ""
    address: str = ""
    what: str
    details: tuple[str, ...] = ()
    """What a person needs to judge it, a line each."""
