"""When a service runs more tasks, and when fewer."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Annotated, Literal

from annotated_types import Interval
from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.time_zone import TimeZone

ActionName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=32)]
# AWS's cron has six fields, with a question mark for the day of the month or of the week
# https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html
Schedule = Annotated[
    str,
    StringConstraints(pattern=r"^(cron\([^ ()]+( [^ ()]+){5}\)|rate\([1-9]\d* (minute|hour|day)s?\)|at\([0-9T:-]+\))$"),
]
_CRON_DAY_OF_MONTH, _CRON_DAY_OF_WEEK = 2, 4

Percent = Annotated[int, Interval(ge=10, le=90)]
Cooldown = Annotated[int, Interval(ge=0, le=3600)]


@config
class ScheduledScaling:
    """From a certain time on, between how many tasks the service may be."""

    name: ActionName
    """What it is for, such as office-hours."""
    schedule: Schedule
    """Such as cron(0 7 ? * MON-FRI *). In the zone's own time, summer time included."""
    time_zone: TimeZone = "UTC"
    """Such as Europe/Berlin: with UTC, seven in the morning is six half of the year."""
    min_capacity: Annotated[int, Interval(ge=0, le=5000)]
    """Never fewer tasks. 0 with max_capacity 0 stops the service."""
    max_capacity: Annotated[int, Interval(ge=0, le=5000)]
    """Never more tasks."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong between fields."""
        if self.min_capacity > self.max_capacity:
            yield Problem(
                where="min_capacity", what="is above max_capacity", got=f"{self.min_capacity} and {self.max_capacity}"
            )
        if self.schedule.startswith("cron("):
            fields = self.schedule.removeprefix("cron(").removesuffix(")").split()
            marks = [fields[_CRON_DAY_OF_MONTH] == "?", fields[_CRON_DAY_OF_WEEK] == "?"]
            if sum(marks) != 1:
                yield Problem(
                    where="schedule",
                    what="does not leave exactly one of day of month and day of week open",
                    got=self.schedule,
                    fix="write ? for the one it does not depend on: cron(0 7 ? * MON-FRI *), cron(0 7 1 * ? *)",
                )


@config
class CustomMetric:
    """A metric of one's own that more tasks make smaller."""

    name: ActionName
    """What it is called here."""
    namespace: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    """Where CloudWatch has it."""
    metric_name: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    """How CloudWatch calls it."""
    dimensions: Mapping[str, str] = field(default_factory=dict[str, str])
    """Which of its series."""
    statistic: Literal["Average", "Maximum", "Minimum", "SampleCount", "Sum"] = "Average"
    """How values of a minute become one."""
    target_value: Annotated[float, Interval(gt=0)]
    """What scaling keeps it at."""


@config
class Scaling:
    """Targets that Application Auto Scaling keeps by running more tasks or fewer. With several, whoever wants most wins."""

    max_capacity: Annotated[int, Interval(ge=1, le=5000)]
    """Never more tasks: what an attack, or a bug, can cost."""
    cpu_percent: Percent | None = None
    """Average CPU of all tasks to keep. 60 leaves room for the minutes a new task takes."""
    memory_percent: Percent | None = None
    """Average memory to keep. Only for what gives memory back: most runtimes do not, and never scale in."""
    requests_per_target: Annotated[int, Interval(ge=1)] | None = None
    """Requests a minute that one task gets. Follows the load before the CPU does."""
    custom_metrics: tuple[CustomMetric, ...] = ()
    """Targets on metrics of one's own."""
    scheduled: tuple[ScheduledScaling, ...] = ()
    """Bounds by the clock. From the first on, the bounds belong to the schedule: a change of desired_count or
    max_capacity then reaches a running service by the schedule only."""
    scale_in_cooldown_seconds: Cooldown = 300
    """Pause before fewer, and fewer again."""
    scale_out_cooldown_seconds: Cooldown = 60
    """Pause before more, and more again: about the time a task takes to start."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong between fields."""
        targets = (self.cpu_percent, self.memory_percent, self.requests_per_target)
        if all(target is None for target in targets) and not self.custom_metrics and not self.scheduled:
            yield Problem(
                where="cpu_percent",
                what="nothing says when to scale",
                fix="give a target or a schedule, or leave scaling out",
            )
        for where, actions in (("custom_metrics", self.custom_metrics), ("scheduled", self.scheduled)):
            twice = sorted(name for name, count in Counter(each.name for each in actions).items() if count > 1)
            if twice:
                yield Problem(where=where, what="have a name twice", got=", ".join(twice), fix="give each its own")
