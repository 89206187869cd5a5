"""Settings of a service."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Annotated, ClassVar, Literal

from annotated_types import Interval
from pydantic import StringConstraints

from constructs_lib.compute.capacity import SpotPercent
from constructs_lib.compute.service.scaling import Scaling
from constructs_lib.compute.service.size import TaskSize
from constructs_lib.compute.service.traffic import Traffic
from constructs_lib.foundation.aws_services import AwsService
from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.retention import RetentionDays

ComponentName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=32)]
VariableName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
# Neither dot nor underscore, so that the name of its volume, where slashes become underscores, is nobody else's.
WritablePath = Annotated[str, StringConstraints(pattern=r"^(/[A-Za-z0-9-]+)+$")]

# repository[:port]/path, then a tag or a digest
_PINNED = re.compile(r"^[a-z0-9.-]+(:\d+)?(/[a-z0-9._-]+)*(:(?P<tag>[\w][\w.-]{0,127})|@sha256:[0-9a-f]{64})$")
_SECRET = re.compile(r"PASSW(OR)?D|SECRET|TOKEN|CREDENTIAL|(PRIVATE|API|ACCESS)_?KEY", re.IGNORECASE)
_NAMES_A_SECRET = re.compile(r"_(ARN|NAME|ID|URL|PATH|SECONDS)$", re.IGNORECASE)
_DATABASE_PREFIX = "DATABASE_"
_SPOT_NOTICE_SECONDS = 120


@config
class ServiceAlarms:
    """From where on somebody is told."""

    errors_a_minute: Annotated[int, Interval(ge=0)] = 10
    """5xx answers of the tasks, five minutes in a row. Somebody is paged."""
    latency_p95_milliseconds: Annotated[int, Interval(ge=1)] = 1000
    """What 95 of 100 answers stay under. Somebody looks at it today."""
    cpu_percent: Annotated[int, Interval(ge=1, le=100)] = 90
    """Average of all tasks: above what scaling aims at, so that it rings when scaling cannot keep up."""
    memory_percent: Annotated[int, Interval(ge=1, le=100)] = 90
    """Average of all tasks. Beyond 100 a task is killed."""


@config
class ServiceConfig:
    """Fargate tasks behind the load balancer of their placement."""

    DOMAIN: ClassVar[str] = "service"

    component: ComponentName
    """The service's name."""
    image: str
    """What runs, by a tag that says which or by digest: with `latest` nobody knows what a rollback goes back to."""
    traffic: Traffic
    """Which requests come here, and how it is known that a task can take them."""
    size: TaskSize = TaskSize()
    """What one task has."""
    desired_count: Annotated[int, Interval(ge=1, le=5000)] = 2
    """How many tasks run. With scaling, how many it starts with and never goes below. Two survive the loss of a zone."""
    scaling: Scaling | None = None
    """When more run. From then on the number belongs to scaling, and no deployment sets it back."""
    spot_percent: SpotPercent = 0
    """How many of a hundred tasks run on capacity that AWS takes back with two minutes' notice, for a third of the price."""
    environment: Mapping[VariableName, str] = field(default_factory=dict[str, str])
    """Plain settings, readable by whoever may look at the task definition. Never a secret."""
    database: ComponentName | Literal[""] | None = None
    """The database it works with, by its component; empty for the one that has none. Tasks may connect, and find DATABASE_HOST, _PORT, _NAME, and from the application's
    secret DATABASE_USERNAME and _PASSWORD. A task keeps what it started with, so credentials rotate between two users."""
    calls: tuple[AwsService, ...] = ()
    """AWS services that the code itself calls, by the names of their endpoints. A network without NAT gets endpoints for
    them, or is told to lack them."""
    writable_paths: tuple[WritablePath, ...] = ("/tmp",)  # noqa: S108 - a path inside the container
    """Folders of the task's own in a file system that is otherwise read-only; gone when it ends. The image makes each a
    VOLUME of the user it runs as."""
    user_id: Annotated[int, Interval(ge=1, le=65534)] = 65532
    """Who the process is, never root. 65532 is `nonroot` of the usual minimal images."""
    enable_execute_command: bool = False
    """Lets people with the right to it type into running tasks. What they type is logged, and the file system becomes
    writable: AWS's agent needs that."""
    log_retention_days: RetentionDays = 400
    """How long its logs are kept: a year of evidence (PCI DSS 10.5.1) and a month to look back."""
    alarms: ServiceAlarms = ServiceAlarms()
    """From where on somebody is told."""

    @property
    def aws_services(self) -> tuple[str, ...]:
        """The services that are called from the task's subnet, by Fargate and by the code, by the names of their endpoints.

        An image from elsewhere than ECR needs a way to the internet, which no endpoint is.
        """
        services = ["ecr.api", "ecr.dkr", "logs", "s3"]
        if self.database is not None:
            services.append("secretsmanager")
        if self.enable_execute_command:
            services.append("ssmmessages")
        return tuple(dict.fromkeys((*services, *self.calls)))

    def problems(self) -> Iterator[Problem]:
        """What is wrong between fields."""
        yield from _image_problems(self.image)
        yield from _variable_problems(self.environment, database=self.database is not None)
        if self.scaling is not None and self.desired_count > self.scaling.max_capacity:
            yield Problem(
                where="desired_count",
                what="is above what scaling may reach",
                got=f"{self.desired_count}, with scaling.max_capacity={self.scaling.max_capacity}",
                fix="raise max_capacity, or start with fewer",
            )
        delay = self.traffic.deregistration_delay_seconds
        if self.spot_percent and delay > _SPOT_NOTICE_SECONDS:
            yield Problem(
                where="traffic.deregistration_delay_seconds",
                what="is longer than AWS waits before it takes spot capacity back",
                got=f"{delay} with spot_percent={self.spot_percent}",
                allowed=f"at most {_SPOT_NOTICE_SECONDS}",
            )
        twice = sorted(path for path, count in Counter(self.writable_paths).items() if count > 1)
        if twice:
            yield Problem(
                where="writable_paths", what="name a folder twice", got=", ".join(twice), fix="name each once"
            )


def _image_problems(image: str) -> Iterator[Problem]:
    match = _PINNED.match(image)
    if not match or match["tag"] == "latest":
        yield Problem(
            where="image",
            what="does not say which version",
            got=repr(image),
            allowed="a repository with a tag other than latest, or with @sha256:…",
        )


def _variable_problems(environment: Mapping[str, str], *, database: bool) -> Iterator[Problem]:
    for name in environment:
        where = f"environment[{name!r}]"
        if _SECRET.search(name) and not _NAMES_A_SECRET.search(name):
            yield Problem(
                where=where,
                what="looks like a secret in plain text",
                got=name,
                fix="keep it in Secrets Manager; end the name in _ARN, _NAME or _ID if it only says where one is",
            )
        if database and name.startswith(_DATABASE_PREFIX):
            yield Problem(
                where=where,
                what="is set by the database",
                got=name,
                fix=f"choose a name that does not begin with {_DATABASE_PREFIX}",
            )
