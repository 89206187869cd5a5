"""What is to be done with a resource, decided from its tags, its age and nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from .resource import Resource
from .settings import Settings

EXPIRES: Final = "expires"
KEEP: Final = "keep"
_MANAGED_BY: Final = "managedby"
_OURS: Final = "cairn"
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
# Who made it also deletes it, and would make it again. https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
_MADE_BY: Final = ("aws:", "eks:", "kubernetes.io/", "k8s.io/", "elasticbeanstalk:", "amazonecsmanaged")


class Verdict(StrEnum):
    """From what is nobody's business here to what goes."""

    OWN = "own"
    """The estate's: Terraform's to destroy."""
    KEPT = "kept"
    """Somebody said so."""
    MANAGED = "managed"
    """Another tool or service made it and deletes it."""
    LIVE = "live"
    """Somebody's, and its day is far or not said."""
    ABANDONED = "abandoned"
    """Nobody's."""
    MALFORMED = "malformed"
    """Its date is none."""
    SOON = "soon"
    """Its day is near."""
    GRACE = "grace"
    """Its day has passed, a few days ago at most."""
    HELD = "held"
    """Due, and AWS would not delete it as it is."""
    DUE = "due"


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """A resource, what is to be done with it, and why."""

    resource: Resource
    verdict: Verdict
    reason: str = ""
    expires: date | None = None


def judge(resource: Resource, settings: Settings, today: date) -> Judgement:
    """The verdict. What is the estate's never goes, whatever else it says; then `keep` wins; then who made it."""
    tags = {key.lower(): value for key, value in resource.tags.items()}
    if why := _own(resource, tags, settings):
        return Judgement(resource=resource, verdict=Verdict.OWN, reason=why, expires=_date_of_own(resource))
    if KEEP in tags:
        return Judgement(resource=resource, verdict=Verdict.KEPT, reason=f"{KEEP}={tags[KEEP]}")
    if why := _made_by(tags):
        return Judgement(resource=resource, verdict=Verdict.MANAGED, reason=why)
    values = {value for key, value in resource.tags.items() if key.lower() == EXPIRES}
    if values:
        return _by_date(resource, values, settings, today)
    if resource.used_by or resource.held or settings.estate_tags & tags.keys():
        return Judgement(resource=resource, verdict=Verdict.LIVE)
    return _by_age(resource, settings, today)


def _own(resource: Resource, tags: Mapping[str, str], settings: Settings) -> str:
    if _manager(tags).lower() == _OURS:
        return "belongs to the estate's Terraform"
    # whoever takes its tags away by accident must not make it anybody's: /aws/rds/instance/dev-use1-…, dev-use1-…
    own_name = re.compile(rf"(^|[/:]){re.escape(settings.own_prefix)}")
    if any(own_name.search(text) for text in (resource.id, resource.name)):
        return "has a name of the estate's, without its tags"
    if settings.own_names & {resource.id, resource.name}:
        return "the estate's Terraform keeps its states there"
    return ""


def _manager(tags: Mapping[str, str]) -> str:
    return next((value for key, value in tags.items() if re.sub(r"[-_ ]", "", key) == _MANAGED_BY), "")


def _made_by(tags: Mapping[str, str]) -> str:
    if manager := _manager(tags):
        return f"{manager} manages it: delete it there"
    maker = next((key for key in tags if key.startswith(_MADE_BY)), "")
    return f"it was made by a service ({maker}={tags[maker]}): delete it there" if maker else ""


def _date_of_own(resource: Resource) -> date | None:
    values = {value for key, value in resource.tags.items() if key.lower() == EXPIRES}
    return _date(values.pop()) if len(values) == 1 else None


def _date(text: str) -> date | None:
    try:
        # fromisoformat takes weeks and dates without hyphens too, which people read otherwise
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def _by_date(resource: Resource, values: set[str], settings: Settings, today: date) -> Judgement:
    shown = ", ".join(sorted(values))
    expires = _date(shown)
    if expires is None:
        return Judgement(
            resource=resource, verdict=Verdict.MALFORMED, reason=f"{EXPIRES}={shown!r} is no date such as 2026-12-31"
        )
    if resource.created is not None and expires < resource.created.date():
        # a wrong year is the likeliest slip of all, and would delete at once
        made = resource.created.date()
        reason = f"{EXPIRES}={shown} lies before {made}, when it was made or last changed"
        return Judgement(resource=resource, verdict=Verdict.MALFORMED, reason=reason)
    # days since, and not dates: the last of all dates plus some days is none
    past = (today - expires).days
    if past > settings.grace_days:
        return _due(resource, f"expired on {expires}", expires)
    if past > 0:
        verdict, reason = Verdict.GRACE, f"expired on {expires}, due in {settings.grace_days - past + 1} days"
    elif past >= -settings.warn_days:
        verdict, reason = Verdict.SOON, f"expires on {expires}"
    else:
        verdict, reason = Verdict.LIVE, f"expires on {expires}"
    return Judgement(resource=resource, verdict=verdict, reason=reason, expires=expires)


def _by_age(resource: Resource, settings: Settings, today: date) -> Judgement:
    if resource.created is None:
        return Judgement(
            resource=resource, verdict=Verdict.ABANDONED, reason="nobody's, and AWS does not say since when"
        )
    age = today - resource.created.date()
    reason = f"nobody's, made on {resource.created.date()}"
    if settings.abandoned_days is not None and age > timedelta(days=settings.abandoned_days):
        return _due(resource, reason, None)
    return Judgement(resource=resource, verdict=Verdict.ABANDONED, reason=reason)


def _due(resource: Resource, reason: str, expires: date | None) -> Judgement:
    if resource.held:
        return Judgement(resource=resource, verdict=Verdict.HELD, reason=f"{reason}; {resource.held}", expires=expires)
    return Judgement(resource=resource, verdict=Verdict.DUE, reason=reason, expires=expires)
