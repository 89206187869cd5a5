"""`cairn sweep`: what the sweeper would find now, by the very same code, which is never told to delete here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from constructs_lib.account.sweeper.config import SweeperConfig
from constructs_lib.account.sweeper.plan import event, whereabouts
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Placement
from constructs_lib.operations.accounts import ClientOf, clients
from constructs_lib.operations.console import Console, table
from constructs_lib.operations.project import Project
from constructs_lib.operations.refusal import Refused
from constructs_lib.runtime.sweeper.report import Report
from constructs_lib.runtime.sweeper.settings import read


@dataclass(frozen=True, slots=True)
class Place:
    """What was found at one."""

    placement: Placement
    report: Report

    @property
    def name(self) -> str:
        """As people call it."""
        return f"{self.placement.environment} {self.placement.region} ({self.placement.account.id})"


def sweep(project: Project, console: Console, *, environment: str, emulator: str = "") -> int:
    """The verb. Returns the exit code: 1 where something could not be looked at."""
    places = tuple(look(project.environment(environment), clients(emulator)))
    console.answer("\n\n".join(_text(place) for place in places), {"places": [_data(place) for place in places]})
    for place in places:
        for kind, why in place.report.unseen.items():
            console.tell(f"{place.name}: {kind} could not be looked at: {why}")
    return 1 if any(place.report.unseen for place in places) else 0


def look(environment: Environment, client_of: ClientOf) -> Iterator[Place]:
    """Look at every placement, with its sweeper's settings, or those it would have."""
    from constructs_lib.runtime.sweeper.refusals import FAILURES, told
    from constructs_lib.runtime.sweeper.sweep import sweep as run

    for placement, configs in environment.stacks.items():
        own = next((config for config in configs if isinstance(config, SweeperConfig)), SweeperConfig())
        settings = read(event(replace(own, mode="report"), whereabouts(placement), name=""))
        account, region = placement.account, placement.region
        try:
            client_of(account, region, "sts")
        except FAILURES as error:
            fix = f"let whoever runs this take {account.role_arn(account.plan_role)}, and deploy that role"
            raise Refused(f"account {account.id} cannot be looked into: {told(error)}", fix=fix) from None

        def here(service: str, placement: Placement = placement) -> Any:
            return client_of(placement.account, placement.region, service)

        yield Place(placement, run(settings, client_of=here, now=datetime.now(UTC)))


def _text(place: Place) -> str:
    report = place.report
    rows = [
        (told["what"], told["kind"], told["name"] or told["id"], told["owner"], told["why"])
        for told in (line.fields() for line in report.lines)
    ]
    ended = [f"{name} expired on {day}: cairn destroy {name}" for name, day in sorted(report.ended.items())]
    shown = [table(sorted(rows), heading=("", "kind", "which", "owner", "why"))] if rows else []
    return "\n".join([f"{place.name}: {report.summary()}", *ended, *shown])


def _data(place: Place) -> dict[str, Any]:
    report = place.report
    return {
        "environment": place.placement.environment,
        "account": place.placement.account.id,
        "region": place.placement.region,
        "summary": report.summary(),
        "numbers": report.numbers(),
        "expired": {name: day.isoformat() for name, day in report.ended.items()},
        "unseen": report.unseen,
        "found": [line.fields() for line in report.lines],
    }
