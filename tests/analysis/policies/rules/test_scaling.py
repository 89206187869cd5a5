"""Rules about scaling."""

from typing import Any

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

TARGET, ACTION, POLICY = (
    "aws_appautoscaling_target",
    "aws_appautoscaling_scheduled_action",
    "aws_appautoscaling_policy",
)


def tracked(**metric: Any) -> Any:
    """A policy that follows a metric."""
    return one(POLICY, target_tracking_scaling_policy_configuration={"predefined_metric_specification": metric})


REQUESTS = "ALBRequestCountPerTarget"

CASES = (
    Case(
        rule="scaling-limits",
        good=one(TARGET, min_capacity=1, max_capacity=1),
        bad=one(TARGET, min_capacity=4, max_capacity=2),
        says="got      4 to 2",
    ),
    Case(
        rule="scaling-limits",
        good=one(ACTION, scalable_target_action={"min_capacity": "3"}),
        bad=one(ACTION, scalable_target_action={"min_capacity": "30", "max_capacity": "4"}),
        says="got      30 to 4",
    ),
    Case(
        rule="scaling-resource-label",
        good=both(
            tracked(predefined_metric_type=REQUESTS, resource_label="${aws_lb.x.arn_suffix}/y"),
            {"resource": {POLICY: {"cpu": {}}}},
        ),
        bad=tracked(predefined_metric_type=REQUESTS),
        says="resource_label is missing",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
