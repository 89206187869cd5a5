"""Budgets of an account: who hears of what it costs, while there is still time to do something."""

from dataclasses import dataclass
from typing import Literal

from cdktf_cdktf_provider_aws.budgets_budget import (
    BudgetsBudget,
    BudgetsBudgetCostFilter,
    BudgetsBudgetCostTypes,
    BudgetsBudgetNotification,
)
from constructs import Construct

from constructs_lib.account.config import BudgetConfig
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain

# Without a start AWS takes today, and every plan of next month would want another one.
_START = "2024-01-01_00:00"


@dataclass(frozen=True, slots=True)
class _Notification:
    kind: Literal["ACTUAL", "FORECASTED"]
    percent: int
    critical: bool = False


_NOTIFICATIONS = (
    _Notification("ACTUAL", 50),
    _Notification("ACTUAL", 80),
    _Notification("ACTUAL", 100, critical=True),
    # needs about five weeks of bills before it says anything
    _Notification("FORECASTED", 100, critical=True),
)


class Budget(Construct):
    """The budget of an account, and one for each service that has a limit of its own.

    It tells and stops nothing: there are no budget actions. The topics must be the account's, and their policy and key must let `budgets.amazonaws.com` publish.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: BudgetConfig,
        *,
        name: str,
        critical_topic_arn: str,
        warning_topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        notifications = [
            BudgetsBudgetNotification(
                notification_type=each.kind,
                comparison_operator="GREATER_THAN",
                threshold=each.percent,
                threshold_type="PERCENTAGE",
                subscriber_sns_topic_arns=[critical_topic_arn if each.critical else warning_topic_arn],
                subscriber_email_addresses=list(config.emails),
            )
            for each in _NOTIFICATIONS
        ]
        _budget(self, "Default", name=name, limit_usd=config.monthly_limit_usd, notifications=notifications)
        for key, each in config.services.items():
            _budget(
                self,
                f"service-{key}",
                name=f"{name}-{key}",
                limit_usd=each.monthly_limit_usd,
                notifications=notifications,
                service=each.service,
            )


def _budget(
    scope: Construct,
    id_: str,
    *,
    name: str,
    limit_usd: int,
    notifications: list[BudgetsBudgetNotification],
    service: str = "",
) -> BudgetsBudget:
    return BudgetsBudget(
        scope,
        id_,
        name=name,
        budget_type="COST",
        time_unit="MONTHLY",
        time_period_start=_START,
        # as AWS writes it back
        limit_amount=f"{limit_usd}.0",
        limit_unit="USD",
        # credits and refunds would hide what is used: a budget paid by credits never rings until they are gone
        cost_types=BudgetsBudgetCostTypes(include_credit=False, include_refund=False),
        cost_filter=[BudgetsBudgetCostFilter(name="Service", values=[service])] if service else None,
        notification=notifications,
    )
