"""What the sweeper looks at, and how a kind of it is found and deleted."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """One thing in the account."""

    kind: str
    id: str
    """As AWS's calls name it."""
    name: str = ""
    """As people know it."""
    tags: Mapping[str, str] = field(default_factory=dict[str, str])
    created: datetime | None = None
    used_by: str = ""
    """Who would miss it though AWS would delete it: what is used was not abandoned."""
    held: str = ""
    """Why AWS would not delete it as it is now."""


class Waiting(Exception):
    """It can be deleted once something else has happened, which the text says. The next run tries again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Backup:
    """What is kept of data that goes: a last copy, which says itself when it may go."""

    now: datetime
    until: date

    def tags(self, resource: Resource) -> dict[str, str]:
        """What a copy carries. Nothing of the original's tags, whose date has passed."""
        return {"Name": f"last of {resource.id}", "expires": self.until.isoformat(), "swept-from": resource.id}

    def name(self, resource: Resource) -> str:
        """For what is known by its name: the same one all day, so that a second try makes no second copy."""
        return f"swept-{resource.id.rpartition('/')[2]}-{self.now:%Y%m%d}"


def _never(client: Any, resource: Resource) -> str:
    del client, resource
    return ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A type of resource."""

    name: str
    service: str
    """boto3's name of it."""
    find: Callable[[Any], Iterator[Resource]]
    delete: Callable[[Any, Resource, Backup | None], str]
    """Deletes, or raises; a backup is made where one is wanted and there is data. Returns what should be known of it."""
    held: Callable[[Any, Resource], str] = _never
    """What only one more call can tell: why AWS would not delete it. Asked of what is due."""


def tags_of(pairs: Iterable[Mapping[str, str]] | None) -> dict[str, str]:
    """Tags as most services write them."""
    return {pair["Key"]: pair.get("Value", "") for pair in pairs or ()}
