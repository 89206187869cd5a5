"""The trail itself, and the log group in which its events are counted and searched."""

from collections.abc import Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.cloudtrail import (
    Cloudtrail,
    CloudtrailAdvancedEventSelector,
    CloudtrailAdvancedEventSelectorFieldSelector,
    CloudtrailInsightSelector,
)
from constructs import Construct

from constructs_lib.account.audit.plan import OBJECTS, Recorded
from constructs_lib.account.audit.trail_config import TrailConfig
from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.log_group import LogGroup
from constructs_lib.parts.role import Role


class Trail(Construct):
    """Records who calls AWS, with digests that show whether a file was changed or is missing.

    `recorded` are the contents it records; `store_policy` is what lets it write to the bucket, which must come first.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: TrailConfig,
        *,
        name: str,
        trail_arn: str,
        account_id: str,
        recorded: Sequence[Recorded],
        bucket_name: str,
        key_arn: str,
        log_key_arn: str,
        store_policy: ITerraformDependable | None = None,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name, trail_arn=trail_arn)
        logs = LogGroup(
            self,
            "logs",
            name=f"/aws/cloudtrail/{name}",
            retention_days=config.log_retention_days,
            key_arn=log_key_arn,
            protected=protected,
        )
        role = Role(
            self,
            "role",
            name=name,
            description=f"{name}: writes what it records to its log group",
            trusts=iam.service("cloudtrail.amazonaws.com"),
            trust_conditions={"StringEquals": {"aws:SourceArn": trail_arn}},
            policies={"events": (_writes(logs.arn, config, account_id),)},
        )
        trail = Cloudtrail(
            self,
            "Default",
            name=name,
            s3_bucket_name=bucket_name,
            kms_key_id=key_arn,
            enable_logging=True,
            enable_log_file_validation=True,
            is_multi_region_trail=config.multi_region,
            is_organization_trail=config.organization is not None,
            # IAM, STS and CloudFront are in no region; a trail of all regions must have them
            include_global_service_events=config.multi_region,
            sns_topic_name=config.delivery_topic_name,
            cloud_watch_logs_group_arn=f"{logs.arn}:*",
            cloud_watch_logs_role_arn=role.arn,
            advanced_event_selector=[_management(), *map(_contents, recorded)],
            insight_selector=[CloudtrailInsightSelector(insight_type=each) for each in config.insights] or None,
            depends_on=[*role.policies, *((store_policy,) if store_policy is not None else ())],
        )
        self.arn = trail.arn
        self.log_group_name = logs.name


def _writes(log_group_arn: str, config: TrailConfig, account_id: str) -> iam.Statement:
    """A stream is named after whose events are in it.

    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
    """
    owners = (account_id, config.organization.id) if config.organization else (account_id,)
    return iam.Statement(
        sid="WriteEvents",
        actions=("logs:CreateLogStream", "logs:PutLogEvents"),
        resources=tuple(f"{log_group_arn}:log-stream:{owner}_*" for owner in owners),
    )


def _management() -> CloudtrailAdvancedEventSelector:
    return CloudtrailAdvancedEventSelector(
        name="Management events", field_selector=[_field("eventCategory", equals=("Management",))]
    )


def _contents(recorded: Recorded) -> CloudtrailAdvancedEventSelector:
    fields = [
        _field("eventCategory", equals=("Data",)),
        _field("resources.type", equals=(recorded.type,)),
        _field("resources.ARN", starts_with=recorded.arns)
        if recorded.type == OBJECTS
        else _field("resources.ARN", equals=recorded.arns),
    ]
    if recorded.read_only is not None:
        fields.append(_field("readOnly", equals=(str(recorded.read_only).lower(),)))
    return CloudtrailAdvancedEventSelector(name=recorded.name, field_selector=fields)


def _field(
    field: str, *, equals: Sequence[str] = (), starts_with: Sequence[str] = ()
) -> CloudtrailAdvancedEventSelectorFieldSelector:
    return CloudtrailAdvancedEventSelectorFieldSelector(
        field=field, equal_to=list(equals) or None, starts_with=list(starts_with) or None
    )
