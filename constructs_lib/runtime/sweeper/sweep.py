"""One run: look at everything, judge it, and delete what is due, if that was asked for and is not suspiciously much."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from .judging import Judgement, Verdict, judge
from .kinds import KINDS
from .refusals import FAILURES, is_gone, must_wait, told
from .report import DELETED, FAILED, POSTPONED, REFUSED, WAITING, Report
from .resource import Backup, Kind, Waiting
from .settings import Settings

ClientOf = Callable[[str], Any]
"""A client by boto3's name of the service."""

RESERVE_SECONDS: Final = 120.0
"""What is kept for the call that is under way, and for telling."""

_Judged = tuple[Kind, Judgement]


def sweep(
    settings: Settings,
    *,
    client_of: ClientOf,
    now: datetime,
    seconds_left: Callable[[], float] = lambda: math.inf,
    kinds: Sequence[Kind] = KINDS,
) -> Report:
    """The same whether it deletes or not, up to the very last step: a report that decides otherwise would be none."""
    report = Report(delete=settings.delete)
    due: list[_Judged] = []
    for kind in kinds:
        if kind.name not in settings.kinds:
            continue
        if seconds_left() < RESERVE_SECONDS:
            report.unseen[kind.name] = "no time was left"
            continue
        try:
            due += _look(kind, settings, client_of, now, report)
        except FAILURES as error:
            # what was seen of it before that is not judged either: half a kind would pass a limit that all of it breaks
            report.unseen[kind.name] = told(error)
    if not settings.delete:
        for _, judgement in due:
            report.add(Verdict.DUE, judgement)
    elif len(due) > settings.max_deletions:
        report.stopped = (
            f"{len(due)} are due, more than the {settings.max_deletions} that may go in one run: "
            "nothing was deleted; see what they are, then raise max_deletions for a run or mend the tags"
        )
        for _, judgement in due:
            report.add(REFUSED, judgement)
    else:
        days = settings.backup_days
        backup = None if days is None else Backup(now=now, until=now.date() + timedelta(days=days))
        _delete(due, report, client_of=client_of, backup=backup, seconds_left=seconds_left)
    return report


def _look(kind: Kind, settings: Settings, client_of: ClientOf, now: datetime, report: Report) -> list[_Judged]:
    """Judge all of a kind. Returns what is due."""
    client = client_of(kind.service)
    judged = [judge(resource, settings, now.date()) for resource in kind.find(client)]
    held = [(each, kind.held(client, each.resource) if each.verdict is Verdict.DUE else "") for each in judged]
    due: list[_Judged] = []
    for judgement, why in held:
        if why:
            kept = replace(judgement, verdict=Verdict.HELD, reason=f"{judgement.reason}; {why}")
            report.add(Verdict.HELD, kept)
        elif judgement.verdict is Verdict.DUE:
            due.append((kind, judgement))
        else:
            report.add(judgement.verdict, judgement)
            _ended(judgement, now, report)
    return due


def _ended(judgement: Judgement, now: datetime, report: Report) -> None:
    if judgement.verdict is Verdict.OWN and judgement.expires and judgement.expires < now.date():
        tags = {key.lower(): value for key, value in judgement.resource.tags.items()}
        if name := tags.get("environment"):
            report.ended[name] = judgement.expires


def _delete(
    due: Sequence[_Judged],
    report: Report,
    *,
    client_of: ClientOf,
    backup: Backup | None,
    seconds_left: Callable[[], float],
) -> None:
    for kind, judgement in due:
        if seconds_left() < RESERVE_SECONDS:
            report.add(POSTPONED, judgement, "no time was left; the next run goes on")
            continue
        try:
            note = kind.delete(client_of(kind.service), judgement.resource, backup)
        except Waiting as reason:
            report.add(WAITING, judgement, str(reason))
        except FAILURES as error:
            if is_gone(error):
                report.add(DELETED, judgement, "somebody was faster")
            else:
                report.add(WAITING if must_wait(error) else FAILED, judgement, told(error))
        else:
            report.add(DELETED, judgement, note)
