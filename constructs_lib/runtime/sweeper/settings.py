"""What the sweeper is told, by the schedule or by somebody who wants to know what would go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class SettingsError(Exception):
    """The event is none of the sweeper's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """One event, read."""

    environment: str
    kinds: frozenset[str]
    grace_days: int
    warn_days: int
    max_deletions: int
    own_prefix: str
    """How names of the estate begin here."""
    own_names: frozenset[str]
    """Names of what is the estate's and is called otherwise: the bucket of its states."""
    estate_tags: frozenset[str]
    """The tags somebody's things carry, in small letters. What has none of them is nobody's."""
    delete: bool = False
    abandoned_days: int | None = None
    """Days after which what is nobody's is due. None: it is told of, never deleted."""
    backup_days: int | None = None
    """How long a last copy of deleted data is kept. None: there is none."""


def read(event: Mapping[str, Any]) -> Settings:
    """The settings of an event. Nothing has a default here: a half-read event must not delete."""
    try:
        own = event["Own"]
        return Settings(
            environment=str(event["Environment"]),
            delete=_deletes(event["Mode"]),
            kinds=frozenset(event["Kinds"]),
            grace_days=int(event["GraceDays"]),
            warn_days=int(event["WarnDays"]),
            abandoned_days=_days(event["AbandonedDays"]),
            max_deletions=int(event["MaxDeletions"]),
            backup_days=_days(event["BackupDays"]),
            own_prefix=_text(own["Prefix"]),
            own_names=frozenset(own["Names"]),
            estate_tags=frozenset(str(key).lower() for key in own["Tags"]),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise SettingsError(f"this is no call of the schedule: {wrong} is missing or wrong") from None


def _deletes(mode: Any) -> bool:
    if mode not in ("report", "delete"):
        raise ValueError(f"Mode {mode!r}")
    return bool(mode == "delete")


def _days(value: Any) -> int | None:
    return None if value is None else int(value)


def _text(value: Any) -> str:
    """An empty prefix would make everything the estate's own, and nothing would ever be found."""
    if not isinstance(value, str) or not value:
        raise ValueError("Prefix")
    return value
