"""What a budget does when it is used up, alone in somebody's stack."""

import json
from typing import Any

import pytest

from constructs_lib.account.budget_action import BudgetAction
from constructs_lib.account.spending import COSTLY_ACTIONS, DenySpendingConfig, StopInstancesConfig
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resource, resources, statements, synthesized

TOPIC = "arn:aws:sns:us-east-1:111111111111:shop-critical"


def acting(config: Any) -> Any:
    return synthesized(
        lambda stack: BudgetAction(
            stack,
            "action",
            config,
            name="shop-cost-act",
            budget_name="shop-cost",
            account_id="111111111111",
            region="us-east-1",
            topic_arn=TOPIC,
        )
    )


DENY = DenySpendingConfig(roles=("developers", "builders"))
STOP = StopInstancesConfig(databases=("shop-two", "shop-one"), at_percent=120, approval="MANUAL")


def test_acts_on_what_is_spent_and_tells_the_topic() -> None:
    """On a forecast it would stop people for what may never be spent."""
    body = resource(acting(STOP), "aws_budgets_budget_action")

    assert (body["budget_name"], body["notification_type"], body["approval_model"]) == ("shop-cost", "ACTUAL", "MANUAL")
    assert body["action_threshold"] == {"action_threshold_type": "PERCENTAGE", "action_threshold_value": 120}
    assert body["subscriber"] == [{"address": TOPIC, "subscription_type": "SNS"}]


def test_a_denial_is_attached_to_roles() -> None:
    document = acting(DENY)
    body = resource(document, "aws_budgets_budget_action")
    ((name, policy),) = document["resource"]["aws_iam_policy"].items()
    denial = statements(policy["policy"])["NothingNew"]

    assert body["action_type"] == "APPLY_IAM_POLICY"
    assert body["definition"] == {
        "iam_action_definition": {"policy_arn": f"${{aws_iam_policy.{name}.arn}}", "roles": ["builders", "developers"]}
    }
    assert (denial["Effect"], denial["Resource"], denial["Action"]) == ("Deny", "*", sorted(COSTLY_ACTIONS))


def test_nobody_is_kept_from_ending_what_costs() -> None:
    assert [
        action for action in COSTLY_ACTIONS if action.split(":")[1].startswith(("Delete", "Stop", "Terminate"))
    ] == []


def test_the_role_attaches_that_policy_to_those_roles_only() -> None:
    document = acting(DENY)
    (needed,) = statements(resource(document, "aws_iam_role_policy")["policy"]).values()

    assert needed["Action"] == ["iam:AttachRolePolicy", "iam:DetachRolePolicy"]
    assert needed["Resource"] == [f"arn:aws:iam::111111111111:role/{role}" for role in ("builders", "developers")]
    assert needed["Condition"]["ArnEquals"]["iam:PolicyARN"].startswith("${aws_iam_policy.")


def test_only_budgets_of_this_account_take_the_role() -> None:
    role = resource(acting(DENY), "aws_iam_role")
    (trust,) = json.loads(role["assume_role_policy"])["Statement"]

    assert trust["Principal"] == {"Service": "budgets.amazonaws.com"}
    assert trust["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "111111111111"},
        "ArnLike": {"aws:SourceArn": "arn:aws:budgets::111111111111:budget/*"},
    }


@pytest.mark.parametrize(
    ("config", "sub_type", "document", "target"),
    [
        (STOP, "STOP_RDS_INSTANCES", "AWS-StopRdsInstance", "arn:aws:rds:us-east-1:111111111111:db:shop-one"),
        (
            StopInstancesConfig(instances=("i-0123456789abcdef0",)),
            "STOP_EC2_INSTANCES",
            "AWS-StopEC2Instance",
            "arn:aws:ec2:us-east-1:111111111111:instance/i-0123456789abcdef0",
        ),
    ],
)
def test_stops_what_it_names_through_awss_automation(config: Any, sub_type: str, document: str, target: str) -> None:
    made = acting(config)
    body = resource(made, "aws_budgets_budget_action")
    needed = statements(resource(made, "aws_iam_role_policy")["policy"])
    stopped = needed["StopAndStart"]

    assert body["action_type"] == "RUN_SSM_DOCUMENTS"
    assert body["definition"]["ssm_action_definition"]["action_sub_type"] == sub_type
    assert body["definition"]["ssm_action_definition"]["region"] == "us-east-1"
    assert target in stopped["Resource"]
    assert stopped["Condition"] == {"ForAnyValue:StringEquals": {"aws:CalledVia": "ssm.amazonaws.com"}}
    assert f"arn:aws:ssm:us-east-1:*:automation-definition/{document}:*" in needed["RunAwsOwnAutomation"]["Resource"]
    assert resources(made, "aws_iam_policy") == {}


def test_waits_for_the_rights_of_its_role() -> None:
    made = acting(DENY)

    assert resource(made, "aws_budgets_budget_action")["depends_on"] == [
        f"aws_iam_role_policy.{name}" for name in made["resource"]["aws_iam_role_policy"]
    ]


def test_refuses_bad_settings_where_it_is_used_alone() -> None:
    with pytest.raises(ConfigError, match=r"alone/action.*stops either instances or databases"):
        acting(StopInstancesConfig())
