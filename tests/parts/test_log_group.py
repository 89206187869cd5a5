"""A log group alone in somebody's stack."""

from typing import Any

from constructs_lib.parts.log_group import LogGroup
from tests.synthesis import resource, synthesized

KEY = "arn:aws:kms:us-east-1:111111111111:key/1"


def group(*, protected: bool = True) -> Any:
    return resource(
        synthesized(
            lambda stack: LogGroup(stack, "logs", name="/shop/web", retention_days=30, key_arn=KEY, protected=protected)
        ),
        "aws_cloudwatch_log_group",
    )


def test_is_encrypted_and_ends() -> None:
    body = group()

    assert (body["name"], body["kms_key_id"], body["retention_in_days"]) == ("/shop/web", KEY, 30)


def test_is_kept_where_things_are_protected() -> None:
    assert [group(protected=protected)["lifecycle"]["prevent_destroy"] for protected in (True, False)] == [True, False]
