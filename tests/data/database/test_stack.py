"""The database stack: what it puts together, reads and tells."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.data.database.config import ApplicationConfig, DatabaseConfig
from constructs_lib.data.database.stack import DatabaseStack
from constructs_lib.environment import Environment
from constructs_lib.foundation.config import check
from constructs_lib.foundation.stack import Read
from tests.iam_linter import findings
from tests.placements import VIRGINIA
from tests.synthesis import resource, resources, synthesized_stack

CONFIG = DatabaseConfig(
    database_name="payments", application=ApplicationConfig(name="payments"), instance_class="db.t4g.small"
)


def database(config: DatabaseConfig = CONFIG, *, protected: bool = True) -> tuple[DatabaseStack, Any]:
    placement = replace(VIRGINIA, protected=protected)
    return synthesized_stack(lambda app: DatabaseStack(app, placement, config))


def test_reads_where_alarms_go_and_where_to_stand() -> None:
    stack, document = database()

    assert [(read.source, read.record) for read in stack.reads] == [
        ("test-us-east-1-account", "AccountOutputs"),
        ("test-us-east-1-network", "NetworkOutputs"),
    ]
    assert (
        Read(reader="test-us-east-1-database", source="test-us-east-1-account", record="AccountOutputs") in stack.reads
    )
    assert "isolated-subnet-ids" in resource(document, "aws_db_subnet_group")["subnet_ids"]
    assert "private-subnet-ids" in resource(document, "aws_lambda_function")["vpc_config"]["subnet_ids"]


def test_tells_where_it_is_and_how_to_log_in() -> None:
    _, document = database()
    told = {name: output["value"] for name, output in document["output"].items()}

    assert told["DatabaseEndpoint"] == "${aws_db_instance.database.address}"
    assert (told["DatabasePort"], told["DatabaseName"]) == (5432, "payments")
    assert told["ApplicationSecretArn"] == "${aws_secretsmanager_secret.application.arn}"
    assert told["MasterSecretArn"] == "${aws_db_instance.database.master_user_secret[0].secret_arn}"
    assert "keys_secrets" in told["KeyArn"]
    assert "keys_storage" in told["StorageKeyArn"]


def test_the_rotation_starts_after_all_it_needs() -> None:
    _, document = database()
    rotation = resources(document, "aws_secretsmanager_secret_rotation")["application_rotation"]

    assert {each.split(".")[0] for each in rotation["depends_on"]} == {
        "aws_lambda_invocation",
        "aws_lambda_permission",
        "aws_vpc_security_group_egress_rule",
        "aws_vpc_security_group_ingress_rule",
    }


def test_the_secrets_are_under_one_key_and_the_disks_under_another() -> None:
    _, document = database()
    instance = resource(document, "aws_db_instance")

    assert instance["master_user_secret_kms_key_id"] == resource(document, "aws_secretsmanager_secret")["kms_key_id"]
    assert instance["kms_key_id"] != instance["master_user_secret_kms_key_id"]


def test_no_password_is_in_the_json() -> None:
    _, document = database()
    attributes = [name for named in document["resource"].values() for body in named.values() for name in body]

    assert [name for name in attributes if "password" in name and name != "manage_master_user_password"] == []


def test_a_component_has_names_of_its_own() -> None:
    stack, document = database(replace(CONFIG, component="orders"))

    assert stack.stack_id == "test-us-east-1-database-orders"
    assert resource(document, "aws_db_instance")["identifier"] == "test-use1-database-orders"
    assert resource(document, "aws_lambda_function")["function_name"] == "test-use1-database-orders-rotation"
    assert "OrdersDatabaseEndpoint" in document["output"]


def test_the_longest_names_fit() -> None:
    """The longest environment, region and component: AWS allows 63 characters for an instance, 64 for a role."""
    placement = replace(VIRGINIA, environment="e" * 12, region="ap-southeast-4")
    config = replace(CONFIG, component="c" * 20)
    _, document = synthesized_stack(lambda app: DatabaseStack(app, placement, config))

    assert len(resource(document, "aws_db_instance")["identifier"]) <= 63
    assert max(len(role["name"]) for role in resources(document, "aws_iam_role").values()) <= 64
    assert len(resource(document, "aws_lambda_function")["function_name"]) <= 64


def test_addresses_say_nothing_of_environment_or_region() -> None:
    _, document = database()
    names = [name for named in document["resource"].values() for name in named]

    assert [name for name in names if "test" in name or "us-east-1" in name or "use1" in name] == []


@pytest.mark.parametrize("protected", [True, False])
def test_protection_is_the_placements(*, protected: bool) -> None:
    _, document = database(protected=protected)
    guarded = [
        body["lifecycle"]["prevent_destroy"]
        for kind in ("aws_db_instance", "aws_kms_key", "aws_secretsmanager_secret", "aws_cloudwatch_log_group")
        for body in resources(document, kind).values()
    ]

    assert guarded == [protected] * 7


def test_the_linter_finds_nothing() -> None:
    assert findings(database()[1]) == []


def test_a_micro_class_is_refused_where_things_are_protected() -> None:
    micro = replace(CONFIG, instance_class="db.t4g.micro")
    environment = Environment(name="test", stacks={VIRGINIA: (micro,)})
    unprotected = Environment(name="test", stacks={replace(VIRGINIA, protected=False): (micro,)})

    assert [problem.where for problem in check(environment)] == ["us-east-1.DatabaseConfig.instance_class"]
    assert check(unprotected) == ()
