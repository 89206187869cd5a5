"""The sweeper's stack."""

import json

from constructs_lib.account.sweeper.config import SweeperConfig
from constructs_lib.account.sweeper.stack import SweeperStack
from tests.placements import VIRGINIA
from tests.synthesis import resource, resources, synthesized_stack


def test_reads_the_account_layer_and_publishes_nothing() -> None:
    stack, document = synthesized_stack(lambda app: SweeperStack(app, VIRGINIA, SweeperConfig()))

    assert [read.source for read in stack.reads] == ["test-us-east-1-account"]
    assert "output" not in document
    alarms = resources(document, "aws_cloudwatch_metric_alarm").values()
    assert all("warning-topic-arn" in action for body in alarms for action in body["alarm_actions"])


def test_is_the_estates_own_and_knows_it() -> None:
    """A sweeper that sweeps itself away is an accident others had."""
    _, document = synthesized_stack(lambda app: SweeperStack(app, VIRGINIA, SweeperConfig()))
    told = json.loads(resource(document, "aws_scheduler_schedule")["target"]["input"])
    function = resource(document, "aws_lambda_function")

    assert function["function_name"].startswith(told["Own"]["Prefix"])
    [provider] = document["provider"]["aws"]
    assert provider["default_tags"][0]["tags"]["ManagedBy"] == "cairn"
