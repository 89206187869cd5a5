"""What may be said about states. How it is rendered: test_stack."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.foundation.state import CloudState, LocalState, S3State

S3 = S3State(bucket="shop-state", region="us-east-1", account_id="111111111111")


@pytest.mark.parametrize("state", [S3, CloudState(organization="shop"), LocalState()], ids=lambda s: type(s).__name__)
def test_good_states(state: object) -> None:
    assert check(state) == ()


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"bucket": "UPPER"}, "bucket"),
        ({"bucket": "ab"}, "bucket"),
        ({"bucket": "x" * 64}, "bucket"),
        ({"bucket": "-x-"}, "bucket"),
        ({"account_id": "1"}, "account_id"),
        ({"account_id": 111111111111}, "account_id"),
        ({"role": "with blank"}, "role"),
        ({"role": "arn:aws:iam::111111111111:role/x"}, "role"),
        ({"key_id": 5}, "key_id"),
    ],
)
def test_what_s3_refuses(changes: dict[str, Any], where: str) -> None:
    assert [problem.where for problem in check(replace(S3, **changes))] == [where]


def test_no_organization_and_no_folder() -> None:
    assert [problem.where for problem in check(CloudState(organization=""))] == ["organization"]
    assert [problem.where for problem in check(LocalState(directory=""))] == ["directory"]
