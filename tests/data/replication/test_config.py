"""What a replication may be like."""

from dataclasses import replace

from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.foundation.config import check
from tests.placements import VIRGINIA

AUDIT = ReplicationConfig(component="audit", to=replace(VIRGINIA, region="us-west-2"))


def test_copies_deletes_in_time_and_bears_no_failure_unless_told_otherwise() -> None:
    assert check(AUDIT) == ()
    assert (AUDIT.delete_markers, AUDIT.replication_time_control, AUDIT.tolerated_failures) == (True, True, 0)


def test_every_mistake_at_once_the_destinations_included() -> None:
    broken = replace(
        AUDIT, component="Audit", latency_alarm_seconds=0, pending_alarm_gib=0, to=replace(AUDIT.to, region="moon-1")
    )

    assert sorted(problem.where for problem in check(broken)) == [
        "component",
        "latency_alarm_seconds",
        "pending_alarm_gib",
        "to.region",
    ]
