"""A task definition alone in somebody's stack."""

import json
from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.permissions import Secret
from constructs_lib.compute.service.size import TaskSize
from constructs_lib.compute.service.task_definition import TaskDefinition
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.foundation.iam import Statement
from tests.compute.service.shop import SHOP
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized

SECRET = Secret(
    secret_arn="arn:aws:secretsmanager:us-east-1:111111111111:secret:shop-000000",
    json_key="password",
    key_arn="arn:aws:kms:us-east-1:111111111111:key/00000000-0000-0000-0000-000000000000",
)


def task(config: ServiceConfig = SHOP, **wiring: Any) -> Any:
    return synthesized(
        lambda stack: TaskDefinition(
            stack,
            "task",
            config,
            name="shop",
            account_id="111111111111",
            region="us-east-1",
            log_key_arn="arn:key",
            exec_log_group_arn="arn:aws:logs:us-east-1:111111111111:log-group:/ecs/cluster/exec",
            **wiring,
        )
    )


def container(document: Any) -> dict[str, Any]:
    (only,) = json.loads(resource(document, "aws_ecs_task_definition")["container_definitions"])
    return only


def test_is_a_fargate_task_of_the_size_it_is_told() -> None:
    size = TaskSize(cpu=1024, memory_mb=4096, architecture="X86_64", ephemeral_storage_gib=50)
    body = resource(task(replace(SHOP, size=size)), "aws_ecs_task_definition")

    assert (body["cpu"], body["memory"], body["network_mode"]) == ("1024", "4096", "awsvpc")
    assert body["requires_compatibilities"] == ["FARGATE"]
    assert body["runtime_platform"] == {"cpu_architecture": "X86_64", "operating_system_family": "LINUX"}
    assert body["ephemeral_storage"] == {"size_in_gib": 50}


def test_does_not_say_what_aws_wants_unsaid() -> None:
    """20 GiB are included, and refused when asked for."""
    assert "ephemeral_storage" not in resource(task(), "aws_ecs_task_definition")


def test_old_revisions_stay_for_a_rollback() -> None:
    assert resource(task(), "aws_ecs_task_definition")["skip_destroy"] is True


def test_the_process_is_not_root_and_writes_nowhere_but_in_its_own_folders() -> None:
    document = task(replace(SHOP, writable_paths=("/tmp", "/var/cache")))
    body = container(document)

    assert (body["user"], body["readonlyRootFilesystem"]) == ("65532", True)
    assert [(each["containerPath"], each["sourceVolume"]) for each in body["mountPoints"]] == [
        ("/tmp", "tmp"),
        ("/var/cache", "var_cache"),
    ]
    assert resource(document, "aws_ecs_task_definition")["volume"] == [{"name": "tmp"}, {"name": "var_cache"}]


def test_typing_into_it_needs_a_writable_file_system_and_the_right_to() -> None:
    """AWS's agent does not start on a read-only one: the service would look as if it could be typed into, and could not."""
    document = task(replace(SHOP, enable_execute_command=True))
    policies = resources(document, "aws_iam_role_policy")

    assert container(document)["readonlyRootFilesystem"] is False
    assert sorted(statements(policies["task_task-role_execute-command"]["policy"])) == [
        "FindTheirLogGroup",
        "OpenChannels",
        "WriteWhatIsTyped",
    ]


def test_the_code_may_do_nothing_until_somebody_says_what() -> None:
    assert sorted(resources(task(), "aws_iam_role_policy")) == ["task_execution-role_start"]

    work = Statement(sid="Send", actions=("sqs:SendMessage",), resources=("arn:aws:sqs:us-east-1:111111111111:orders",))
    policies = resources(task(task_statements=[work]), "aws_iam_role_policy")
    assert list(statements(policies["task_task-role_work"]["policy"])) == ["Send"]


def test_settings_are_plain_and_secrets_are_named() -> None:
    document = task(
        replace(SHOP, environment={"LOG_LEVEL": "info", "A": "1"}),
        environment={"DATABASE_HOST": "db.internal"},
        secrets={"DATABASE_PASSWORD": SECRET},
    )
    body = container(document)

    assert body["environment"] == [
        {"name": "A", "value": "1"},
        {"name": "DATABASE_HOST", "value": "db.internal"},
        {"name": "LOG_LEVEL", "value": "info"},
    ]
    assert body["secrets"] == [{"name": "DATABASE_PASSWORD", "valueFrom": f"{SECRET.secret_arn}:password::"}]


def test_logs_go_to_a_group_that_is_there_first_and_never_stop_the_service() -> None:
    document = task(replace(SHOP, log_retention_days=30))
    group = resource(document, "aws_cloudwatch_log_group")
    options = container(document)["logConfiguration"]["options"]

    assert (group["name"], group["retention_in_days"], group["kms_key_id"]) == ("/ecs/shop", 30, "arn:key")
    assert options["awslogs-group"].startswith("${aws_cloudwatch_log_group.task_logs")
    assert (options["mode"], options["max-buffer-size"]) == ("non-blocking", "25m")
    assert "awslogs-create-group" not in options


@pytest.mark.parametrize("protected", [True, False])
def test_logs_are_not_lost_by_accident(*, protected: bool) -> None:
    body = resource(task(protected=protected), "aws_cloudwatch_log_group")

    assert body["lifecycle"] == {"prevent_destroy": protected}


def test_names_of_roles_and_group_are_the_services() -> None:
    assert {body["name"] for body in resources(task(), "aws_iam_role").values()} == {"shop-execution", "shop-task"}


def test_parliament_finds_nothing() -> None:
    assert findings(task(replace(SHOP, enable_execute_command=True), secrets={"P": SECRET})) == []


def test_refuses_what_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/task\.image: does not say which version"):
        task(replace(SHOP, image="shop"))
    with pytest.raises(ConfigError, match=r"alone/task\.environment\['X'\]: text that Terraform would evaluate"):
        task(environment={"X": "${file(1)}"})
