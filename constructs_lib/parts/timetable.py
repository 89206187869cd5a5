"""A clock on somebody's wall that calls a function."""

import json
from collections.abc import Mapping
from typing import Any

from cdktf_cdktf_provider_aws.scheduler_schedule import (
    SchedulerSchedule,
    SchedulerScheduleFlexibleTimeWindow,
    SchedulerScheduleTarget,
    SchedulerScheduleTargetRetryPolicy,
)
from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.time_zone import TimeZone
from constructs_lib.parts.function import Function
from constructs_lib.parts.role import Role

_TRY_FOR_SECONDS, _TRIES = 3600, 5


class Timetable(Construct):
    """Calls a function once a day with the same event, at an hour of the place's own clock, summer time included.

    A call that cannot be made is tried for an hour. What then is lost is noticed by what the function would have measured,
    not by a queue of calls of which each says the same as the next day's.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        description: str,
        hour: int,
        time_zone: TimeZone,
        function: Function,
        event: Mapping[str, Any],
        account_id: str,
        region: str,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name, description=description, time_zone=time_zone)
        role = Role(
            self,
            "role",
            name=name,
            description=f"{name}: what its clock may do",
            trusts=iam.service("scheduler.amazonaws.com"),
            # https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
            trust_conditions={
                "StringEquals": {"aws:SourceAccount": account_id},
                "ArnLike": {"aws:SourceArn": f"arn:aws:scheduler:{region}:{account_id}:schedule-group/default"},
            },
            policies={
                "call": (iam.Statement(sid="Call", actions=("lambda:InvokeFunction",), resources=(function.arn,)),)
            },
        )
        SchedulerSchedule(
            self,
            "Default",
            name=name,
            description=description,
            schedule_expression=f"cron(0 {hour} * * ? *)",
            schedule_expression_timezone=time_zone,
            flexible_time_window=SchedulerScheduleFlexibleTimeWindow(mode="OFF"),
            target=SchedulerScheduleTarget(
                arn=function.arn,
                role_arn=role.arn,
                input=json.dumps(event),
                retry_policy=SchedulerScheduleTargetRetryPolicy(
                    maximum_event_age_in_seconds=_TRY_FOR_SECONDS, maximum_retry_attempts=_TRIES
                ),
            ),
            # AWS looks whether the role can be taken, not whether it can do anything
            depends_on=[*role.policies],
        )
