"""A remedy alone in somebody's stack."""

import json
from typing import Any, get_args

import pytest

from constructs_lib.account.recorder.config import RemediationConfig
from constructs_lib.account.recorder.remediation import Remediation
from constructs_lib.account.recorder.remedies import RemediedRule
from tests.iam_linter import issues
from tests.synthesis import resource, statements, synthesized

REMEDIATION = "aws_config_remediation_configuration"


def remediation(rule: Any = "s3-public-access-block", **settings: Any) -> Any:
    return synthesized(
        lambda stack: Remediation(
            stack,
            "remediation",
            RemediationConfig(rule=rule, **settings),
            name="shop-mend",
            account_id="111111111111",
            region="us-east-1",
            rule_name="shop-rule",
        )
    )


def test_a_button_by_default() -> None:
    body = resource(remediation(), REMEDIATION)

    assert (body["automatic"], body["config_rule_name"]) == (False, "shop-rule")
    assert (body["target_type"], body["target_id"]) == (
        "SSM_DOCUMENT",
        "AWSConfigRemediation-ConfigureS3BucketPublicAccessBlock",
    )
    assert (body["maximum_automatic_attempts"], body["retry_attempt_seconds"]) == (3, 600)
    assert resource(remediation(automatic=True), REMEDIATION)["automatic"] is True


def test_parameters_are_in_the_order_the_provider_tells_them() -> None:
    parameters = resource(remediation(), REMEDIATION)["parameter"]
    names = [each["name"] for each in parameters]

    assert names == sorted(names)
    assert {each["name"]: each.get("resource_value", each.get("static_value")) for each in parameters} == {
        "AutomationAssumeRole": parameters[0]["static_value"],
        "BlockPublicAcls": "true",
        "BlockPublicPolicy": "true",
        "BucketName": "RESOURCE_ID",
        "IgnorePublicAcls": "true",
        "RestrictPublicBuckets": "true",
    }


def test_the_role_is_there_before_the_remedy() -> None:
    document = remediation()
    (waited,) = resource(document, REMEDIATION)["depends_on"]

    assert waited.startswith("aws_iam_role_policy.remediation_role_mend_")
    assert resource(document, REMEDIATION)["parameter"][0]["static_value"].startswith(
        "${aws_iam_role.remediation_role_"
    )


def test_only_automations_of_this_account_take_the_role() -> None:
    (trust,) = json.loads(resource(remediation(), "aws_iam_role")["assume_role_policy"])["Statement"]

    assert trust["Principal"] == {"Service": "ssm.amazonaws.com"}
    assert trust["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "111111111111"},
        "ArnLike": {"aws:SourceArn": "arn:aws:ssm:us-east-1:111111111111:automation-execution/*"},
    }


@pytest.mark.parametrize("rule", get_args(RemediedRule))
def test_the_role_can_do_what_its_runbook_needs_and_nothing_else(rule: str) -> None:
    policy = resource(remediation(rule), "aws_iam_role_policy")["policy"]
    mend = statements(policy)["Mend"]

    assert mend["Condition"] == {"StringEquals": {"aws:ResourceAccount": "111111111111"}}
    assert len({action.split(":")[0] for action in mend["Action"]}) == 1
    assert "*" not in (mend["Resource"], *mend["Action"])
    assert issues(policy) == set()
