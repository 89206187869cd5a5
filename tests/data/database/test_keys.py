"""The keys of a database alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.data.database.keys import DatabaseKeys
from tests.iam_linter import findings
from tests.synthesis import resources, statements, synthesized


def document(*, protected: bool = True) -> Any:
    return synthesized(
        lambda stack: DatabaseKeys(
            stack, "keys", name="shop", account_id="111111111111", region="us-east-1", protected=protected
        )
    )


@pytest.mark.parametrize(
    ("key", "sid", "services"),
    [
        ("keys_storage", "ThroughRds", "rds.us-east-1.amazonaws.com"),
        (
            "keys_secrets",
            "ThroughSecretsManager",
            ["rds.us-east-1.amazonaws.com", "secretsmanager.us-east-1.amazonaws.com"],
        ),
    ],
)
def test_each_is_used_by_way_of_its_service_only(key: str, sid: str, services: object) -> None:
    policy = statements(resources(document(), "aws_kms_key")[key]["policy"])

    assert set(policy) == {"AccountAdministersTheKey", sid}
    assert policy[sid]["Condition"]["StringEquals"] == {
        "kms:CallerAccount": "111111111111",
        "kms:ViaService": services,
    }


@pytest.mark.parametrize("protected", [True, False])
def test_protection_is_passed_on(*, protected: bool) -> None:
    keys = resources(document(protected=protected), "aws_kms_key").values()

    assert [key["lifecycle"]["prevent_destroy"] for key in keys] == [protected] * 2


def test_the_linter_finds_nothing() -> None:
    assert findings(document()) == []
