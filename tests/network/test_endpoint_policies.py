"""What passes an endpoint, and what does not."""

import json
from typing import get_args

import pytest

from constructs_lib.foundation import iam
from constructs_lib.foundation.aws_services import InterfaceService
from constructs_lib.network.endpoint_policies import dynamodb_policy, interface_policy, s3_policy
from tests.iam_evaluator import verdict

OWN, OTHER = "111111111111", "222222222222"
TOOLS = "555555555555"
AWS = "894777777777"
SERVICES: tuple[InterfaceService, ...] = get_args(InterfaceService)


def passes(service: InterfaceService, action: str, resource: str, *, principal: str = OWN, owner: str = OWN) -> bool:
    """Whether a request gets through an endpoint; roles and resource policies are not asked."""
    document = iam.policy(interface_policy(service, [OWN], "us-east-1"))
    return verdict(document, action, resource, {"aws:PrincipalAccount": principal, "aws:ResourceAccount": owner}) == (
        "allowed"
    )


def test_s3_takes_own_principals_to_own_buckets_only() -> None:
    own, _ = s3_policy([OWN], "us-east-1")

    assert own.conditions == {"StringEquals": {"aws:PrincipalAccount": OWN, "aws:ResourceAccount": OWN}}


def test_s3_lets_work_with_objects_and_not_with_buckets() -> None:
    own, _ = s3_policy([OWN], "us-east-1")

    assert {"s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"} <= set(own.actions)
    assert not [action for action in own.actions if action.startswith(("s3:PutBucket", "s3:DeleteBucket", "s3:Create"))]


def test_s3_lets_anybody_download_from_aws_of_the_region() -> None:
    """Image layers come by links that ECR signed: whoever pulls is nobody of the account."""
    _, downloads = s3_policy([OWN], "eu-west-1")

    assert downloads.actions == ("s3:GetObject",)
    assert "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*" in downloads.resources
    assert [arn for arn in downloads.resources if "eu-west-1" not in arn] == []


def test_s3_downloads_are_never_from_own_buckets() -> None:
    _, downloads = s3_policy([OWN], "us-east-1")

    assert downloads.conditions == {"StringNotEquals": {"aws:ResourceAccount": OWN}}


def test_dynamodb_takes_own_principals_to_own_tables_only() -> None:
    (own,) = dynamodb_policy([OWN], "us-east-1")

    assert own.resources == (f"arn:aws:dynamodb:us-east-1:{OWN}:table/*",)
    assert own.conditions == {"StringEquals": {"aws:PrincipalAccount": OWN}}


def test_several_accounts_may_meet() -> None:
    (own,) = dynamodb_policy([OTHER, OWN], "us-east-1")

    assert own.conditions == {"StringEquals": {"aws:PrincipalAccount": [OWN, OTHER]}}
    assert len(own.resources) == 2


@pytest.mark.parametrize("service", SERVICES)
def test_interface_endpoints_take_own_principals_to_own_resources_only(service: InterfaceService) -> None:
    (action,) = {statement["Action"] for statement in own_statements(service)}
    call = action.replace("*", "SomeCall")

    assert passes(service, call, "arn:aws:x:us-east-1:111111111111:thing")
    assert not passes(service, call, "arn:aws:x:us-east-1:111111111111:thing", principal=OTHER)
    assert not passes(service, call, "arn:aws:x:us-east-1:222222222222:thing", owner=OTHER)


def own_statements(service: InterfaceService) -> list[dict[str, str]]:
    found = json.loads(iam.policy(interface_policy(service, [OWN], "us-east-1")))["Statement"]
    return [each for each in found if each["Sid"] == "OwnPrincipalsOwnResources"]


def test_iam_knows_the_services_by_other_names_than_endpoints_do() -> None:
    prefixes = {service: own_statements(service)[0]["Action"] for service in SERVICES}

    assert {service: each for service, each in prefixes.items() if each != f"{service}:*"} == {
        "ecr.api": "ecr:*",
        "ecr.dkr": "ecr:*",
        "monitoring": "cloudwatch:*",
    }


def test_an_image_of_the_tools_account_arrives() -> None:
    """Every call of a Fargate pull, from the login to the layers, which are in a bucket that is AWS's."""
    image = f"arn:aws:ecr:us-east-1:{TOOLS}:repository/payments/api"
    s3 = iam.policy(s3_policy([OWN], "us-east-1"))
    layer = "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/layer"

    assert passes("ecr.api", "ecr:GetAuthorizationToken", "*")
    for endpoint in ("ecr.api", "ecr.dkr"):
        for action in ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"):
            assert passes(endpoint, action, image, owner=TOOLS)
    # by a link that ECR signed: the principal is of ECR's account, as the bucket is
    assert verdict(s3, "s3:GetObject", layer, {"aws:PrincipalAccount": AWS, "aws:ResourceAccount": AWS}) == "allowed"


@pytest.mark.parametrize("action", ["ecr:PutImage", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload"])
def test_nothing_is_pushed_into_somebody_elses_repository(action: str) -> None:
    assert passes("ecr.dkr", action, f"arn:aws:ecr:us-east-1:{OWN}:repository/api")
    assert not passes("ecr.dkr", action, f"arn:aws:ecr:us-east-1:{OTHER}:repository/api", owner=OTHER)


def test_credentials_brought_in_from_elsewhere_do_not_work() -> None:
    secret = f"arn:aws:secretsmanager:us-east-1:{OTHER}:secret:stolen"

    assert not passes("secretsmanager", "secretsmanager:PutSecretValue", secret, principal=OTHER, owner=OTHER)
    assert not passes("ecr.api", "ecr:BatchGetImage", "*", principal=OTHER, owner=OTHER)


def test_roles_of_others_can_be_taken_and_parameters_of_aws_read() -> None:
    assert passes("sts", "sts:AssumeRole", f"arn:aws:iam::{OTHER}:role/partner", owner=OTHER)
    assert passes("ssm", "ssm:GetParameters", "arn:aws:ssm:us-east-1::parameter/aws/service/ami", owner=AWS)
    assert not passes("ssm", "ssm:PutParameter", f"arn:aws:ssm:us-east-1:{OTHER}:parameter/x", owner=OTHER)
    assert not passes("ssm", "ssm:GetParameter", f"arn:aws:ssm:us-east-1:{OTHER}:parameter/x", owner=OTHER)
