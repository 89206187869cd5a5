"""Security Hub alone in somebody's stack."""

from typing import Any

from constructs_lib.account.audit.hub_config import ControlConfig, SecurityHubConfig
from constructs_lib.account.audit.security_hub import SecurityHub
from tests.synthesis import resource, resources, synthesized


def hub(**settings: Any) -> Any:
    return synthesized(lambda stack: SecurityHub(stack, "hub", SecurityHubConfig(**settings), region="us-west-2"))


def test_which_standards_is_said_here_and_not_by_aws() -> None:
    document = hub(standards=("fsbp-1.0.0", "pci-dss-4.0.1"))
    body = resource(document, "aws_securityhub_account")
    standards = resources(document, "aws_securityhub_standards_subscription")

    assert (body["enable_default_standards"], body["control_finding_generator"]) == (False, "SECURITY_CONTROL")
    assert {name: each["standards_arn"] for name, each in standards.items()} == {
        "hub_standard-fsbp-1-0-0": (
            "arn:aws:securityhub:us-west-2::standards/aws-foundational-security-best-practices/v/1.0.0"
        ),
        "hub_standard-pci-dss-4-0-1": "arn:aws:securityhub:us-west-2::standards/pci-dss/v/4.0.1",
    }
    assert all(each["depends_on"] == ["aws_securityhub_account.hub"] for each in standards.values())


def test_a_control_that_does_not_apply_says_why() -> None:
    reason = "the root user's key lies in a safe"
    off = ControlConfig(control="IAM.6", standard="cis-5.0.0", reason=reason)
    control = resources(hub(controls=(off,)), "aws_securityhub_standards_control_association")[
        "hub_control-iam-6-cis-5-0-0"
    ]

    assert (control["security_control_id"], control["association_status"], control["updated_reason"]) == (
        "IAM.6",
        "DISABLED",
        reason,
    )
    # AWS knows a control of a standard only once the account is held against it
    assert [each.partition(".")[0] for each in control["depends_on"]] == ["aws_securityhub_standards_subscription"]


def test_gathers_from_the_regions_that_are_named() -> None:
    assert resources(hub(), "aws_securityhub_finding_aggregator") == {}
    body = resource(hub(gathers_from=("us-west-1", "us-east-1")), "aws_securityhub_finding_aggregator")

    assert (body["linking_mode"], body["specified_regions"]) == ("SPECIFIED_REGIONS", ["us-east-1", "us-west-1"])
