"""Fixes to moto's CloudWatch."""

from __future__ import annotations

import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added


def composite_alarm() -> None:
    """Take composite alarms: moto keeps and shows them, but knows only the request for metric alarms."""
    from moto.cloudwatch.responses import CloudWatchResponse
    from moto.core.responses import EmptyResult

    @added(CloudWatchResponse, "put_composite_alarm")
    def put_composite_alarm(self):
        self.put_metric_alarm()
        return EmptyResult()


def _see_composite(client: Clients) -> Seen:
    cloudwatch, name = client("cloudwatch"), f"probe-{uuid.uuid4().hex}"
    cloudwatch.put_composite_alarm(AlarmName=name, AlarmRule="FALSE", ActionsEnabled=True)
    answer = cloudwatch.describe_alarms(AlarmNames=[name], AlarmTypes=["CompositeAlarm"])
    return [each["AlarmRule"] for each in answer["CompositeAlarms"]], ["FALSE"]


FIXES = (
    Fix(
        id="cloudwatch.composite-alarm",
        symptom="aws_cloudwatch_composite_alarm: PutCompositeAlarm 500",
        apply=composite_alarm,
        probe=_see_composite,
    ),
)
