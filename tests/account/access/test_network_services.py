"""Terraform's rights on NAT instances and PrivateLink."""

import pytest

from constructs_lib.account.access import network_services
from constructs_lib.foundation import iam
from tests.iam_evaluator import Verdict, verdict

OWN, OTHER = "111111111111", "222222222222"
DOCUMENT = iam.policy(
    [*network_services.reads(OWN, "dev"), *network_services.writes(OWN, "dev")],
)


@pytest.mark.parametrize(
    ("action", "resource", "expected"),
    [
        ("autoscaling:UpdateAutoScalingGroup", "dev-use1-nat", "allowed"),
        ("autoscaling:UpdateAutoScalingGroup", "prod-use1-nat", "not allowed"),
    ],
)
def test_groups_are_the_environments(action: str, resource: str, expected: Verdict) -> None:
    arn = f"arn:aws:autoscaling:us-east-1:{OWN}:autoScalingGroup:1-2:autoScalingGroupName/{resource}"

    assert verdict(DOCUMENT, action, arn) == expected


def test_machines_are_started_in_this_account_from_any_image() -> None:
    assert verdict(DOCUMENT, "ec2:RunInstances", "arn:aws:ec2:us-east-1::image/ami-1") == "allowed"
    assert verdict(DOCUMENT, "ec2:RunInstances", f"arn:aws:ec2:us-east-1:{OWN}:instance/*") == "allowed"
    assert verdict(DOCUMENT, "ec2:RunInstances", f"arn:aws:ec2:us-east-1:{OTHER}:instance/*") == "not allowed"


def test_roles_are_handed_to_machines_only() -> None:
    role = f"arn:aws:iam::{OWN}:role/dev-use1-nat"

    assert verdict(DOCUMENT, "iam:PassRole", role, {"iam:PassedToService": "ec2.amazonaws.com"}) == "allowed"
    assert verdict(DOCUMENT, "iam:PassRole", role, {"iam:PassedToService": "lambda.amazonaws.com"}) == "not allowed"


def test_services_are_offered_here_only() -> None:
    own, other = (f"arn:aws:ec2:us-east-1:{account}:vpc-endpoint-service/vpce-svc-1" for account in (OWN, OTHER))

    assert verdict(DOCUMENT, "ec2:AcceptVpcEndpointConnections", own) == "allowed"
    assert verdict(DOCUMENT, "ec2:AcceptVpcEndpointConnections", other) == "not allowed"
