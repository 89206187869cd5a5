"""Who may do more than before."""

import json
from typing import Any

import pytest

from constructs_lib.analysis.changes import UNKNOWN
from constructs_lib.analysis.review.access import access_findings
from constructs_lib.analysis.review.planned import planned_resources
from tests.analysis.review.plan_json import entry, resource, short, stack


def policy(action: Any, where: Any = "arn:aws:s3:::a/*", **more: Any) -> str:
    return json.dumps({"Statement": [{"Effect": "Allow", "Action": action, "Resource": where, **more}]})


def test_more_actions_are_told_and_the_same_ones_are_not() -> None:
    found = resource(
        "aws_iam_role_policy.p",
        {"policy": policy("s3:GetObject")},
        {"policy": policy(["s3:PutObject", "s3:DeleteObject", "s3:GetObject"])},
    )

    assert short(access_findings(found)) == [
        ("access", "look", "allows more", "s3:deleteobject, s3:putobject on arn:aws:s3:::a/*")
    ]


@pytest.mark.parametrize(
    "granted",
    [
        policy("*", "*"),
        policy("iam:*", "*"),
        policy("iam:Pass*", "*"),
        policy("sts:AssumeRole", "*"),
        json.dumps({"Statement": {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}}),
        policy("s3:GetObject", Principal="*"),
        policy("s3:GetObject", Principal={"AWS": "*"}),
    ],
)
def test_what_gives_everything_away_is_dangerous(granted: str) -> None:
    found = resource("aws_iam_policy.p", None, {"policy": granted})

    assert [each.severity for each in access_findings(found)] == ["danger"]


@pytest.mark.parametrize(
    "granted",
    [
        policy("s3:*", "arn:aws:s3:::a/*"),
        policy("ec2:DescribeVpcs", "*"),
        # what a key's own policy says of its account
        policy("kms:*", "*", Principal={"AWS": "arn:aws:iam::111111111111:root"}),
        policy("s3:GetObject", Principal="*", Condition={"StringEquals": {"aws:PrincipalOrgID": "o-1"}}),
    ],
)
def test_what_is_only_new_is_to_be_looked_at(granted: str) -> None:
    found = resource("aws_iam_policy.p", None, {"policy": granted})

    assert [each.severity for each in access_findings(found)] == ["look"]


def test_a_policy_not_known_yet_is_compared_as_it_is_written() -> None:
    def document(*actions: str) -> dict[str, Any]:
        return {
            "resource": {"aws_iam_role_policy": {"p": {"policy": policy(list(actions), "${aws_s3_bucket.a.arn}/*")}}}
        }

    change = entry(
        "aws_iam_role_policy.p",
        {"policy": policy("s3:GetObject")},
        {},
        unknown={"policy": True},
    )
    [same] = planned_resources(stack(change, document=document("s3:GetObject"), base=document("s3:GetObject")))
    [more] = planned_resources(
        stack(change, document=document("s3:GetObject", "s3:PutObject"), base=document("s3:GetObject"))
    )

    assert short(access_findings(same)) == []
    assert short(access_findings(more)) == [
        ("access", "look", "allows more", "s3:putobject on ${aws_s3_bucket.a.arn}/*")
    ]


def test_what_cannot_be_compared_is_said() -> None:
    unknown = resource("aws_iam_policy.p", {"policy": policy("a:b")}, {}, unknown={"policy": True})
    secret = resource(
        "aws_iam_policy.p",
        {"policy": policy("a:b")},
        {"policy": policy("a:c")},
        change={"before_sensitive": {"policy": True}, "after_sensitive": {"policy": True}},
    )

    assert unknown.after["policy"] == UNKNOWN
    assert [each.what for each in access_findings(unknown)] == [
        "policy is known only after the apply: it cannot be compared"
    ]
    assert [each.what for each in access_findings(secret)] == ["policy is secret: it cannot be compared"]


def test_who_may_assume_a_role() -> None:
    def trusts(principal: Any) -> dict[str, str]:
        return {
            "assume_role_policy": json.dumps(
                {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}}
            )
        }

    found = resource(
        "aws_iam_role.r", trusts({"Service": "ecs-tasks.amazonaws.com"}), trusts({"AWS": "arn:aws:iam::2:root"})
    )
    everybody = resource("aws_iam_role.r", trusts({"AWS": "arn:aws:iam::2:root"}), trusts("*"))

    assert short(access_findings(found)) == [
        ("access", "look", "may be assumed by more", "sts:assumerole for arn:aws:iam::2:root")
    ]
    assert short(access_findings(everybody)) == [
        ("access", "danger", "may be assumed by more", "sts:assumerole for everybody")
    ]


def test_requests_without_tls_are_a_matter_of_encryption() -> None:
    denied = json.dumps(
        {
            "Statement": {
                "Effect": "Deny",
                "Action": "s3:*",
                "Resource": "*",
                "Principal": "*",
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            }
        }
    )

    assert short(access_findings(resource("aws_s3_bucket_policy.p", {"policy": denied}, None))) == [
        ("encryption", "danger", "no longer denies requests without TLS")
    ]


def test_what_goes_with_its_policy_lets_nobody_in() -> None:
    gone = resource(
        "aws_sqs_queue.q", {"policy": json.dumps({"Statement": {"Effect": "Deny", "Action": "sqs:*"}})}, None
    )

    assert short(access_findings(gone)) == []


@pytest.mark.parametrize(
    ("arn", "severity"),
    [("arn:aws:iam::aws:policy/AdministratorAccess", "danger"), ("arn:aws:iam::aws:policy/ReadOnlyAccess", "look")],
)
def test_an_attached_policy(arn: str, severity: str) -> None:
    found = resource("aws_iam_role_policy_attachment.a", None, {"policy_arn": arn, "role": "deploys"})

    assert short(access_findings(found)) == [("access", severity, "attaches a policy", f"{arn} to deploys")]


def test_a_lost_permissions_boundary() -> None:
    found = resource("aws_iam_role.r", {"permissions_boundary": "arn:b"}, {"permissions_boundary": None})

    assert short(access_findings(found)) == [("access", "danger", "loses its permissions boundary", "arn:b → none")]


def test_a_function_that_everybody_may_invoke() -> None:
    wide = {"action": "lambda:InvokeFunction", "principal": "*"}
    narrow = {"action": "lambda:InvokeFunction", "principal": "sns.amazonaws.com", "source_arn": "arn:aws:sns:::t"}

    assert [each.severity for each in access_findings(resource("aws_lambda_permission.p", None, wide))] == ["danger"]
    assert short(access_findings(resource("aws_lambda_permission.p", None, narrow))) == [
        (
            "access",
            "look",
            "allows more",
            "lambda:invokefunction on * for sns.amazonaws.com if aws:sourcearn ArnLike arn:aws:sns:::t",
        )
    ]
    assert short(access_findings(resource("aws_lambda_permission.p", narrow, narrow | {"statement_id": "x"}))) == []


def test_a_policy_inside_a_block_is_found() -> None:
    found = resource(
        "aws_iam_role.r",
        {"inline_policy": [{"name": "a", "policy": policy("s3:GetObject")}]},
        {"inline_policy": [{"name": "a", "policy": policy("s3:*", "*")}]},
    )

    assert [each.severity for each in access_findings(found)] == ["danger"]


def test_a_long_list_is_cut() -> None:
    found = resource("aws_iam_policy.p", None, {"policy": policy("s3:GetObject", [f"arn:{n:02}" for n in range(20)])})
    [finding] = access_findings(found)

    assert (len(finding.details), finding.details[-1]) == (13, "and 8 more")
