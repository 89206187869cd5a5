"""What AWS Config looks at while things run, by the rule of ours that says the same before they exist.

The policies name these rules beside CIS and PCI DSS, the recorder makes them in accounts: one table for both sides. It has
what stacks of this library put into an account, and leaves out what would be wrong about it for ever:

- `S3_BUCKET_LOGGING_ENABLED` wants logs of log buckets too, `SQS_QUEUE_DLQ_CHECK` a dead-letter queue of dead letters;
- `REQUIRED_TAGS` takes six keys, the tag policy has more, and AWS makes network interfaces that carry none;
- whether an account has a trail or a detector at all is of no type of resource: Security Hub asks it;
- `LAMBDA_FUNCTION_SETTINGS_CHECK` wants a list of runtimes, which is old within months.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Standard = Literal["cis", "pci-dss"]
"""What auditors ask for that a conformance pack is made of."""


@dataclass(frozen=True, slots=True)
class ManagedRule:
    """One rule of AWS Config's own, and what it is set to."""

    policy: str
    """Id of our rule that says the same."""
    identifier: str
    """https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html"""
    on: tuple[str, ...]
    """Types of resources, as AWS Config calls them."""
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])
    standards: tuple[Standard, ...] = ("pci-dss",)
    """Whose names our rule has."""
    where: tuple[str, ...] = ("everywhere",)
    """The packs of policies our rule is in: what is asked of production alone is not asked elsewhere at run time either."""

    @property
    def name(self) -> str:
        """As AWS's own list of them does: S3_BUCKET_VERSIONING_ENABLED → s3-bucket-versioning-enabled."""
        return self.identifier.lower().replace("_", "-")


_BALANCER: Final = ("AWS::ElasticLoadBalancingV2::LoadBalancer",)
_BUCKET: Final = ("AWS::S3::Bucket",)
_DATABASE: Final = ("AWS::RDS::DBInstance",)
_FUNCTION: Final = ("AWS::Lambda::Function",)
_GROUP: Final = ("AWS::EC2::SecurityGroup",)
_IAM_POLICY: Final = ("AWS::IAM::Policy",)
_KEY: Final = ("AWS::KMS::Key",)
_LISTENER: Final = ("AWS::ElasticLoadBalancingV2::Listener",)
_LOG_GROUP: Final = ("AWS::Logs::LogGroup",)
_SECRET: Final = ("AWS::SecretsManager::Secret",)
_SERVICE: Final = ("AWS::ECS::Service",)
_TABLE: Final = ("AWS::DynamoDB::Table",)
_TASK: Final = ("AWS::ECS::TaskDefinition",)
_TEMPLATE: Final = ("AWS::EC2::LaunchTemplate",)
_TRAIL: Final = ("AWS::CloudTrail::Trail",)

_NOBODYS: Final[tuple[Standard, ...]] = ()
_BOTH: Final[tuple[Standard, ...]] = ("cis", "pci-dss")
_CIS: Final[tuple[Standard, ...]] = ("cis",)
_PROTECTED: Final = ("protected",)
_A_YEAR_OF_LOGS: Final = ("pci-dss", "hipaa")

_TLS: Final = (
    "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-2021-06",
)
# what AWS's own conformance packs look for
_SECRET_KEYS: Final = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA")
_ALARM: Final = {"alarmActionRequired": "true", "insufficientDataActionRequired": "false", "okActionRequired": "false"}

