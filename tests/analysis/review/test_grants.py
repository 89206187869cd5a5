"""Policy documents compared by what they mean."""

from typing import Any

import pytest

from constructs_lib.analysis.review.grants import Difference, difference, grants


def policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def allow(action: Any = "s3:GetObject", resource: Any = "arn:aws:s3:::a/*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(**more: Any) -> dict[str, Any]:
    return {**allow(**more), "Effect": "Deny"}


def test_order_sids_lists_and_case_say_nothing() -> None:
    one = policy(allow(["s3:GetObject", "s3:PutObject"], ["arn:a", "arn:b"], Sid="One"))
    other = {"Statement": allow("s3:putobject", ["arn:b", "arn:a"])} | {}
    both = policy(other["Statement"], allow("S3:GetObject", "arn:a"), allow(["s3:GetObject"], "arn:b"))

    assert difference(one, both) == Difference()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (allow(), allow("s3:Get*")),
        (allow(), allow(resource="*")),
        (allow(), allow(["s3:GetObject", "s3:PutObject"])),
        (allow(Condition={"StringEquals": {"aws:PrincipalOrgID": "o-1"}}), allow()),
        (
            allow(Condition={"StringEquals": {"aws:SourceVpc": "v-1"}}),
            allow(Condition={"StringEquals": {"aws:SourceVpc": ["v-1", "v-2"]}}),
        ),
        (
            allow(Condition={"StringNotEquals": {"aws:SourceVpc": ["v-1", "v-2"]}}),
            allow(Condition={"StringNotEquals": {"aws:SourceVpc": "v-1"}}),
        ),
        (
            allow(Condition={"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:1:a"}}),
            allow(Condition={"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:1:*"}}),
        ),
        (allow(Principal={"AWS": "arn:aws:iam::1:role/a"}), allow(Principal="*")),
        (allow(Principal={"AWS": "1"}), allow(Principal={"AWS": ["1", "2"]})),
        (allow(NotAction=["iam:*", "sts:*"]), allow(NotAction="iam:*")),
        (allow(NotResource=["arn:a", "arn:b"]), allow(NotResource="arn:a")),
    ],
)
def test_what_is_wider_is_told_and_its_reverse_is_not(before: dict[str, Any], after: dict[str, Any]) -> None:
    for each in (before, after):
        for name in ("Action", "Resource"):
            if f"Not{name}" in each:
                each.pop(name, None)

    wider, narrower = difference(policy(before), policy(after)), difference(policy(after), policy(before))

    assert (wider.widened, narrower.widened) == (True, False)
    assert narrower.narrowed


def test_conditions_of_other_kinds_must_be_the_same() -> None:
    one = allow(Condition={"NumericLessThan": {"s3:max-keys": "10"}})
    other = allow(Condition={"NumericLessThan": {"s3:max-keys": "20"}})

    assert difference(policy(one), policy(other)).widened
    assert difference(policy(other), policy(one)).widened


def test_a_deny_that_goes_allows_and_one_that_comes_does_not() -> None:
    assert len(difference(policy(allow(), deny()), policy(allow())).not_denied) == 1
    assert not difference(policy(allow()), policy(allow(), deny())).widened


def test_an_account_is_its_root() -> None:
    number = policy(allow(Principal={"AWS": "111111111111"}))
    root = policy(allow(Principal={"AWS": "arn:aws:iam::111111111111:root"}))

    assert difference(number, root) == Difference()


def test_a_switch_may_be_text_or_not() -> None:
    text = policy(deny(Principal="*", Condition={"Bool": {"aws:SecureTransport": "false"}}))
    plain = policy(deny(Principal={"AWS": "*"}, Condition={"Bool": {"aws:SecureTransport": False}}))

    assert difference(text, plain) == Difference()


@pytest.mark.parametrize("broken", [None, "", [], {"Statement": None}, {"Statement": ["x"]}, {"Statement": [{}]}])
def test_what_is_no_policy_says_nothing(broken: object) -> None:
    assert grants(broken) == ()
