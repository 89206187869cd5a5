"""Terraform and what watches an account: trail, GuardDuty, Security Hub, Access Analyzer."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement

_SERVICE_LINKED = {
    "access-analyzer.amazonaws.com": "AWSServiceRoleForAccessAnalyzer",
    "guardduty.amazonaws.com": "AWSServiceRoleForAmazonGuardDuty",
    "malware-protection.guardduty.amazonaws.com": "AWSServiceRoleForAmazonGuardDutyMalwareProtection",
    "securityhub.amazonaws.com": "AWSServiceRoleForSecurityHub",
}
"""Roles these services make for themselves when they are switched on."""


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    yield Statement(
        sid="FindTrails", actions=("cloudtrail:DescribeTrails",), resources=("*",), wildcard_reason=NO_NARROWER
    )
    yield Statement(
        sid="ReadTrails",
        actions=(
            "cloudtrail:GetEventSelectors",
            "cloudtrail:GetInsightSelectors",
            "cloudtrail:GetTrailStatus",
            "cloudtrail:ListTags",
        ),
        resources=(_trails(account_id, environment),),
    )
    yield Statement(
        sid="ReadTrailFilters",
        actions=("logs:DescribeMetricFilters",),
        resources=(_trail_logs(account_id, environment),),
    )
    yield Statement(sid="ReadDetectors", actions=("guardduty:GetDetector",), resources=(_detectors(account_id),))
    yield Statement(
        sid="ReadSecurityHub",
        actions=(
            "securityhub:DescribeHub",
            "securityhub:GetEnabledStandards",
        ),
        resources=(_hub(account_id),),
    )
    yield Statement(
        sid="ReadControls",
        actions=("securityhub:ListStandardsControlAssociations",),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="ReadAggregators", actions=("securityhub:GetFindingAggregator",), resources=(_aggregators(account_id),)
    )
    yield Statement(
        sid="ReadAnalyzers",
        actions=("access-analyzer:GetAnalyzer", "access-analyzer:GetArchiveRule"),
        resources=_analyzers(account_id, environment),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that. Nothing stops a trail that stays: who wants silence has to take it away."""
    yield Statement(
        sid="RunTrails",
        actions=(
            "cloudtrail:AddTags",
            "cloudtrail:CreateTrail",
            "cloudtrail:DeleteTrail",
            "cloudtrail:PutEventSelectors",
            "cloudtrail:PutInsightSelectors",
            "cloudtrail:RemoveTags",
            "cloudtrail:StartLogging",
            "cloudtrail:UpdateTrail",
        ),
        resources=(_trails(account_id, environment),),
    )
    yield Statement(
        sid="RunTrailFilters",
        actions=("logs:DeleteMetricFilter", "logs:PutMetricFilter"),
        resources=(_trail_logs(account_id, environment),),
    )
    yield Statement(
        sid="MakeDetectors", actions=("guardduty:CreateDetector",), resources=("*",), wildcard_reason=NO_NARROWER
    )
    yield Statement(
        sid="RunDetectors",
        actions=(
            "guardduty:DeleteDetector",
            "guardduty:TagResource",
            "guardduty:UntagResource",
            "guardduty:UpdateDetector",
        ),
        resources=(_detectors(account_id),),
    )
    yield Statement(
        sid="RunSecurityHub",
        actions=(
            "securityhub:BatchDisableStandards",
            "securityhub:BatchEnableStandards",
            "securityhub:DisableSecurityHub",
            "securityhub:EnableSecurityHub",
            "securityhub:UpdateSecurityHubConfiguration",
        ),
        resources=(_hub(account_id),),
    )
    yield Statement(
        sid="SwitchControlsAndGather",
        actions=("securityhub:BatchUpdateStandardsControlAssociations", "securityhub:CreateFindingAggregator"),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="RunAggregators",
        actions=("securityhub:DeleteFindingAggregator", "securityhub:UpdateFindingAggregator"),
        resources=(_aggregators(account_id),),
    )
    yield Statement(
        sid="RunAnalyzers",
        actions=(
            "access-analyzer:CreateAnalyzer",
            "access-analyzer:CreateArchiveRule",
            "access-analyzer:DeleteAnalyzer",
            "access-analyzer:DeleteArchiveRule",
            "access-analyzer:TagResource",
            "access-analyzer:UntagResource",
            "access-analyzer:UpdateArchiveRule",
        ),
        resources=_analyzers(account_id, environment),
    )
    yield Statement(
        sid="LetWatchersMakeTheirRoles",
        actions=("iam:CreateServiceLinkedRole",),
        resources=tuple(
            f"arn:aws:iam::{account_id}:role/aws-service-role/{service}/{role}"
            for service, role in _SERVICE_LINKED.items()
        ),
        conditions={"StringEquals": {"iam:AWSServiceName": list(_SERVICE_LINKED)}},
    )


def _trails(account_id: str, environment: str) -> str:
    return f"arn:aws:cloudtrail:*:{account_id}:trail/{environment}-*"


def _trail_logs(account_id: str, environment: str) -> str:
    return f"arn:aws:logs:*:{account_id}:log-group:/aws/cloudtrail/{environment}-*"


def _detectors(account_id: str) -> str:
    """One in each region, under an id that AWS chooses."""
    return f"arn:aws:guardduty:*:{account_id}:detector/*"


def _hub(account_id: str) -> str:
    return f"arn:aws:securityhub:*:{account_id}:hub/default"


def _aggregators(account_id: str) -> str:
    return f"arn:aws:securityhub:*:{account_id}:finding-aggregator/*"


def _analyzers(account_id: str, environment: str) -> tuple[str, ...]:
    ours = f"arn:aws:access-analyzer:*:{account_id}:analyzer/{environment}-*"
    return ours, f"{ours}/archive-rule/*"
