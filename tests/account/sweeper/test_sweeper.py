"""A sweeper alone in somebody's stack."""

import json
from typing import Any

from cdktf import TerraformStack

from constructs_lib.account.sweeper.config import SweeperConfig
from constructs_lib.account.sweeper.plan import Whereabouts, event
from constructs_lib.account.sweeper.sweeper import Sweeper
from constructs_lib.parts.package import package
from constructs_lib.runtime.sweeper import handler
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized

TOPIC = "arn:aws:sns:us-east-1:111111111111:warning"
HERE = Whereabouts(
    environment="dev",
    account_id="111111111111",
    region="us-east-1",
    own_prefix="dev-use1-",
    own_names=("dev-terraform-state",),
)


def sweeper(config: SweeperConfig) -> Any:
    def build(stack: TerraformStack) -> None:
        Sweeper(
            stack,
            "sweeper",
            config,
            name="dev-use1-sweeper",
            here=HERE,
            log_key_arn="arn:aws:kms:us-east-1:111111111111:key/1",
            topic_arn=TOPIC,
        )

    return synthesized(build)


def test_it_is_the_tested_code_one_at_a_time() -> None:
    body = resource(sweeper(SweeperConfig()), "aws_lambda_function")

    assert (body["handler"], body["source_code_hash"]) == ("sweeper.handler.handler", package("sweeper").hash)
    assert (body["reserved_concurrent_executions"], body["timeout"]) == (1, 900)


def test_every_day_at_the_hour_of_the_place() -> None:
    config = SweeperConfig(hour=6, time_zone="Europe/Berlin")
    clock = resource(sweeper(config), "aws_scheduler_schedule")

    assert (clock["schedule_expression"], clock["schedule_expression_timezone"]) == (
        "cron(0 6 * * ? *)",
        "Europe/Berlin",
    )
    assert json.loads(clock["target"]["input"]) == event(config, HERE, name="dev-use1-sweeper")


def test_news_go_to_the_topic_as_a_sentence() -> None:
    document = sweeper(SweeperConfig())
    rule, target = (resource(document, f"aws_cloudwatch_event_{kind}") for kind in ("rule", "target"))

    assert json.loads(rule["event_pattern"]) == {
        "source": [handler.SOURCE],
        "detail-type": [handler.DETAIL_TYPE],
        "detail": {"environment": ["dev"]},
    }
    assert target["arn"] == TOPIC
    transformer = target["input_transformer"]
    # EventBridge wants a text in quotes
    assert json.loads(transformer["input_template"]) == ("Sweeper of <environment> in <region>: <summary>. <details>")
    assert set(transformer["input_paths"]) == {"environment", "region", "summary", "details"}


def test_failures_ring_at_once_and_silence_after_two_days() -> None:
    alarms = resources(sweeper(SweeperConfig()), "aws_cloudwatch_metric_alarm")
    shown = {
        name: tuple(
            alarms[f"sweeper_{name}"][key]
            for key in (
                *("metric_name", "dimensions", "comparison_operator", "threshold"),
                *("period", "evaluation_periods", "treat_missing_data", "alarm_actions"),
            )
        )
        for name in ("failed", "silent")
    }

    dimensions = {"Sweeper": "dev-use1-sweeper"}
    assert shown == {
        "failed": ("Failed", dimensions, "GreaterThanThreshold", 0, 300, 1, "notBreaching", [TOPIC]),
        "silent": ("Found", dimensions, "LessThanThreshold", 0, 86400, 2, "breaching", [TOPIC]),
    }


def test_its_roles_pass_the_linter_in_either_mode() -> None:
    assert findings(sweeper(SweeperConfig())) == []
    assert findings(sweeper(SweeperConfig(mode="delete"))) == []


def test_its_rights_fit_into_a_role() -> None:
    """10,240 characters for all inline policies: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""
    policies = resources(sweeper(SweeperConfig(mode="delete")), "aws_iam_role_policy")
    sizes = [
        len(json.dumps(json.loads(body["policy"]), separators=(",", ":")))
        for name, body in policies.items()
        if "timetable" not in name
    ]

    assert sum(sizes) < 10_240


def test_reporting_its_role_can_delete_nothing() -> None:
    work = statements(
        resources(sweeper(SweeperConfig()), "aws_iam_role_policy")["sweeper_function_role_work"]["policy"]
    )

    assert set(work) == {"FindStrangers", "LookAtThem", "WriteItsMetrics", "TellTheNews"}
