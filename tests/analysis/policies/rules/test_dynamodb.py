"""Rules about tables."""

import pytest

from tests.analysis.policies.cases import Case, holds, one

TABLE = "aws_dynamodb_table"
ON = {"enabled": True}

CASES = (
    Case(
        rule="dynamodb-encryption",
        good=one(TABLE, server_side_encryption=[{"enabled": True, "kms_key_arn": "arn"}]),
        bad=one(TABLE, server_side_encryption=ON),
        says="server_side_encryption.kms_key_arn is missing",
    ),
    Case(
        rule="dynamodb-recovery",
        good=one(TABLE, point_in_time_recovery=ON),
        bad=one(TABLE),
        says="point_in_time_recovery.enabled is false",
    ),
    Case(
        rule="dynamodb-deletion-protection",
        good=one(TABLE, deletion_protection_enabled=True),
        bad=one(TABLE),
        says="deletion_protection_enabled is false",
    ),
    Case(
        rule="dynamodb-replica-stream",
        good=one(TABLE, replica=[{}], stream_enabled=True, stream_view_type="NEW_AND_OLD_IMAGES"),
        bad=one(TABLE, replica=[{"region_name": "us-west-2"}]),
        says="a table with replicas has no stream",
    ),
    Case(
        rule="dynamodb-replica-stream",
        good=one(TABLE),
        bad=one(TABLE, replica=[{}], stream_enabled=True, stream_view_type="KEYS_ONLY"),
        says="stream_view_type is KEYS_ONLY",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