MANAGED_RULES: Final = (
    ManagedRule("alarm-actions", "CLOUDWATCH_ALARM_ACTION_CHECK", ("AWS::CloudWatch::Alarm",), _ALARM),
    ManagedRule(
        # AWS renews 60 days before the end and tries again: with 30 left somebody has to look
        "certificate-renewal",
        "ACM_CERTIFICATE_EXPIRATION_CHECK",
        ("AWS::ACM::Certificate",),
        {"daysToExpiration": "30"},
    ),
    ManagedRule("dynamodb-deletion-protection", "DYNAMODB_TABLE_DELETION_PROTECTION_ENABLED", _TABLE, where=_PROTECTED),
    ManagedRule("dynamodb-encryption", "DYNAMODB_TABLE_ENCRYPTED_KMS", _TABLE),
    ManagedRule("dynamodb-recovery", "DYNAMODB_PITR_ENABLED", _TABLE, where=_PROTECTED),
    ManagedRule("ecs-insights", "ECS_CONTAINER_INSIGHTS_ENABLED", ("AWS::ECS::Cluster",), standards=_NOBODYS),
    ManagedRule("ecs-logs", "ECS_TASK_DEFINITION_LOG_CONFIGURATION", _TASK),
    ManagedRule("ecs-network-mode", "ECS_AWSVPC_NETWORKING_ENABLED", _TASK),
    ManagedRule("ecs-platform", "ECS_FARGATE_LATEST_PLATFORM_VERSION", _SERVICE),
    ManagedRule("ecs-privileged", "ECS_CONTAINERS_NONPRIVILEGED", _TASK),
    ManagedRule("ecs-privileged", "ECS_TASK_DEFINITION_PID_MODE_CHECK", _TASK),
    ManagedRule("ecs-read-only-root", "ECS_CONTAINERS_READONLY_ACCESS", _TASK),
    ManagedRule("ecs-secrets", "ECS_NO_ENVIRONMENT_SECRETS", _TASK, {"secretKeys": ",".join(_SECRET_KEYS)}),
    ManagedRule("ecs-user", "ECS_TASK_DEFINITION_NONROOT_USER", _TASK),
    ManagedRule("elb-access-logs", "ELB_LOGGING_ENABLED", _BALANCER),
    ManagedRule(
        "elb-deletion-protection",
        "ELB_DELETION_PROTECTION_ENABLED",
        _BALANCER,
        standards=_NOBODYS,
        where=_PROTECTED,
    ),
    ManagedRule("elb-desync", "ALB_DESYNC_MODE_CHECK", _BALANCER, {"desyncMode": "defensive,strictest"}),
    ManagedRule("elb-headers", "ALB_HTTP_DROP_INVALID_HEADER_ENABLED", _BALANCER),
    ManagedRule("elb-tls", "ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK", _BALANCER),
    ManagedRule("elb-tls", "ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK", _LISTENER, {"sslPolicies": ",".join(_TLS)}),
    ManagedRule("iam-action-wildcard", "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS", _IAM_POLICY, standards=_BOTH),
    ManagedRule("iam-action-wildcard", "IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS", _IAM_POLICY, standards=_BOTH),
    ManagedRule("instance-disk-encryption", "EC2_LAUNCH_TEMPLATES_EBS_VOLUME_ENCRYPTED", _TEMPLATE, standards=_BOTH),
    ManagedRule("instance-disk-encryption", "ENCRYPTED_VOLUMES", ("AWS::EC2::Volume",), standards=_BOTH),
    ManagedRule("instance-metadata", "EC2_IMDSV2_CHECK", ("AWS::EC2::Instance",), standards=_BOTH),
    ManagedRule("instance-metadata", "EC2_LAUNCH_TEMPLATE_IMDSV2_CHECK", _TEMPLATE, standards=_BOTH),
    ManagedRule("kms-deletion-window", "KMS_CMK_NOT_SCHEDULED_FOR_DELETION", _KEY, where=_PROTECTED),
    ManagedRule("kms-rotation", "CMK_BACKING_KEY_ROTATION_ENABLED", _KEY, standards=_BOTH),
    ManagedRule("lambda-concurrency", "LAMBDA_CONCURRENCY_CHECK", _FUNCTION, standards=_NOBODYS),
    ManagedRule("lambda-permission", "LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED", _FUNCTION),
    ManagedRule("lambda-tracing", "LAMBDA_FUNCTION_XRAY_ENABLED", _FUNCTION, standards=_NOBODYS),
    ManagedRule("logs-key", "CLOUDWATCH_LOG_GROUP_ENCRYPTED", _LOG_GROUP),
    ManagedRule(
        "logs-retention-year",
        "CW_LOGGROUP_RETENTION_PERIOD_CHECK",
        _LOG_GROUP,
        {"MinRetentionTime": "365"},
        where=_A_YEAR_OF_LOGS,
    ),
    ManagedRule("nacl-admin-ports", "NACL_NO_UNRESTRICTED_SSH_RDP", ("AWS::EC2::NetworkAcl",), standards=_BOTH),
    ManagedRule("policy-public", "KMS_KEY_POLICY_NO_PUBLIC_ACCESS", _KEY),
    ManagedRule("policy-public", "S3_BUCKET_PUBLIC_READ_PROHIBITED", _BUCKET),
    ManagedRule("policy-public", "S3_BUCKET_PUBLIC_WRITE_PROHIBITED", _BUCKET),
    ManagedRule("policy-public", "SNS_TOPIC_NO_PUBLIC_ACCESS", ("AWS::SNS::Topic",)),
    ManagedRule("policy-public", "SQS_QUEUE_NO_PUBLIC_ACCESS", ("AWS::SQS::Queue",)),
    ManagedRule(
        "rds-backups", "DB_INSTANCE_BACKUP_ENABLED", _DATABASE, {"backupRetentionMinimum": "7"}, where=_PROTECTED
    ),
    ManagedRule("rds-deletion-protection", "RDS_INSTANCE_DELETION_PROTECTION_ENABLED", _DATABASE, where=_PROTECTED),
    ManagedRule("rds-encryption", "RDS_STORAGE_ENCRYPTED", _DATABASE, standards=_BOTH),
    ManagedRule("rds-iam-authentication", "RDS_INSTANCE_IAM_AUTHENTICATION_ENABLED", _DATABASE),
    ManagedRule("rds-logs", "RDS_POSTGRESQL_LOGS_TO_CLOUDWATCH", _DATABASE),
    ManagedRule("rds-minor-upgrades", "RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED", _DATABASE, standards=_BOTH),
    ManagedRule("rds-monitoring", "RDS_ENHANCED_MONITORING_ENABLED", _DATABASE, standards=_NOBODYS),
    ManagedRule("rds-multi-zone", "RDS_MULTI_AZ_SUPPORT", _DATABASE, standards=_CIS, where=_PROTECTED),
    ManagedRule("rds-public", "RDS_INSTANCE_PUBLIC_ACCESS_CHECK", _DATABASE, standards=_BOTH),
    ManagedRule("rds-tls", "RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT", _DATABASE),
    ManagedRule("rds-user-name", "RDS_INSTANCE_DEFAULT_ADMIN_CHECK", _DATABASE, standards=_NOBODYS),
    ManagedRule("s3-encryption", "S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED", _BUCKET),
    ManagedRule("s3-lifecycle", "S3_LIFECYCLE_POLICY_CHECK", _BUCKET),
    ManagedRule("s3-owner-enforced", "S3_BUCKET_ACL_PROHIBITED", _BUCKET),
    ManagedRule("s3-public-access-block", "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED", _BUCKET, standards=_BOTH),
    ManagedRule("s3-tls-only", "S3_BUCKET_SSL_REQUESTS_ONLY", _BUCKET, standards=_BOTH),
    ManagedRule("s3-versioning", "S3_BUCKET_VERSIONING_ENABLED", _BUCKET),
    ManagedRule("secret-key", "SECRETSMANAGER_USING_CMK", _SECRET),
    ManagedRule("secret-rotation", "SECRETSMANAGER_ROTATION_ENABLED_CHECK", _SECRET),
    ManagedRule(
        "secret-rotation-period", "SECRETSMANAGER_SECRET_PERIODIC_ROTATION", _SECRET, {"maxDaysSinceRotation": "90"}
    ),
    ManagedRule(
        "security-group-open-ingress",
        "VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS",
        _GROUP,
        {"authorizedTcpPorts": "80,443"},
        standards=_BOTH,
    ),
    ManagedRule("sns-encryption", "SNS_ENCRYPTED_KMS", ("AWS::SNS::Topic",)),
    ManagedRule("subnet-public-addresses", "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED", ("AWS::EC2::Subnet",)),
    ManagedRule("tags-handed-on", "ECS_SERVICE_PROPAGATE_TAGS_ENABLED", _SERVICE),
    ManagedRule("trail-encrypted", "CLOUD_TRAIL_ENCRYPTION_ENABLED", _TRAIL, standards=_BOTH),
    ManagedRule("trail-log-group", "CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED", _TRAIL),
    ManagedRule("trail-validated", "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED", _TRAIL, standards=_BOTH),
    ManagedRule("vpc-default-security-group", "VPC_DEFAULT_SECURITY_GROUP_CLOSED", _GROUP, standards=_BOTH),
    ManagedRule("vpc-flow-logs", "VPC_FLOW_LOGS_ENABLED", ("AWS::EC2::VPC",), standards=_BOTH),
)
"""Each once; a rule of ours may have several."""


def identifiers_of(policy: str) -> tuple[str, ...]:
    """What AWS Config calls one of our rules."""
    return tuple(each.identifier for each in MANAGED_RULES if each.policy == policy)
