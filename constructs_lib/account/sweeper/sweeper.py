"""The sweeper: a function, its clock, who hears of what it found, and what rings when it fails or falls silent."""

import json

from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import (
    CloudwatchEventTarget,
    CloudwatchEventTargetInputTransformer,
)
from constructs import Construct

from constructs_lib.account.sweeper.config import SweeperConfig
from constructs_lib.account.sweeper.plan import DETAIL_TYPE, NAMESPACE, SOURCE, Whereabouts, event, statements
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.alarm import Alarm, Metric
from constructs_lib.parts.function import Function
from constructs_lib.parts.package import package
from constructs_lib.parts.timetable import Timetable

# As long as Lambda lets it: what does not fit goes on the next day
_TIMEOUT_SECONDS = 900
_MEMORY_MB = 512
_DAY_SECONDS = 86400


class Sweeper(Construct):
    """`runtime/sweeper` on a clock, with a role of exactly the calls its kinds need: without mode="delete" none deletes."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: SweeperConfig,
        *,
        name: str,
        here: Whereabouts,
        log_key_arn: str,
        topic_arn: str,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        function = Function(
            self,
            "function",
            name=name,
            description="Looks for what has expired or was abandoned",
            code=package("sweeper"),
            handler="sweeper.handler.handler",
            memory_mb=_MEMORY_MB,
            timeout_seconds=_TIMEOUT_SECONDS,
            # two at a time would each have the limit of deletions for themselves
            reserved_concurrency=1,
            statements=tuple(statements(config, here)),
            account_id=here.account_id,
            region=here.region,
            log_key_arn=log_key_arn,
            log_retention_days=config.log_retention_days,
            topic_arn=topic_arn,
            protected=protected,
        )
        Timetable(
            self,
            "timetable",
            name=f"{name}-daily",
            description=f"{name}: every day at {config.hour}:00 {config.time_zone}",
            hour=config.hour,
            time_zone=config.time_zone,
            function=function,
            event=event(config, here, name=name),
            account_id=here.account_id,
            region=here.region,
        )
        self._news(name, here.environment, topic_arn)
        self._alarms(name, topic_arn)

    def _news(self, name: str, environment: str, topic_arn: str) -> None:
        """The function needs no right to the topic and its key, and whoever wants the news too writes a rule of their own."""
        rule = CloudwatchEventRule(
            self,
            "news",
            name=f"{name}-news",
            description=f"{name}: what is due, was deleted or failed",
            event_pattern=json.dumps(
                {"source": [SOURCE], "detail-type": [DETAIL_TYPE], "detail": {"environment": [environment]}}
            ),
        )
        CloudwatchEventTarget(
            self,
            "news-target",
            rule=rule.name,
            target_id="topic",
            arn=topic_arn,
            input_transformer=CloudwatchEventTargetInputTransformer(
                input_paths={
                    "environment": "$.detail.environment",
                    "region": "$.detail.region",
                    "summary": "$.detail.summary",
                    "details": "$.detail.details",
                },
                input_template=json.dumps("Sweeper of <environment> in <region>: <summary>. <details>"),
            ),
        )

    def _alarms(self, name: str, topic_arn: str) -> None:
        dimensions = {"Sweeper": name}
        Alarm(
            self,
            "failed",
            name=f"{name}-failed",
            meaning=f"{name} could not look at or delete something, or held itself back; its log says what",
            metric=Metric(
                namespace=NAMESPACE, name="Failed", dimensions=dimensions, statistic="Sum", period_seconds=300
            ),
            threshold=0,
            periods=1,
            missing_data="notBreaching",
            topic_arn=topic_arn,
        )
        Alarm(
            self,
            "silent",
            name=f"{name}-silent",
            meaning=f"{name} has not run for two days",
            metric=Metric(
                namespace=NAMESPACE,
                name="Found",
                dimensions=dimensions,
                statistic="Minimum",
                period_seconds=_DAY_SECONDS,
            ),
            # no number is below: only silence rings
            threshold=0,
            when="below",
            periods=2,
            missing_data="breaching",
            topic_arn=topic_arn,
        )
