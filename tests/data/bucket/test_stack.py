"""The stack of a bucket: what it puts together, reads and tells."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.data.bucket.config import BucketConfig
from constructs_lib.data.bucket.stack import BucketStack
from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.stack import Read
from constructs_lib.foundation.state import LocalState
from tests.placements import VIRGINIA
from tests.synthesis import resource, statements, synthesized_stack


def bucket(*, replicated_from: Placement | None = None, protected: bool = True) -> tuple[BucketStack, Any]:
    placement = replace(VIRGINIA, protected=protected)
    config = BucketConfig(component="audit", replicated_from=replicated_from)
    return synthesized_stack(lambda app: BucketStack(app, placement, config))


def test_reads_where_access_is_logged() -> None:
    stack, document = bucket()

    assert stack.stack_id == "test-us-east-1-bucket-audit"
    assert stack.reads == [
        Read(reader="test-us-east-1-bucket-audit", source="test-us-east-1-account", record="AccountOutputs")
    ]
    target = resource(document, "aws_s3_bucket_logging")["target_bucket"]
    assert "read-account_access-log-bucket-name" in target


def test_tells_its_names() -> None:
    _, document = bucket()
    told = {name: output["value"].partition(".")[0] for name, output in document["output"].items()}

    assert told == {
        "AuditBucketName": "${aws_s3_bucket",
        "AuditBucketArn": "${aws_s3_bucket",
        "AuditKeyArn": "${aws_kms_key",
    }


def test_no_component_can_take_the_name_of_an_account_bucket() -> None:
    """`logs` and `access-logs` are buckets of the account layer."""
    _, document = bucket()

    assert resource(document, "aws_s3_bucket")["bucket"] == "test-use1-data-audit-111111111111"
    assert resource(document, "aws_kms_alias")["name"] == "alias/test-use1-data-audit"


def test_lets_another_accounts_replication_in_and_leaves_its_own_to_iam() -> None:
    other = Account(name="shop-other", id="222222222222", state=LocalState())
    there = replace(VIRGINIA, region="us-west-2")
    own, foreign = (
        statements(resource(bucket(replicated_from=place)[1], "aws_s3_bucket_policy")["policy"])
        for place in (there, replace(there, account=other))
    )

    assert "CopiesFromAnotherAccount" not in own
    assert foreign["CopiesFromAnotherAccount"]["Condition"]["ArnEquals"] == {
        "aws:PrincipalArn": "arn:aws:iam::222222222222:role/test-usw2-replication-audit"
    }


@pytest.mark.parametrize("protected", [True, False])
def test_protection_is_the_placements(*, protected: bool) -> None:
    _, document = bucket(protected=protected)

    assert resource(document, "aws_s3_bucket")["lifecycle"]["prevent_destroy"] is protected
