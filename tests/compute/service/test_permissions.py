"""What a task may do before its code runs, and while somebody types into it."""

from constructs_lib.compute.service.permissions import Secret, only_tasks_of, to_be_typed_into, to_start
from constructs_lib.foundation import iam
from tests.iam_linter import issues

LOGS = "arn:aws:logs:us-east-1:111111111111:log-group:/ecs/shop"
REPOSITORY = "arn:aws:ecr:us-east-1:111111111111:repository/shop"
KEY = "arn:aws:kms:us-east-1:111111111111:key/00000000-0000-0000-0000-000000000000"
SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111111111111:secret:shop-000000"
SECRETS = [Secret(secret_arn=SECRET_ARN, json_key=key, key_arn=KEY) for key in ("username", "password")]


def starting(*, repository: str | None = REPOSITORY, secrets: list[Secret] | None = None) -> dict[str, iam.Statement]:
    statements = to_start(repository_arn=repository, log_group_arn=LOGS, secrets=secrets or [], region="us-east-1")
    return {statement.sid: statement for statement in statements}


def test_starting_needs_the_image_and_the_logs() -> None:
    statements = starting()

    assert list(statements) == ["WriteLogs", "LogInToRegistries", "FetchTheImage"]
    assert statements["FetchTheImage"].resources == (REPOSITORY,)
    # the group is there already: nobody makes one without a key
    assert "logs:CreateLogGroup" not in statements["WriteLogs"].actions


def test_an_image_from_elsewhere_needs_no_registry() -> None:
    assert list(starting(repository=None)) == ["WriteLogs"]


def test_only_its_own_secrets_are_opened_and_only_through_their_service() -> None:
    statements = starting(secrets=SECRETS)

    assert statements["OpenSecrets"].resources == (SECRET_ARN,)
    assert statements["DecryptSecrets"].resources == (KEY,)
    assert statements["DecryptSecrets"].conditions == {
        "StringEquals": {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}
    }


def test_a_secret_is_named_by_the_newest_version_and_one_key() -> None:
    assert SECRETS[1].value_from == f"{SECRET_ARN}:password::"


def test_only_tasks_of_the_account_take_the_roles() -> None:
    assert only_tasks_of("111111111111", "us-east-1") == {
        "StringEquals": {"aws:SourceAccount": "111111111111"},
        "ArnLike": {"aws:SourceArn": "arn:aws:ecs:us-east-1:111111111111:*"},
    }


def test_parliament_finds_nothing() -> None:
    assert issues(iam.policy(starting(secrets=SECRETS).values())) == set()
    assert issues(iam.policy(to_be_typed_into(LOGS))) == set()
