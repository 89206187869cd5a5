"""Rules about permissions."""

import json
from typing import Any

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

POLICY = "aws_iam_role_policy"
TOPIC = "aws_sns_topic_policy"


def allow(kind: str = POLICY, attribute: str = "policy", **statement: Any) -> Any:
    """A policy of one statement that allows."""
    body = {"Sid": "One", "Effect": "Allow", **statement}
    return one(kind, **{attribute: json.dumps({"Version": "2012-10-17", "Statement": [body]})})


def trust(**statement: Any) -> Any:
    """A role somebody may assume."""
    return allow("aws_iam_role", "assume_role_policy", Action="sts:AssumeRole", **statement)


ARN = "arn:aws:s3:::here/*"
ROLE = "arn:aws:iam::111111111111:role/x"
OIDC = {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.example"}
PASSED = {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}

CASES = (
    Case(
        rule="iam-action-wildcard",
        good=allow(Action="s3:Get*", Resource=ARN),
        bad=allow(Action="*", Resource=ARN),
        says="statement One allows every action",
    ),
    Case(
        rule="iam-action-wildcard",
        good=allow(Action=["s3:GetObject"], Resource=ARN),
        bad=allow(Action=["s3:GetObject", "sqs:*"], Resource=ARN),
        says="got      sqs:*",
    ),
    Case(
        rule="iam-not-action",
        good=allow(Action="s3:GetObject", Resource=ARN),
        bad=allow(NotAction="iam:*", Resource=ARN),
        says="allows by NotAction",
    ),
    Case(
        rule="iam-resource-wildcard",
        good=allow(Action=["ec2:DescribeSubnets", "xray:PutTraceSegments"], Resource="*"),
        bad=allow(Action=["ec2:DescribeSubnets", "s3:GetObject"], Resource="*"),
        says="got      s3:GetObject",
    ),
    Case(
        rule="iam-resource-wildcard",
        good=allow(
            Action="ec2:StopInstances", Resource="*", Condition={"StringEquals": {"aws:ResourceTag/Owner": "x"}}
        ),
        bad=allow(Action="ec2:StopInstances", Resource="*"),
        says="on every resource",
    ),
    Case(
        rule="iam-pass-role",
        good=allow(Action="iam:PassRole", Resource=ROLE, Condition=PASSED),
        bad=allow(Action="iam:Pass*", Resource=ROLE),
        says="passes roles to any service",
    ),
    Case(
        rule="iam-trust",
        good=trust(Principal={"Service": "lambda.amazonaws.com"}),
        bad=trust(Principal={"AWS": "*"}),
        says="lets anybody assume the role",
    ),
    Case(
        rule="iam-trust",
        good=trust(Principal=OIDC, Condition={"StringLike": {"token.example:sub": "repo:mine/*"}}),
        bad=trust(Principal=OIDC, Condition={"StringEquals": {"token.example:aud": "sts"}}),
        says="everybody of an identity provider",
    ),
    Case(
        rule="iam-administrator",
        good=one("aws_iam_role_policy_attachment", policy_arn="${aws_iam_policy.mine.arn}"),
        bad=one("aws_iam_role_policy_attachment", policy_arn="arn:aws:iam::aws:policy/AdministratorAccess"),
        says="for administrators",
    ),
    Case(rule="iam-user", good=one("aws_iam_role"), bad=one("aws_iam_access_key"), says="keys of its own"),
    Case(
        rule="policy-public",
        good=allow(TOPIC, Principal="*", Condition={"StringEquals": {"aws:PrincipalAccount": "1"}}),
        bad=allow(TOPIC, Principal={"AWS": ["*"]}, Action="sns:Publish"),
        says="allows everybody",
    ),
    Case(
        rule="policy-confused-deputy",
        good=allow(
            TOPIC, Principal={"Service": "s3.amazonaws.com"}, Condition={"StringEquals": {"AWS:SourceAccount": "1"}}
        ),
        bad=allow(TOPIC, Principal={"Service": "s3.amazonaws.com"}),
        says="on behalf of anybody",
    ),
    Case(
        rule="policy-action-wildcard",
        good=both(
            allow(TOPIC, Action="sns:Publish", Principal={"AWS": ROLE}),
            allow("aws_kms_key", Action="kms:*", Principal={"AWS": ROLE}),
        ),
        bad=allow(TOPIC, Action="sns:*", Principal={"AWS": ROLE}),
        says="got      sns:*",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
