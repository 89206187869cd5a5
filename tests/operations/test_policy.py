"""Where policies stop something."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.foundation.waiver import Waiver
from constructs_lib.operations.policy import Policy, forgiven, today, waivers_of
from constructs_lib.operations.refusal import Refused
from tests.analysis.policies.cases import one
from tests.estate import LayerConfig, estate
from tests.operations.small_project import SmallProject
from tests.operations.test_check import OPEN_TOPIC

OPEN_DATABASE = one("aws_subnet", map_public_ip_on_launch=True)
UNKNOWN = one("aws_subnet", map_public_ip_on_launch="${var.open}")


def plan(value: Any) -> Any:
    entry = {"address": "aws_subnet.this", "mode": "managed", "values": {"map_public_ip_on_launch": value}}
    return {"planned_values": {"root_module": {"resources": [entry]}}}


def test_a_broken_stack_stops_what_is_about_it_only() -> None:
    policy = Policy(documents={"bad": OPEN_DATABASE, "good": {}}, on=today())

    policy.require(["good"])
    with pytest.raises(Refused, match="map_public_ip_on_launch is true"):
        policy.require(["good", "bad"])


def test_an_expired_waiver_stops_everything() -> None:
    waiver = Waiver(
        rule="subnet-public-addresses",
        path="bad",
        reason="a public subnet, to be closed soon",
        owner="platform",
        expires=date(2020, 1, 1),
    )

    with pytest.raises(Refused, match="has expired"):
        Policy(documents={"bad": OPEN_DATABASE, "good": {}}, waivers=(waiver,), on=today()).require(["good"])


def test_a_waiver_of_a_check_of_checkovs_is_for_scan_to_judge() -> None:
    waiver = Waiver(
        rule="CKV_AWS_130",
        path="good/nothing",
        reason="what Checkov alone finds, if at all",
        owner="platform",
        expires=date(2020, 1, 1),
    )

    Policy(documents={"good": {}}, waivers=(waiver,), on=today()).require(["good"])


def test_what_is_forgiven_stops_nothing() -> None:
    key = "subnet-public-addresses bad/aws_subnet.this"

    Policy(documents={"bad": OPEN_DATABASE}, forgiven={key}, on=today()).require(["bad"])


def test_what_only_a_plan_tells_is_judged_then() -> None:
    policy = Policy(documents={"s": UNKNOWN}, on=today())

    policy.require(["s"])
    assert policy.leaves_open("s")
    policy.recheck("s", plan(False))
    with pytest.raises(Refused, match="s: policies do not allow what its plan shows"):
        policy.recheck("s", plan(True))


def test_a_plan_says_nothing_new_where_everything_was_known() -> None:
    policy = Policy(documents={"s": OPEN_DATABASE}, on=today())

    assert not policy.leaves_open("s")
    policy.recheck("s", plan(True))


def test_there_may_be_no_baseline(tmp_path: Path) -> None:
    assert forgiven(tmp_path / "none.json") == frozenset()


def test_waivers_of_all_environments_are_together() -> None:
    assert waivers_of([estate(LayerConfig(component="a"))]) == ()


@pytest.mark.apply
def test_plan_and_deploy_refuse_before_terraform_starts(emulated_project: SmallProject) -> None:
    stacks = emulated_project.root / "small.py"
    stacks.write_text(stacks.read_text(encoding="utf-8").replace(*OPEN_TOPIC), encoding="utf-8")

    for verb in (("plan", "dev"), ("deploy", "dev", "--auto-approve")):
        answer = emulated_project.cairn(*verb)

        assert answer.returncode == 1
        assert "policies do not allow it" in answer.stderr
        assert "[sns-encryption]" in answer.stderr
        assert "planning" not in answer.stderr
