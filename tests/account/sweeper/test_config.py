"""Settings of the sweeper."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.account.sweeper.config import KINDS, SweeperConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.config import check
from constructs_lib.runtime.sweeper import kinds
from tests.placements import VIRGINIA


def test_deletes_nothing_unless_it_is_told_to() -> None:
    config = SweeperConfig()

    assert (check(config), config.mode, config.abandoned_days) == ((), "report", None)


def test_the_kinds_are_those_of_the_code_in_the_order_they_go() -> None:
    assert tuple(kind.name for kind in kinds.KINDS) == KINDS


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"mode": "dry"}, "mode"),
        ({"kinds": ()}, "kinds"),
        ({"kinds": ("vpc",)}, "kinds[0]"),
        ({"kinds": ("queue", "queue")}, "kinds"),
        ({"grace_days": 0}, "grace_days"),
        ({"abandoned_days": 13}, "abandoned_days"),
        ({"max_deletions": 0}, "max_deletions"),
        ({"max_deletions": 101}, "max_deletions"),
        ({"backup_days": 0}, "backup_days"),
        ({"hour": 24}, "hour"),
        ({"time_zone": "CET+1"}, "time_zone"),
    ],
)
def test_what_is_refused(wrong: dict[str, Any], where: str) -> None:
    [problem] = check(replace(SweeperConfig(), **wrong))

    assert problem.where == where


def problems(*, protected: bool, **settings: Any) -> list[str]:
    """What an environment says of a sweeper in it, and of nothing else."""
    place = replace(VIRGINIA, protected=protected)
    environment = Environment(name="test", stacks={place: (SweeperConfig(**settings),)})
    return [f"{each.where}: {each.what}" for each in check(environment) if "SweeperConfig" in str(each.where)]


def test_never_deletes_at_a_protected_placement() -> None:
    assert problems(protected=True, mode="delete") == [
        "us-east-1.SweeperConfig.mode: deletes by itself on a protected placement"
    ]


@pytest.mark.parametrize(("protected", "mode"), [(True, "report"), (False, "report"), (False, "delete")])
def test_tells_anywhere_and_deletes_elsewhere(protected: bool, mode: str) -> None:
    assert problems(protected=protected, mode=mode) == []
