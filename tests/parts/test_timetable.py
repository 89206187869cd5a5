"""A daily clock alone in somebody's stack, with the function it calls."""

import json
from typing import Any

import pytest
from cdktf import TerraformStack

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.parts.timetable import Timetable
from tests.iam_linter import findings
from tests.parts.test_function import function
from tests.synthesis import resource, resources, statements, synthesized


def clock(stack: TerraformStack, *, name: str = "shop-clock") -> Timetable:
    return Timetable(
        stack,
        "timetable",
        name=name,
        description="Counts the till",
        hour=22,
        time_zone="Europe/Berlin",
        function=function(stack),
        event={"Shop": "one"},
        account_id="111111111111",
        region="us-east-1",
    )


def test_every_day_by_the_clock_of_the_place() -> None:
    body = resource(synthesized(clock), "aws_scheduler_schedule")

    assert (body["schedule_expression"], body["schedule_expression_timezone"], body["flexible_time_window"]) == (
        "cron(0 22 * * ? *)",
        "Europe/Berlin",
        {"mode": "OFF"},
    )
    assert json.loads(body["target"]["input"]) == {"Shop": "one"}


def test_its_role_calls_this_function_and_is_for_schedules_of_this_account() -> None:
    document: Any = synthesized(clock)
    [call] = statements(resources(document, "aws_iam_role_policy")["timetable_role_call"]["policy"]).values()
    trust = json.loads(resources(document, "aws_iam_role")["timetable_role"]["assume_role_policy"])["Statement"][0]

    assert call["Action"] == "lambda:InvokeFunction"
    assert call["Resource"].startswith("${aws_lambda_function.")
    assert trust["Principal"] == {"Service": "scheduler.amazonaws.com"}
    assert trust["Condition"]["StringEquals"] == {"aws:SourceAccount": "111111111111"}
    # a schedule whose role cannot call yet would miss its first day
    body = resource(document, "aws_scheduler_schedule")
    assert [each.split(".")[0] for each in body["depends_on"]] == ["aws_iam_role_policy"]
    assert findings(document) == []


def test_a_name_is_text() -> None:
    with pytest.raises(ConfigError):
        synthesized(lambda stack: clock(stack, name="${x}"))
