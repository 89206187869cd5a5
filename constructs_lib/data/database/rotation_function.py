"""The function that changes the application's password, and its way to the database and to Secrets Manager."""

from collections.abc import Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.retention import RetentionDays
from constructs_lib.parts.function import Function, Place
from constructs_lib.parts.package import package
from constructs_lib.parts.security_group import SecurityGroup

# A step makes at most two connections, each of which may wait 10 s to be made and 10 s for a lock
_TIMEOUT_SECONDS = 60
_MEMORY_MB = 256
# One rotation, and one step of it that Secrets Manager repeats because it heard nothing
_AT_ONCE = 2
_HTTPS = 443


class RotationFunction(Construct):
    """`runtime/rotation` as a function that may read one master's secret and change one application's."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        application_secret_arn: str,
        master_secret_arn: str,
        secrets_key_arn: str,
        vpc_id: str,
        subnet_ids: Sequence[str],
        database_group: SecurityGroup,
        database_port: int,
        account_id: str,
        region: str,
        log_key_arn: str,
        log_retention_days: RetentionDays,
        topic_arn: str,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        group = SecurityGroup(
            self, "security-group", name=name, description=f"{name}: the rotation function", vpc_id=vpc_id
        )
        ways: tuple[ITerraformDependable, ...] = (
            group.allow_to(
                "database", port=database_port, why="Changes and tests passwords", group_id=database_group.id
            ),
            # an endpoint of the VPC or a NAT gateway: which one is the network's business
            group.allow_to("secrets-manager", port=_HTTPS, why="Secrets Manager", cidr="0.0.0.0/0"),
            database_group.allow_from("rotation", port=database_port, why="Password rotation", group_id=group.id),
        )
        function = Function(
            self,
            "function",
            name=name,
            description="Rotates the application's password between two users",
            code=package("rotation", "pg8000"),
            handler="rotation.handler.handler",
            memory_mb=_MEMORY_MB,
            timeout_seconds=_TIMEOUT_SECONDS,
            reserved_concurrency=_AT_ONCE,
            statements=_statements(application_secret_arn, master_secret_arn, secrets_key_arn, region),
            place=Place(subnet_ids=subnet_ids, security_group_ids=[group.id]),
            account_id=account_id,
            region=region,
            log_key_arn=log_key_arn,
            log_retention_days=log_retention_days,
            topic_arn=topic_arn,
            protected=protected,
        )
        permission = LambdaPermission(
            self,
            "permission",
            statement_id="SecretsManager",
            action="lambda:InvokeFunction",
            function_name=function.name,
            principal="secretsmanager.amazonaws.com",
            # without it a secret of any account could call the function
            source_account=account_id,
        )
        self.name = function.name
        self.arn = function.arn
        self.ready: tuple[ITerraformDependable, ...] = (permission, *ways)
        """What must be there before it can work."""


def _statements(application: str, master: str, key: str, region: str) -> tuple[iam.Statement, ...]:
    return (
        iam.Statement(
            sid="ChangeTheApplicationsSecret",
            actions=(
                "secretsmanager:DescribeSecret",
                "secretsmanager:GetSecretValue",
                "secretsmanager:PutSecretValue",
                "secretsmanager:UpdateSecretVersionStage",
            ),
            resources=(application,),
        ),
        iam.Statement(sid="ReadTheMastersSecret", actions=("secretsmanager:GetSecretValue",), resources=(master,)),
        iam.Statement(
            sid="OpenThem",
            actions=("kms:Decrypt", "kms:GenerateDataKey"),
            resources=(key,),
            conditions={"StringEquals": {"kms:ViaService": f"secretsmanager.{region}.amazonaws.com"}},
        ),
    )
