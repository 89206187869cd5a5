"""A table alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.data.table.config import AttributeConfig, TableConfig
from constructs_lib.data.table.table import Table
from constructs_lib.foundation.errors import ConfigError
from tests.iam_linter import findings
from tests.synthesis import resource, statements, synthesized

SESSION = TableConfig(component="session", partition_key=AttributeConfig(name="session_id"))


def document(*, protected: bool = True, **settings: Any) -> Any:
    return synthesized(
        lambda stack: Table(
            stack,
            "table",
            replace(SESSION, **settings),
            name="shop-session",
            account_id="111111111111",
            region="us-east-1",
            protected=protected,
        )
    )


def table(*, protected: bool = True, **settings: Any) -> Any:
    return resource(document(protected=protected, **settings), "aws_dynamodb_table")


def test_is_paid_by_the_request_and_declares_its_keys_only() -> None:
    """DynamoDB refuses attributes that no key uses, and only when it is applied."""
    body = table(sort_key=AttributeConfig(name="at", type="N"), ttl_attribute="expires_at")

    assert (body["billing_mode"], body["hash_key"], body["range_key"]) == ("PAY_PER_REQUEST", "session_id", "at")
    assert body["attribute"] == [{"name": "session_id", "type": "S"}, {"name": "at", "type": "N"}]


def test_is_encrypted_with_a_key_of_its_own() -> None:
    encryption = table()["server_side_encryption"]

    assert encryption["enabled"] is True
    assert encryption["kms_key_arn"].startswith("${aws_kms_key.table_key_")


def test_the_key_is_used_through_dynamodb_only() -> None:
    users = statements(resource(document(), "aws_kms_key")["policy"])["UsersThroughDynamoDb"]

    assert users["Principal"] == {"AWS": "arn:aws:iam::111111111111:root"}
    assert users["Condition"] == {
        "StringEquals": {"kms:CallerAccount": "111111111111", "kms:ViaService": "dynamodb.us-east-1.amazonaws.com"}
    }
    # without a grant DynamoDB could not read the table while nobody asks
    assert {"kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey"} <= set(users["Action"])


@pytest.mark.parametrize(
    ("days", "expected"),
    [(35, {"enabled": True, "recovery_period_in_days": 35}), (None, {"enabled": False})],
)
def test_recovery_is_written_also_when_it_is_off(days: int | None, expected: dict[str, Any]) -> None:
    assert table(point_in_time_recovery_days=days)["point_in_time_recovery"] == expected


def test_items_go_when_they_are_told_to() -> None:
    assert table(ttl_attribute="expires_at")["ttl"] == {"enabled": True, "attribute_name": "expires_at"}
    assert "ttl" not in table()


def test_a_time_to_live_is_switched_off_by_its_name() -> None:
    """AWS refuses to switch it off without, and a block that is left out leaves it on."""
    assert table(former_ttl_attribute="expires_at")["ttl"] == {"enabled": False, "attribute_name": "expires_at"}


def test_has_a_stream_where_one_is_asked_for() -> None:
    plain, streamed = table(), table(stream="NEW_AND_OLD_IMAGES")

    assert (plain["stream_enabled"], "stream_view_type" in plain) == (False, False)
    assert (streamed["stream_enabled"], streamed["stream_view_type"]) == (True, "NEW_AND_OLD_IMAGES")


@pytest.mark.parametrize("protected", [True, False])
def test_a_protected_one_refuses_to_go_whoever_asks(*, protected: bool) -> None:
    made = document(protected=protected)
    body = resource(made, "aws_dynamodb_table")

    assert (body["deletion_protection_enabled"], body["lifecycle"]["prevent_destroy"]) == (protected, protected)
    assert resource(made, "aws_kms_key")["lifecycle"]["prevent_destroy"] is protected


def test_policy_pleases_the_linter() -> None:
    assert findings(document()) == []


def test_refuses_bad_settings_where_it_is_used_alone() -> None:
    with pytest.raises(ConfigError, match=r"alone/table.point_in_time_recovery_days: is out of range"):
        document(point_in_time_recovery_days=99)


def test_refuses_a_name_terraform_would_evaluate() -> None:
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        synthesized(lambda stack: Table(stack, "table", SESSION, name="${x}", account_id="1" * 12, region="us-east-1"))
