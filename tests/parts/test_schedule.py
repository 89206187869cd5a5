"""A clock alone in somebody's stack, with the function it calls."""

import json
from typing import Any

import pytest
from cdktf import TerraformStack

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.parts.schedule import Schedule
from tests.parts.test_function import function
from tests.synthesis import resource, synthesized


def clock(stack: TerraformStack, *, every_minutes: int = 5, name: str = "shop-clock") -> Schedule:
    return Schedule(
        stack,
        "schedule",
        name=name,
        description="Takes payments now and then",
        every_minutes=every_minutes,
        function=function(stack),
        event={"Shop": "one"},
    )


@pytest.mark.parametrize(
    ("every", "expression"), [(1, "rate(1 minute)"), (2, "rate(2 minutes)"), (60, "rate(60 minutes)")]
)
def test_says_how_often_as_aws_wants_it(every: int, expression: str) -> None:
    document = synthesized(lambda stack: clock(stack, every_minutes=every))

    assert resource(document, "aws_cloudwatch_event_rule")["schedule_expression"] == expression


def test_calls_with_the_same_event_every_time_and_nobody_else_may() -> None:
    document: Any = synthesized(clock)
    target = resource(document, "aws_cloudwatch_event_target")
    permission = resource(document, "aws_lambda_permission")

    assert json.loads(target["input"]) == {"Shop": "one"}
    assert permission["principal"] == "events.amazonaws.com"
    assert permission["source_arn"].startswith("${aws_cloudwatch_event_rule.schedule")
    # a call before the permission is lost
    assert [each.split(".")[0] for each in target["depends_on"]] == ["aws_lambda_permission"]


def test_a_name_is_text() -> None:
    with pytest.raises(ConfigError):
        synthesized(lambda stack: clock(stack, name="${x}"))
