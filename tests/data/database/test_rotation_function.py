"""The rotation function alone in somebody's stack."""

from typing import Any

from cdktf import TerraformStack

from constructs_lib.data.database.rotation_function import RotationFunction
from constructs_lib.parts.package import package
from constructs_lib.parts.security_group import SecurityGroup
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized

APPLICATION, MASTER = (
    f"arn:aws:secretsmanager:us-east-1:111111111111:secret:{name}" for name in ("shop-application-000000", "rds!db-1")
)
KEY = "arn:aws:kms:us-east-1:111111111111:key/1"


def function(stack: TerraformStack) -> RotationFunction:
    database = SecurityGroup(stack, "database", name="shop-database", description="The database", vpc_id="vpc-1")
    return RotationFunction(
        stack,
        "rotation",
        name="shop-rotation",
        application_secret_arn=APPLICATION,
        master_secret_arn=MASTER,
        secrets_key_arn=KEY,
        vpc_id="vpc-1",
        subnet_ids=["subnet-1"],
        database_group=database,
        database_port=5432,
        account_id="111111111111",
        region="us-east-1",
        log_key_arn=KEY,
        log_retention_days=90,
        topic_arn="arn:aws:sns:us-east-1:111111111111:warning",
    )


def test_it_is_the_tested_code_with_its_driver() -> None:
    body = resource(synthesized(function), "aws_lambda_function")

    assert (body["handler"], body["source_code_hash"]) == (
        "rotation.handler.handler",
        package("rotation", "pg8000").hash,
    )


def test_may_change_one_secret_and_read_another() -> None:
    document = synthesized(function)
    work = statements(resources(document, "aws_iam_role_policy")["rotation_function_role_work"]["policy"])

    assert work["ChangeTheApplicationsSecret"]["Resource"] == APPLICATION
    assert (work["ReadTheMastersSecret"]["Action"], work["ReadTheMastersSecret"]["Resource"]) == (
        "secretsmanager:GetSecretValue",
        MASTER,
    )
    assert work["OpenThem"]["Condition"] == {
        "StringEquals": {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}
    }
    assert findings(document) == []


def test_only_secrets_of_this_account_call_it() -> None:
    permission = resource(synthesized(function), "aws_lambda_permission")

    assert (permission["principal"], permission["source_account"], permission["action"]) == (
        "secretsmanager.amazonaws.com",
        "111111111111",
        "lambda:InvokeFunction",
    )


def ways(document: Any, kind: str) -> set[tuple[object, ...]]:
    return {
        (
            each["from_port"],
            each["to_port"],
            each.get("cidr_ipv4") or each["referenced_security_group_id"].split(".")[1][:8],
        )
        for each in resources(document, kind).values()
    }


def test_reaches_the_database_and_secrets_manager_and_nothing_else() -> None:
    document = synthesized(function)

    assert ways(document, "aws_vpc_security_group_egress_rule") == {(5432, 5432, "database"), (443, 443, "0.0.0.0/0")}
    assert ways(document, "aws_vpc_security_group_ingress_rule") == {(5432, 5432, "rotation")}


def test_says_what_a_rotation_needs_first() -> None:
    made: list[RotationFunction] = []
    synthesized(lambda stack: made.append(function(stack)))

    assert len(made[0].ready) == 4
