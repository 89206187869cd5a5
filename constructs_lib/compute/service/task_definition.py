"""What runs: the container, its log group, and the two roles of a task."""

import json
from collections.abc import Mapping, Sequence

from cdktf_cdktf_provider_aws.ecs_task_definition import (
    EcsTaskDefinition,
    EcsTaskDefinitionEphemeralStorage,
    EcsTaskDefinitionRuntimePlatform,
    EcsTaskDefinitionVolume,
)
from constructs import Construct

from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.permissions import TASKS, Secret, only_tasks_of, to_be_typed_into, to_start
from constructs_lib.compute.service.plan import repository_arn, volume_name
from constructs_lib.compute.service.size import INCLUDED_STORAGE_GIB
from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.log_group import LogGroup
from constructs_lib.parts.role import Role

# Logging that waits for CloudWatch stops the service when CloudWatch is slow. Beyond the buffer lines are lost instead.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
_LOG_BUFFER = "25m"


class TaskDefinition(Construct):
    """A Fargate task with a read-only file system and a user who is not root.

    Old revisions stay when a new one is made: they cost nothing, and are what a rollback goes back to.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: ServiceConfig,
        *,
        name: str,
        account_id: str,
        region: str,
        log_key_arn: str,
        exec_log_group_arn: str,
        environment: Mapping[str, str] | None = None,
        secrets: Mapping[str, Secret] | None = None,
        task_statements: Sequence[iam.Statement] = (),
        protected: bool = True,
    ) -> None:
        """`environment` and `secrets` come on top of the config's, by variable; `task_statements` are what the code may do."""
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name, account_id=account_id, region=region)
        require_plain(self.node.path, **{f"environment[{key!r}]": text for key, text in (environment or {}).items()})
        secrets = dict(secrets or {})
        logs = LogGroup(
            self,
            "logs",
            name=f"/ecs/{name}",
            retention_days=config.log_retention_days,
            key_arn=log_key_arn,
            protected=protected,
        )
        execution = Role(
            self,
            "execution-role",
            name=f"{name}-execution",
            description=f"{name}: what Fargate needs to start a task",
            trusts=TASKS,
            trust_conditions=only_tasks_of(account_id, region),
            policies={
                "start": tuple(
                    to_start(
                        repository_arn=repository_arn(config.image),
                        log_group_arn=logs.arn,
                        secrets=tuple(secrets.values()),
                        region=region,
                    )
                )
            },
        )
        task = Role(
            self,
            "task-role",
            name=f"{name}-task",
            description=f"{name}: what its code may do",
            trusts=TASKS,
            trust_conditions=only_tasks_of(account_id, region),
            policies={
                **({"work": task_statements} if task_statements else {}),
                **(
                    {"execute-command": tuple(to_be_typed_into(exec_log_group_arn))}
                    if config.enable_execute_command
                    else {}
                ),
            },
        )
        storage = config.size.ephemeral_storage_gib
        definition = EcsTaskDefinition(
            self,
            "Default",
            family=name,
            requires_compatibilities=["FARGATE"],
            network_mode="awsvpc",
            cpu=str(config.size.cpu),
            memory=str(config.size.memory_mb),
            runtime_platform=EcsTaskDefinitionRuntimePlatform(
                operating_system_family="LINUX", cpu_architecture=config.size.architecture
            ),
            ephemeral_storage=(
                EcsTaskDefinitionEphemeralStorage(size_in_gib=storage) if storage > INCLUDED_STORAGE_GIB else None
            ),
            volume=[EcsTaskDefinitionVolume(name=volume_name(path)) for path in config.writable_paths],
            execution_role_arn=execution.arn,
            task_role_arn=task.arn,
            container_definitions=json.dumps(
                [_container(config, {**config.environment, **(environment or {})}, secrets, logs.name, region)]
            ),
            skip_destroy=True,
        )
        self.arn = definition.arn
        self.log_group_name = logs.name
        self.task_role_arn = task.arn
        self.policies = (*execution.policies, *task.policies)
        """What must be there before a task can start."""


def _container(
    config: ServiceConfig,
    environment: Mapping[str, str],
    secrets: Mapping[str, Secret],
    log_group_name: str,
    region: str,
) -> dict[str, object]:
    """The one container, written the way AWS gives it back, so that no plan sees a difference that is none."""
    return {
        "name": config.component,
        "image": config.image,
        "essential": True,
        "user": str(config.user_id),
        "readonlyRootFilesystem": not config.enable_execute_command,
        "linuxParameters": {"initProcessEnabled": True},
        "portMappings": [
            {"containerPort": config.traffic.port, "hostPort": config.traffic.port, "protocol": "tcp"},
        ],
        "environment": [{"name": name, "value": environment[name]} for name in sorted(environment)],
        "secrets": [{"name": name, "valueFrom": secrets[name].value_from} for name in sorted(secrets)],
        "mountPoints": [
            {"sourceVolume": volume_name(path), "containerPath": path, "readOnly": False}
            for path in config.writable_paths
        ],
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {
                "awslogs-group": log_group_name,
                "awslogs-region": region,
                "awslogs-stream-prefix": config.component,
                "mode": "non-blocking",
                "max-buffer-size": _LOG_BUFFER,
            },
        },
    }
