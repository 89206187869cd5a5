"""Settings of Security Hub that cannot work."""

from typing import Any

import pytest

from constructs_lib.account.audit.hub_config import ControlConfig, SecurityHubConfig
from constructs_lib.foundation.config import check
from tests.placements import VIRGINIA

OFF = ControlConfig(control="IAM.6", standard="cis-5.0.0", reason="the root user's key lies in a safe")


def test_accepts_controls_of_the_standards_it_has() -> None:
    assert check(SecurityHubConfig(controls=(OFF,), gathers_from=("us-west-2",))) == ()


@pytest.mark.parametrize(
    ("settings", "where", "what"),
    [
        ({"standards": ()}, "standards", "has the wrong length"),
        ({"standards": ("cis-3.0.0", "cis-5.0.0")}, "standards", "2 are of one family"),
        (
            {"standards": ("fsbp-1.0.0",), "controls": (OFF,)},
            "controls[0].standard",
            "is none the account is held against",
        ),
        ({"controls": (OFF, OFF)}, "controls", "2 are the same control"),
        ({"gathers_from": ("us-west-2", "us-west-2")}, "gathers_from", "is named twice"),
        ({"gathers_from": ("mars-1",)}, "gathers_from", "is no region"),
        (
            {"controls": (ControlConfig(control="iam.6", standard="cis-5.0.0", reason=OFF.reason),)},
            "controls[0].control",
            "has the wrong form",
        ),
        (
            {"controls": (ControlConfig(control="IAM.6", standard="cis-5.0.0", reason="known"),)},
            "controls[0].reason",
            "has the wrong length",
        ),
    ],
)
def test_refuses(settings: Any, where: str, what: str) -> None:
    found = [(problem.where, problem.what) for problem in check(SecurityHubConfig(**settings))]

    assert found == [(where, what)]


def test_a_region_does_not_gather_from_itself() -> None:
    config = SecurityHubConfig(gathers_from=("us-east-1", "us-west-2"))

    assert [problem.got for problem in config.problems_at(VIRGINIA)] == ["us-east-1"]
