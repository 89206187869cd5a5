"""A service's way to its database, alone in somebody's stack."""

from typing import Any

from cdktf import TerraformStack

from constructs_lib.compute.service.database_access import DatabaseAccess
from constructs_lib.data.database.outputs import DatabaseOutputs
from constructs_lib.parts.security_group import SecurityGroup
from tests.synthesis import resource, synthesized

DATABASE = DatabaseOutputs(
    database_endpoint="db.internal",
    database_port=5432,
    database_name="shop",
    database_identifier="shop",
    application_secret_arn="arn:secret",
    master_secret_arn="arn:master",
    security_group_id="sg-db",
    key_arn="arn:key",
    storage_key_arn="arn:storage",
)


def access() -> tuple[DatabaseAccess, Any]:
    made: list[DatabaseAccess] = []

    def build(stack: TerraformStack) -> None:
        group = SecurityGroup(stack, "group", name="shop", description="shop", vpc_id="vpc-1")
        made.append(DatabaseAccess(stack, "database", name="shop", group=group, database=DATABASE))

    document = synthesized(build)
    return made[0], document


def test_the_port_is_open_on_both_sides_and_nothing_else() -> None:
    _, document = access()
    group = "${aws_security_group.group_73E8F3BC.id}"
    incoming = resource(document, "aws_vpc_security_group_ingress_rule")
    outgoing = resource(document, "aws_vpc_security_group_egress_rule")
    own = outgoing["security_group_id"]

    assert own.startswith(group[:24])
    assert (incoming["security_group_id"], incoming["referenced_security_group_id"]) == ("sg-db", own)
    assert outgoing["referenced_security_group_id"] == "sg-db"
    assert {incoming["from_port"], incoming["to_port"], outgoing["from_port"], outgoing["to_port"]} == {5432}


def test_the_task_finds_where_and_who() -> None:
    made, _ = access()

    assert made.environment.keys() == {"DATABASE_HOST", "DATABASE_PORT", "DATABASE_NAME"}
    assert {name: secret.value_from for name, secret in made.secrets.items()} == {
        "DATABASE_USERNAME": "arn:secret:username::",
        "DATABASE_PASSWORD": "arn:secret:password::",
    }
    assert {secret.key_arn for secret in made.secrets.values()} == {"arn:key"}
