"""A Lambda function, with its log group first, a role for nothing but its work, and alarms."""

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from cdktf import AssetType, TerraformAsset
from cdktf_cdktf_provider_aws.lambda_function import (
    LambdaFunction,
    LambdaFunctionLoggingConfig,
    LambdaFunctionTracingConfig,
    LambdaFunctionVpcConfig,
)
from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.retention import RetentionDays
from constructs_lib.parts.alarm import Alarm, Metric
from constructs_lib.parts.log_group import LogGroup
from constructs_lib.parts.package import Package
from constructs_lib.parts.role import Role

# https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
_RUNTIME = "python3.13"
_INTERFACES = (
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:UnassignPrivateIpAddresses",
)
_LOOKING = ("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets")
# A function that takes this part of its time is about to be cut off
_SLOW = 0.8


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where in a network a function stands."""

    subnet_ids: Sequence[str]
    security_group_ids: Sequence[str]


class Function(Construct):
    """Python on arm64, which costs a fifth less. It logs in JSON to a group that is there before it, and is traced."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        description: str,
        code: Package,
        handler: str,
        memory_mb: int,
        timeout_seconds: int,
        reserved_concurrency: int,
        statements: Sequence[iam.Statement],
        place: Place | None = None,
        account_id: str,
        region: str,
        log_key_arn: str,
        log_retention_days: RetentionDays,
        topic_arn: str,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name, description=description, handler=handler)
        logs = LogGroup(
            self,
            "logs",
            name=f"/aws/lambda/{name}",
            retention_days=log_retention_days,
            key_arn=log_key_arn,
            protected=protected,
        )
        role = Role(
            self,
            "role",
            name=name,
            description=f"{name}: what the function may do",
            trusts=iam.service("lambda.amazonaws.com"),
            policies={
                "work": statements,
                "telemetry": tuple(_telemetry(logs.arn)),
                **({"network": tuple(_network(account_id, region, name))} if place else {}),
            },
        )
        function = LambdaFunction(
            self,
            "Default",
            function_name=name,
            description=description,
            runtime=_RUNTIME,
            architectures=["arm64"],
            handler=handler,
            filename=TerraformAsset(
                self, "package", path=str(_file(code)), type=AssetType.FILE, asset_hash=sha256(code.content).hexdigest()
            ).path,
            source_code_hash=code.hash,
            role=role.arn,
            memory_size=memory_mb,
            timeout=timeout_seconds,
            reserved_concurrent_executions=reserved_concurrency,
            tracing_config=LambdaFunctionTracingConfig(mode="Active"),
            logging_config=LambdaFunctionLoggingConfig(
                log_format="JSON", log_group=logs.name, application_log_level="INFO", system_log_level="INFO"
            ),
            vpc_config=LambdaFunctionVpcConfig(
                subnet_ids=list(place.subnet_ids), security_group_ids=list(place.security_group_ids)
            )
            if place
            else None,
            # else a destroy waits up to 45 minutes for the interfaces before the function's own group can go
            replace_security_groups_on_destroy=True if place else None,
            # without the permissions it could neither log nor reach its network, and Lambda would refuse it
            depends_on=[*role.policies],
        )
        self.name = function.function_name
        self.arn = function.arn
        self._alarms(name, timeout_seconds, topic_arn)

    def _alarms(self, name: str, timeout_seconds: int, topic_arn: str) -> None:
        Alarm(
            self,
            "errors",
            name=f"{name}-errors",
            meaning=f"{name} failed; its log group says why",
            metric=_metric(name, "Errors"),
            threshold=0,
            periods=1,
            missing_data="notBreaching",
            topic_arn=topic_arn,
        )
        Alarm(
            self,
            "throttles",
            name=f"{name}-throttles",
            meaning=f"{name} was called more often at a time than its reserved concurrency lets it run",
            metric=_metric(name, "Throttles"),
            threshold=0,
            periods=1,
            missing_data="notBreaching",
            topic_arn=topic_arn,
        )
        Alarm(
            self,
            "duration",
            name=f"{name}-duration",
            meaning=f"{name} takes more than {_SLOW:.0%} of the time it has",
            metric=Metric(
                namespace="AWS/Lambda",
                name="Duration",
                dimensions={"FunctionName": name},
                statistic="Maximum",
                period_seconds=300,
            ),
            threshold=timeout_seconds * 1000 * _SLOW,
            periods=1,
            missing_data="notBreaching",
            topic_arn=topic_arn,
        )


def _metric(name: str, metric: str) -> Metric:
    dimensions = {"FunctionName": name}
    return Metric(namespace="AWS/Lambda", name=metric, dimensions=dimensions, statistic="Sum", period_seconds=300)


def _telemetry(log_group_arn: str) -> tuple[iam.Statement, ...]:
    return (
        iam.Statement(
            sid="WriteItsLog",
            actions=("logs:CreateLogStream", "logs:PutLogEvents"),
            resources=(f"{log_group_arn}:*",),
        ),
        iam.Statement(
            sid="Trace",
            actions=("xray:PutTelemetryRecords", "xray:PutTraceSegments"),
            resources=("*",),
            wildcard_reason=iam.NO_NARROWER,
        ),
    )


def _network(account_id: str, region: str, name: str) -> tuple[iam.Statement, ...]:
    """What Lambda needs to put a function into a network. The function's own code must not do any of it.

    https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice
    """
    ec2 = f"arn:aws:ec2:{region}:{account_id}"
    return (
        iam.Statement(
            sid="AttachToTheNetwork",
            actions=_INTERFACES,
            resources=(f"{ec2}:network-interface/*", f"{ec2}:security-group/*", f"{ec2}:subnet/*"),
        ),
        iam.Statement(sid="LookAtTheNetwork", actions=_LOOKING, resources=("*",), wildcard_reason=iam.NO_NARROWER),
        iam.Statement(
            sid="NotByItsOwnCode",
            effect="Deny",
            actions=(*_INTERFACES, *_LOOKING),
            resources=("*",),
            conditions={
                "ArnEquals": {"lambda:SourceFunctionArn": f"arn:aws:lambda:{region}:{account_id}:function:{name}"}
            },
        ),
    )


@cache
def _file(code: Package) -> Path:
    """Where cdktf finds the package until it has copied it to the stack's folder; gone when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="cairn-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "package.zip"
    path.write_bytes(code.content)
    return path
