"""IAM's wildcards as sets of names: is everything that one stands for also in the other?

Never says yes wrongly. It may say no where only a closer look at several patterns together would say yes.
"""

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Names:
    """The names some patterns stand for (`*` any text, `?` any character), or with `but` all names except those."""

    patterns: tuple[str, ...]
    but: bool = False

    def __str__(self) -> str:
        text = ", ".join(self.patterns) or "nothing"
        return f"everything but {text}" if self.but else text

    def covers(self, other: "Names") -> bool:
        """Whether every name the other stands for is one of these."""
        if other.but:
            if self.but:
                # less is left out here than there
                return all(any(covers(theirs, mine) for theirs in other.patterns) for mine in self.patterns)
            return "*" in self.patterns
        if self.but:
            return not any(overlap(mine, theirs) for mine in self.patterns for theirs in other.patterns)
        return all(any(covers(mine, theirs) for mine in self.patterns) for theirs in other.patterns)


@lru_cache(maxsize=65536)
def covers(wider: str, narrower: str) -> bool:
    """Whether every text the narrower pattern matches is matched by the wider one."""
    if wider in (narrower, "*") or not ("*" in wider or "?" in wider):
        return wider in (narrower, "*")
    return _expression(wider).fullmatch(narrower) is not None


@lru_cache(maxsize=4096)
def _expression(pattern: str) -> "re.Pattern[str]":
    # the other pattern's own `*` is only covered by a `*`, never by a `?`
    parts = {"*": ".*", "?": "[^*]"}
    return re.compile("".join(parts.get(character) or re.escape(character) for character in pattern), re.DOTALL)


@lru_cache(maxsize=65536)
def overlap(one: str, other: str) -> bool:
    """Whether some text matches both patterns."""
    if not one or not other:
        return not (one or other).strip("*")
    if one[0] == "*":
        return overlap(one[1:], other) or overlap(one, other[1:])
    if other[0] == "*":
        return overlap(one, other[1:]) or overlap(one[1:], other)
    return (one[0] == other[0] or "?" in (one[0], other[0])) and overlap(one[1:], other[1:])
