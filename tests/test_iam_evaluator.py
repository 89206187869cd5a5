"""The evaluator of policy documents, against what AWS's documentation says of each operator."""

import json
from typing import Any

import pytest

from tests.iam_evaluator import verdict

BUCKET = "arn:aws:s3:::shop"


def document(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(**more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": "s3:Get*", "Resource": f"{BUCKET}/*", **more}


def test_nothing_is_allowed_unless_a_statement_says_so() -> None:
    policy = document(allow())

    assert verdict(policy, "s3:GetObject", f"{BUCKET}/a") == "allowed"
    assert verdict(policy, "s3:PutObject", f"{BUCKET}/a") == "not allowed"
    assert verdict(policy, "s3:GetObject", BUCKET) == "not allowed"
    assert verdict(policy, "S3:getobject", f"{BUCKET}/a") == "allowed"


def test_a_deny_wins() -> None:
    policy = document(allow(), {"Effect": "Deny", "Action": ["s3:*"], "Resource": [f"{BUCKET}/secret/*"]})

    assert verdict(policy, "s3:GetObject", f"{BUCKET}/secret/a") == "denied"


@pytest.mark.parametrize(
    ("condition", "context", "expected"),
    [
        ({"StringEquals": {"k": ["a", "b"]}}, {"k": "b"}, "allowed"),
        ({"StringEquals": {"k": "a*"}}, {"k": "ab"}, "not allowed"),
        ({"StringEquals": {"k": "a"}}, {}, "not allowed"),
        ({"StringLike": {"k": "a*"}}, {"k": "ab"}, "allowed"),
        ({"StringEqualsIfExists": {"k": "a"}}, {}, "allowed"),
        ({"StringEqualsIfExists": {"k": "a"}}, {"k": "b"}, "not allowed"),
        ({"ArnEqualsIfExists": {"k": "a"}}, {"k": "b"}, "not allowed"),
        ({"StringNotEquals": {"k": "a"}}, {"k": "b"}, "allowed"),
        ({"StringNotEquals": {"k": "a"}}, {"k": "a"}, "not allowed"),
        ({"StringNotEquals": {"k": "a"}}, {}, "allowed"),
        ({"Null": {"k": "false"}}, {"k": "a"}, "allowed"),
        ({"Null": {"k": "false"}}, {}, "not allowed"),
        ({"Bool": {"k": "false"}}, {"k": "False"}, "allowed"),
        ({"StringEquals": {"k": "a"}, "Bool": {"l": "true"}}, {"k": "a", "l": "false"}, "not allowed"),
    ],
)
def test_conditions(condition: dict[str, Any], context: dict[str, str], expected: str) -> None:
    assert verdict(document(allow(Condition=condition)), "s3:GetObject", f"{BUCKET}/a", context) == expected
