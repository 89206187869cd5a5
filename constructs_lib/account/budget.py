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

from constructs_lib.account.budget_action import BudgetAction
from constructs_lib.account.config import BudgetConfig
from constructs_lib.account.spending import SavingsPlansConfig
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

# Savings-plans budgets count the plans and nothing else; AWS refuses any other choice of cost types.
_OF_SUBSCRIPTIONS = BudgetsBudgetCostTypes(
    include_credit=False,
    include_discount=False,
    include_other_subscription=False,
    include_recurring=False,
    include_refund=False,
    include_subscription=True,
    include_support=False,
    include_tax=False,
    include_upfront=False,
    use_blended=False,
)


class Budget(Construct):
    """The budget of an account, one for each service and tag that has a limit of its own, and of savings plans.

    It tells; what it does beyond that are its actions, which protected accounts have none of. The topics must be the
    account's, and their policy and key must let `budgets.amazonaws.com` publish.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: BudgetConfig,
        *,
        name: str,
        account_id: str,
        region: str,
        critical_topic_arn: str,
        warning_topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name, account_id=account_id, region=region)
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
        whole = _budget(self, "Default", name=name, limit_usd=config.monthly_limit_usd, notifications=notifications)
        for key, each in config.services.items():
            _budget(
                self,
                f"service-{key}",
                name=f"{name}-{key}",
                limit_usd=each.monthly_limit_usd,
                notifications=notifications,
                counted=BudgetsBudgetCostFilter(name="Service", values=[each.service]),
            )
        for key, each in config.tags.items():
            _budget(
                self,
                f"tag-{key}",
                name=f"{name}-{key}",
                limit_usd=each.monthly_limit_usd,
                notifications=notifications,
                counted=BudgetsBudgetCostFilter(name="TagKeyValue", values=sorted(each.filter_values)),
            )
        if config.savings_plans is not None:
            self._savings_plans(config, config.savings_plans, name, warning_topic_arn)
        for key, each in config.actions.items():
            BudgetAction(
                self,
                f"action-{key}",
                each,
                name=f"{name}-{key}",
                budget_name=whole.name,
                account_id=account_id,
                region=region,
                topic_arn=critical_topic_arn,
            )

    def _savings_plans(self, config: BudgetConfig, wanted: SavingsPlansConfig, name: str, topic_arn: str) -> None:
        for kind, percent in (("utilization", wanted.utilization_percent), ("coverage", wanted.coverage_percent)):
            if percent is not None:
                BudgetsBudget(
                    self,
                    f"savings-plans-{kind}",
                    name=f"{name}-savings-plans-{kind}",
                    budget_type=f"SAVINGS_PLANS_{kind.upper()}",
                    time_unit="MONTHLY",
                    time_period_start=_START,
                    # the only limit AWS takes of these: the threshold says how much of it is enough
                    limit_amount="100.0",
                    limit_unit="PERCENTAGE",
                    cost_types=_OF_SUBSCRIPTIONS,
                    notification=[
                        BudgetsBudgetNotification(
                            notification_type="ACTUAL",
                            comparison_operator="LESS_THAN",
                            threshold=percent,
                            threshold_type="PERCENTAGE",
                            subscriber_sns_topic_arns=[topic_arn],
                            subscriber_email_addresses=list(config.emails),
                        )
                    ],
                )


def _budget(
    scope: Construct,
    id_: str,
    *,
    name: str,
    limit_usd: int,
    notifications: list[BudgetsBudgetNotification],
    counted: BudgetsBudgetCostFilter | None = None,
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
        cost_filter=[counted] if counted else None,
        notification=notifications,
    )
