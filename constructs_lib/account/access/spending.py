"""Terraform and what watches spending: actions of budgets, anomalies, how the bill is split."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    yield Statement(
        sid="ReadBudgetActions",
        actions=("budgets:DescribeBudgetAction", "budgets:ListTagsForResource"),
        resources=(f"arn:aws:budgets::{account_id}:budget/{environment}-*/action/*",),
    )
    yield Statement(
        sid="ReadDenials",
        actions=("iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"),
        resources=(f"arn:aws:iam::{account_id}:policy/{environment}-*",),
    )
    yield Statement(
        sid="ReadAnomalies",
        actions=(
            "ce:DescribeCostCategoryDefinition",
            "ce:GetAnomalyMonitors",
            "ce:GetAnomalySubscriptions",
            "ce:ListTagsForResource",
        ),
        resources=_costs(account_id),
    )
    yield Statement(
        sid="FindAllocationTags",
        actions=("ce:ListCostAllocationTags",),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    yield Statement(
        sid="RunBudgetActions",
        actions=(
            "budgets:CreateBudgetAction",
            "budgets:DeleteBudgetAction",
            "budgets:TagResource",
            "budgets:UntagResource",
            "budgets:UpdateBudgetAction",
        ),
        resources=(f"arn:aws:budgets::{account_id}:budget/{environment}-*/action/*",),
    )
    yield Statement(
        sid="RunDenials",
        # nothing here attaches one to anybody: only a budget does, in a role of its own
        actions=(
            "iam:CreatePolicy",
            "iam:CreatePolicyVersion",
            "iam:DeletePolicy",
            "iam:DeletePolicyVersion",
            "iam:TagPolicy",
            "iam:UntagPolicy",
        ),
        resources=(f"arn:aws:iam::{account_id}:policy/{environment}-*",),
    )
    yield Statement(
        sid="MakeAnomalies",
        actions=(
            "ce:CreateAnomalyMonitor",
            "ce:CreateAnomalySubscription",
            "ce:CreateCostCategoryDefinition",
            "ce:UpdateCostAllocationTagsStatus",
        ),
        resources=("*",),
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="RunAnomalies",
        actions=(
            "ce:DeleteAnomalyMonitor",
            "ce:DeleteAnomalySubscription",
            "ce:DeleteCostCategoryDefinition",
            "ce:TagResource",
            "ce:UntagResource",
            "ce:UpdateAnomalyMonitor",
            "ce:UpdateAnomalySubscription",
            "ce:UpdateCostCategoryDefinition",
        ),
        resources=_costs(account_id),
    )


def _costs(account_id: str) -> tuple[str, ...]:
    """Their ids are AWS's own, so no environment can be told from another by them."""
    return tuple(
        f"arn:aws:ce::{account_id}:{kind}/*" for kind in ("anomalymonitor", "anomalysubscription", "costcategory")
    )
