"""The sweeper as AWS has it: a daily clock, a role that can delete nothing, and an estate that is none of its business (G7)."""

import json
from typing import Any

import pytest

from constructs_lib.account.sweeper.config import SweeperConfig
from constructs_lib.environment import StackPlan
from constructs_lib.runtime.sweeper.settings import read
from constructs_lib.runtime.sweeper.sweep import sweep
from environments import dev
from tests.apply.estate import Estate
from tests.runtime.sweeper.conftest import LATER

SWEEPERS = [plan for plan in dev.ENVIRONMENT.stack_plans() if isinstance(plan.config, SweeperConfig)]


def client(estate: Estate, plan: StackPlan, service: str) -> Any:
    return estate.client(service, plan.placement.account.id, plan.placement.region)


def schedule_of(estate: Estate, plan: StackPlan) -> Any:
    return client(estate, plan, "scheduler").get_schedule(Name=plan.placement.name("sweeper-daily"))


def test_there_is_one_in_dev() -> None:
    assert "dev" in {plan.placement.environment for plan in SWEEPERS}


@pytest.mark.parametrize("plan", SWEEPERS, ids=lambda plan: plan.id)
def test_looks_every_day_and_deletes_nothing(estate: Estate, plan: StackPlan) -> None:
    schedule, name = schedule_of(estate, plan), plan.placement.name("sweeper")
    document = client(estate, plan, "iam").get_role_policy(RoleName=name, PolicyName="work")["PolicyDocument"]
    listed = [each["Action"] for each in document["Statement"]]
    actions = {action for each in listed for action in ([each] if isinstance(each, str) else each)}

    assert schedule["ScheduleExpressionTimezone"] == plan.config.time_zone
    assert json.loads(schedule["Target"]["Input"])["Mode"] == "report"
    assert {each for each in actions if not each.split(":")[1].startswith(("Describe", "Get", "List"))} == {
        "cloudwatch:PutMetricData",
        "events:PutEvents",
    }


@pytest.mark.parametrize("plan", SWEEPERS, ids=lambda plan: plan.id)
def test_finds_nothing_due_in_the_estate(estate: Estate, plan: StackPlan) -> None:
    """The tested code, with what its clock says, looking at everything that was applied."""
    settings = read(json.loads(schedule_of(estate, plan)["Target"]["Input"]))

    report = sweep(settings, client_of=lambda service: client(estate, plan, service), now=LATER)

    assert (report.unseen, report.numbers()["Found"], report.ended) == ({}, 0, {})
    assert report.counts["own"] > 0
