"""A PostgreSQL instance in isolated subnets, with all that belongs to it."""

from collections.abc import Sequence

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.db_parameter_group import DbParameterGroup, DbParameterGroupParameter
from cdktf_cdktf_provider_aws.db_subnet_group import DbSubnetGroup
from cdktf_cdktf_provider_aws.secretsmanager_secret_rotation import (
    SecretsmanagerSecretRotation,
    SecretsmanagerSecretRotationRotationRules,
)
from constructs import Construct

from constructs_lib.data.database.config import DatabaseConfig
from constructs_lib.data.database.plan import LOGS, family, follows_minor_versions, log_group_names, parameters
from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.log_group import LogGroup
from constructs_lib.parts.role import Role
from constructs_lib.parts.security_group import SecurityGroup

PORT = 5432
_MONITORING_SECONDS = 60


class Instance(Construct):
    """Private, encrypted, TLS only, watched. Nobody comes in until a rule of its security group says so."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: DatabaseConfig,
        *,
        name: str,
        vpc_id: str,
        subnet_ids: Sequence[str],
        storage_key_arn: str,
        secrets_key_arn: str,
        log_key_arn: str,
        account_id: str,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        self.security_group = SecurityGroup(
            self, "security-group", name=name, description=f"{name}: who may reach the database", vpc_id=vpc_id
        )
        subnets = DbSubnetGroup(
            self, "subnets", name=name, description=f"{name}: isolated subnets", subnet_ids=list(subnet_ids)
        )
        monitoring = _monitoring_role(self, name, account_id)
        logs = [
            LogGroup(
                self,
                f"{log}-log",
                name=group,
                retention_days=config.log_retention_days,
                key_arn=log_key_arn,
                protected=protected,
            )
            for log, group in log_group_names(name).items()
        ]
        insights = config.performance_insights_days
        instance = DbInstance(
            self,
            "Default",
            identifier=name,
            engine="postgres",
            engine_version=config.engine_version,
            # a plan that changes the version has been reviewed: nothing is gained by refusing it once more
            allow_major_version_upgrade=True,
            auto_minor_version_upgrade=follows_minor_versions(config),
            apply_immediately=config.apply_immediately,
            maintenance_window=config.maintenance_window,
            instance_class=config.instance_class,
            multi_az=config.multi_zone,
            storage_type="gp3",
            allocated_storage=config.storage.gib,
            max_allocated_storage=config.storage.max_gib,
            storage_encrypted=True,
            kms_key_id=storage_key_arn,
            db_name=config.database_name,
            username=config.master_username,
            # No argument for a password: Terraform never has one. It rules out what RDS does not do with such a
            # password: replicas of the instance, and blue/green updates (hence no blue_green_update here).
            # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-limitations
            manage_master_user_password=True,
            master_user_secret_kms_key_id=secrets_key_arn,
            iam_database_authentication_enabled=True,
            port=PORT,
            db_subnet_group_name=subnets.name,
            vpc_security_group_ids=[self.security_group.id],
            publicly_accessible=False,
            # No certificate authority: RDS's default signs certificates that it renews by itself, without a restart, and
            # the provider would set one by a modification, after the instance is there.
            # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html#UsingWithRDS.SSL.RegionCertificateAuthorities
            parameter_group_name=_parameter_group(self, name, config),
            backup_retention_period=config.backup_days,
            backup_window=config.backup_window,
            copy_tags_to_snapshot=True,
            delete_automated_backups=not protected,
            deletion_protection=protected,
            skip_final_snapshot=not protected,
            # Two snapshots cannot be called the same, and an instance may be made and destroyed more than once. Terraform
            # asks for an id when it makes an instance, and again when it replaces one, and otherwise keeps what it has.
            final_snapshot_identifier=f"{name}-final-${{uuid()}}",
            enabled_cloudwatch_logs_exports=list(LOGS),
            monitoring_interval=_MONITORING_SECONDS,
            monitoring_role_arn=monitoring.arn,
            performance_insights_enabled=insights is not None,
            performance_insights_retention_period=insights,
            performance_insights_kms_key_id=storage_key_arn if insights else None,
            lifecycle=TerraformResourceLifecycle(
                prevent_destroy=protected, ignore_changes=["final_snapshot_identifier"]
            ),
            # groups that RDS makes itself have no key and keep everything; without its policy it refuses the role
            depends_on=[*(each.resource for each in logs), *monitoring.policies],
        )
        master_secret_arn = instance.master_user_secret.get(0).secret_arn
        SecretsmanagerSecretRotation(
            self,
            "master-rotation",
            secret_id=master_secret_arn,
            # it is minutes old when this is made
            rotate_immediately=False,
            rotation_rules=SecretsmanagerSecretRotationRotationRules(
                automatically_after_days=config.master_rotation_days
            ),
        )
        self.endpoint = instance.address
        self.port = instance.port
        self.identifier = instance.identifier
        self.database_name = instance.db_name
        self.master_secret_arn = master_secret_arn


def _parameter_group(scope: Construct, name: str, config: DatabaseConfig) -> str:
    """One that is there before the old one goes: a major version needs a group of another family at the same moment."""
    return DbParameterGroup(
        scope,
        "parameters",
        name_prefix=f"{name}-{family(config)}-",
        family=family(config),
        description=f"{name}: settings of PostgreSQL",
        parameter=[
            DbParameterGroupParameter(name=each.name, value=each.value, apply_method=each.apply_method)
            for each in parameters(config)
        ],
        lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
    ).name


def _monitoring_role(scope: Construct, name: str, account_id: str) -> Role:
    """What AWS's own policy for it says, without attaching it.

    https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
    """
    groups = f"arn:aws:logs:*:{account_id}:log-group:RDS*"
    return Role(
        scope,
        "monitoring",
        name=f"{name}-monitoring",
        description=f"{name}: RDS writes what its machine does",
        trusts=iam.service("monitoring.rds.amazonaws.com"),
        trust_conditions={"StringEquals": {"aws:SourceAccount": account_id}},
        policies={
            "monitoring": (
                iam.Statement(
                    sid="MakeTheGroup", actions=("logs:CreateLogGroup", "logs:PutRetentionPolicy"), resources=(groups,)
                ),
                iam.Statement(
                    sid="WriteToIt",
                    actions=(
                        "logs:CreateLogStream",
                        "logs:DescribeLogStreams",
                        "logs:GetLogEvents",
                        "logs:PutLogEvents",
                    ),
                    resources=(f"{groups}:log-stream:*",),
                ),
            )
        },
    )
