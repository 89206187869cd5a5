"""Terraform and AWS Config: recorder, rules, packs, remedies, aggregators."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement

_LINKED = {
    "config-conforms.amazonaws.com": "AWSServiceRoleForConfigConforms",
    "config.amazonaws.com": "AWSServiceRoleForConfig",
    "remediation.config.amazonaws.com": "AWSServiceRoleForConfigRemediation",
}
"""Roles that AWS makes itself when a recorder, a pack or a remedy is the first of an account."""


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    yield Statement(
        sid="FindRecorders",
        actions=(
            "config:DescribeAggregationAuthorizations",
            "config:DescribeConfigRules",
            "config:DescribeConfigurationAggregators",
            "config:DescribeConformancePackStatus",
            "config:DescribeConformancePacks",
            "config:DescribeDeliveryChannels",
        ),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="ReadRecorders",
        actions=(
            "config:DescribeConfigurationRecorderStatus",
            "config:DescribeConfigurationRecorders",
            "config:DescribeRemediationConfigurations",
            "config:ListTagsForResource",
        ),
        resources=(_arn(account_id, f"configuration-recorder/{environment}-*"), *_rules(account_id)),
    )
    yield Statement(sid="ReadLinkedRoles", actions=("iam:GetRole",), resources=_linked(account_id))


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    yield Statement(
        sid="MakeRecorders",
        actions=("config:DeleteDeliveryChannel", "config:PutConfigurationRecorder", "config:PutDeliveryChannel"),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="RunRecorders",
        actions=(
            "config:DeleteConfigurationRecorder",
            "config:DeleteConformancePack",
            "config:PutConformancePack",
            "config:StartConfigurationRecorder",
            "config:StopConfigurationRecorder",
        ),
        resources=tuple(
            _arn(account_id, f"{kind}/{environment}-*") for kind in ("configuration-recorder", "conformance-pack")
        ),
    )
    yield Statement(
        sid="RunConfigRules",
        actions=(
            "config:DeleteAggregationAuthorization",
            "config:DeleteConfigRule",
            "config:DeleteConfigurationAggregator",
            "config:DeleteRemediationConfiguration",
            "config:PutAggregationAuthorization",
            "config:PutConfigRule",
            "config:PutConfigurationAggregator",
            "config:PutRemediationConfigurations",
            "config:TagResource",
            "config:UntagResource",
        ),
        resources=_rules(account_id),
    )
    yield Statement(
        sid="MakeLinkedRoles",
        actions=("iam:CreateServiceLinkedRole",),
        resources=_linked(account_id),
        conditions={"StringEquals": {"iam:AWSServiceName": sorted(_LINKED)}},
    )
    yield Statement(
        sid="RemoveTheRecordersRole",
        actions=("iam:DeleteServiceLinkedRole", "iam:GetServiceLinkedRoleDeletionStatus"),
        resources=_linked(account_id, "config.amazonaws.com"),
    )
    yield Statement(
        sid="HandRolesToRecorders",
        actions=("iam:PassRole",),
        resources=_linked(account_id, "config.amazonaws.com"),
        conditions={"StringEquals": {"iam:PassedToService": "config.amazonaws.com"}},
    )


def _rules(account_id: str) -> tuple[str, ...]:
    """Their ids are AWS's own, so no environment can be told from another by them."""
    kinds = ("aggregation-authorization", "config-aggregator", "config-rule", "remediation-configuration")
    return tuple(_arn(account_id, f"{kind}/*") for kind in kinds)


def _arn(account_id: str, path: str) -> str:
    return f"arn:aws:config:*:{account_id}:{path}"


def _linked(account_id: str, *services: str) -> tuple[str, ...]:
    return tuple(
        f"arn:aws:iam::{account_id}:role/aws-service-role/{service}/{name}"
        for service, name in _LINKED.items()
        if not services or service in services
    )
