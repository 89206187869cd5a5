"""What Fargate needs to start a task, and what a task may do that people type into."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from constructs_lib.foundation import iam

TASKS = iam.service("ecs-tasks.amazonaws.com")


@dataclass(frozen=True, kw_only=True, slots=True)
class Secret:
    """A value in Secrets Manager that a task finds in its environment."""

    secret_arn: str
    json_key: str
    """Which value of the secret's JSON."""
    key_arn: str
    """The KMS key it is encrypted with."""

    @property
    def value_from(self) -> str:
        """As a container definition names it: the newest version, one key of its JSON."""
        return f"{self.secret_arn}:{self.json_key}::"


def only_tasks_of(account_id: str, region: str) -> iam.Conditions:
    """Tasks of this account only: without it ECS could be made to take the role for somebody else's."""
    return {
        "StringEquals": {"aws:SourceAccount": account_id},
        "ArnLike": {"aws:SourceArn": f"arn:aws:ecs:{region}:{account_id}:*"},
    }


def to_start(
    *, repository_arn: str | None, log_group_arn: str, secrets: Sequence[Secret], region: str
) -> Iterator[iam.Statement]:
    """Of the execution role: fetch this image, write these logs, open these secrets."""
    yield iam.Statement(
        sid="WriteLogs",
        actions=("logs:CreateLogStream", "logs:PutLogEvents"),
        resources=(f"{log_group_arn}:log-stream:*",),
    )
    if repository_arn is not None:
        yield iam.Statement(
            sid="LogInToRegistries",
            actions=("ecr:GetAuthorizationToken",),
            resources=("*",),
            wildcard_reason=iam.NO_NARROWER,
        )
        yield iam.Statement(
            sid="FetchTheImage",
            actions=("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
            resources=(repository_arn,),
        )
    if secrets:
        yield iam.Statement(
            sid="OpenSecrets",
            actions=("secretsmanager:GetSecretValue",),
            resources=tuple(dict.fromkeys(secret.secret_arn for secret in secrets)),
        )
        yield iam.Statement(
            sid="DecryptSecrets",
            actions=("kms:Decrypt",),
            resources=tuple(dict.fromkeys(secret.key_arn for secret in secrets)),
            conditions={"StringEquals": {"kms:ViaService": f"secretsmanager.{region}.amazonaws.com"}},
        )


def to_be_typed_into(log_group_arn: str) -> Iterator[iam.Statement]:
    """Of the task role, for ECS Exec: AWS's agent in the container opens the channel, and logs what goes through it.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
    """
    yield iam.Statement(
        sid="OpenChannels",
        actions=(
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
        ),
        resources=("*",),
        wildcard_reason=iam.NO_NARROWER,
    )
    yield iam.Statement(
        sid="FindTheirLogGroup",
        actions=("logs:DescribeLogGroups",),
        resources=("*",),
        wildcard_reason=iam.NO_NARROWER,
    )
    yield iam.Statement(
        sid="WriteWhatIsTyped",
        actions=("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
        resources=(f"{log_group_arn}:log-stream:*", log_group_arn),
    )
