"""Policy documents from statements, and what they refuse to be."""

import json
from dataclasses import replace

import pytest

from constructs_lib.foundation import iam
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.foundation.iam import Principal, Statement, policy, trust
from tests.iam_linter import issues

READ = Statement(sid="Reads", actions=("s3:GetObject",), resources=("arn:aws:s3:::b/*",))


def refused(*statements: Statement) -> list[tuple[str, str]]:
    with pytest.raises(ConfigError) as caught:
        policy(statements)
    return [(problem.where, problem.what) for problem in caught.value.problems]


def test_one_of_everything_is_no_list() -> None:
    """AWS stores it that way; anything else would be a difference in every plan."""
    assert json.loads(policy([READ])) == {
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "Reads", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"},
        ],
    }


def test_several_are_sorted() -> None:
    statement = replace(
        READ,
        actions=("s3:PutObject", "s3:GetObject"),
        resources=("arn:b", "arn:a"),
        principal=iam.service("b.amazonaws.com", "a.amazonaws.com"),
        conditions={"StringEquals": {"aws:SourceAccount": "111111111111"}},
    )

    assert statement.document() == {
        "Sid": "Reads",
        "Effect": "Allow",
        "Principal": {"Service": ["a.amazonaws.com", "b.amazonaws.com"]},
        "Action": ["s3:GetObject", "s3:PutObject"],
        "Resource": ["arn:a", "arn:b"],
        "Condition": {"StringEquals": {"aws:SourceAccount": "111111111111"}},
    }


def test_documents_pass_the_linter() -> None:
    assert issues(policy([READ])) == set()


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        (iam.service("x.amazonaws.com"), {"Service": "x.amazonaws.com"}),
        (iam.account("111111111111"), {"AWS": "arn:aws:iam::111111111111:root"}),
        (iam.arns("arn:b", "arn:a"), {"AWS": ["arn:a", "arn:b"]}),
        (Principal(kind="Federated", names=("arn:x",)), {"Federated": "arn:x"}),
        (iam.arns("*"), "*"),
    ],
)
def test_principals(principal: Principal, expected: object) -> None:
    assert replace(READ, principal=principal).document()["Principal"] == expected


@pytest.mark.parametrize("action", ["*", "s3:*", "s3:Get*Object", "GetObject", "s3:", "S3:GetObject", "s3:GetObject\n"])
def test_actions_that_are_no_single_action(action: str) -> None:
    assert refused(replace(READ, actions=(action,))) == [("Reads", "allows an action that is no single action")]


def test_all_of_a_service_needs_a_reason() -> None:
    """Endpoint policies cap whose requests pass; which actions, roles say."""
    whole = replace(READ, actions=("s3:*",))

    assert refused(whole) == [("Reads", "allows an action that is no single action")]
    policy([replace(whole, wildcard_reason="a cap")])
    assert refused(replace(READ, actions=("*",), wildcard_reason="a cap")) == [
        ("Reads", "allows an action that is no single action")
    ]


@pytest.mark.parametrize(
    "action", ["s3:GetObject", "s3:Get*", "ec2-instance-connect:SendSSHPublicKey", "kms:ReEncrypt*"]
)
def test_single_actions(action: str) -> None:
    policy([replace(READ, actions=(action,))])


def test_every_resource_needs_a_reason() -> None:
    everywhere = replace(READ, resources=("*",))

    assert refused(everywhere) == [("Reads", "allows on every resource")]
    policy([replace(everywhere, wildcard_reason="this action knows no resources")])


def test_everybody_needs_a_condition() -> None:
    everybody = replace(READ, principal=iam.arns("*"))

    assert refused(everybody) == [("Reads", "allows everybody")]
    policy([replace(everybody, conditions={"StringEquals": {"aws:PrincipalOrgID": "o-1"}})])


def test_denying_may_be_as_wide_as_it_likes() -> None:
    policy([Statement(sid="Deny", effect="Deny", actions=("*",), resources=("*",), principal=iam.arns("*"))])


def test_all_statements_are_told_at_once() -> None:
    assert refused(replace(READ, sid="A", actions=("*",)), replace(READ, sid="B", resources=("*",))) == [
        ("A", "allows an action that is no single action"),
        ("B", "allows on every resource"),
    ]


@pytest.mark.parametrize("sid", ["with blank", "with-dash", "", "ä"])
def test_sids_that_aws_refuses(sid: str) -> None:
    assert refused(replace(READ, sid=sid)) == [(sid, "is no sid")]


def test_a_sid_stands_once() -> None:
    assert refused(READ, READ) == [("Reads", "2 statements have this sid")]


def test_trust() -> None:
    conditions = {"StringEquals": {"aws:SourceAccount": "111111111111"}}

    document = json.loads(trust(iam.service("a.amazonaws.com"), iam.service("b.amazonaws.com"), conditions=conditions))

    assert document["Statement"] == [
        {
            "Sid": f"Trust{index}",
            "Effect": "Allow",
            "Principal": {"Service": f"{name}.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": conditions,
        }
        for index, name in enumerate("ab")
    ]
