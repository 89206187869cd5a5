"""Spending that is not as it always was: AWS's own detection, and who hears of it."""

from cdktf_cdktf_provider_aws.ce_anomaly_monitor import CeAnomalyMonitor
from cdktf_cdktf_provider_aws.ce_anomaly_subscription import (
    CeAnomalySubscription,
    CeAnomalySubscriptionSubscriber,
    CeAnomalySubscriptionThresholdExpression,
    CeAnomalySubscriptionThresholdExpressionAnd,
    CeAnomalySubscriptionThresholdExpressionAndDimension,
)
from constructs import Construct

from constructs_lib.account.spending import AnomalyConfig
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain


class Anomalies(Construct):
    """The one monitor of services an account may have, or the one it has, and subscriptions to it.

    The topic must be the account's, and its policy and key must let `costalerts.amazonaws.com` publish.
    """

    def __init__(
        self, scope: Construct, id_: str, config: AnomalyConfig, *, name: str, account_id: str, topic_arn: str
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name, account_id=account_id)
        monitor_arn = config.existing_monitor_arn
        if monitor_arn is None:
            monitor = CeAnomalyMonitor(
                self, "Default", name=name, monitor_type="DIMENSIONAL", monitor_dimension="SERVICE"
            )
            monitor_arn = monitor.arn
        threshold = _both(
            ANOMALY_TOTAL_IMPACT_ABSOLUTE=config.at_least_usd, ANOMALY_TOTAL_IMPACT_PERCENTAGE=config.at_least_percent
        )
        # AWS says it at once to topics only, and by mail once a day at the most
        CeAnomalySubscription(
            self,
            "at-once",
            name=f"{name}-at-once",
            account_id=account_id,
            frequency="IMMEDIATE",
            monitor_arn_list=[monitor_arn],
            threshold_expression=threshold,
            subscriber=[CeAnomalySubscriptionSubscriber(type="SNS", address=topic_arn)],
        )
        if config.emails:
            CeAnomalySubscription(
                self,
                "daily",
                name=f"{name}-daily",
                account_id=account_id,
                frequency="DAILY",
                monitor_arn_list=[monitor_arn],
                threshold_expression=threshold,
                subscriber=[
                    CeAnomalySubscriptionSubscriber(type="EMAIL", address=email) for email in sorted(config.emails)
                ],
            )


def _both(**least: int) -> CeAnomalySubscriptionThresholdExpression:
    """Every one of them exceeded. AWS wants one dimension in each branch."""
    return CeAnomalySubscriptionThresholdExpression(
        and_=[
            CeAnomalySubscriptionThresholdExpressionAnd(
                dimension=CeAnomalySubscriptionThresholdExpressionAndDimension(
                    key=key, match_options=["GREATER_THAN_OR_EQUAL"], values=[str(value)]
                )
            )
            for key, value in least.items()
        ]
    )
