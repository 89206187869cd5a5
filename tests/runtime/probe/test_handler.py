"""One look of the probe: what it says, and the number it leaves behind."""

import logging
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator, isolated_environment
from constructs_lib.parts.package import package
from constructs_lib.runtime.probe.handler import ProbeError, probe
from tests.runtime.probe.conftest import RANGES, Peered


def measured(peered: Peered) -> list[float]:
    """What CloudWatch has of the metric, as the alarm asks for it."""
    now = datetime.now(UTC)
    [*points] = peered.cloudwatch.get_metric_statistics(
        Namespace="Cairn/Peering",
        MetricName="Healthy",
        Dimensions=[{"Name": "Peering", "Value": "shop-tools"}],
        StartTime=now - timedelta(minutes=10),
        EndTime=now + timedelta(minutes=10),
        Period=3600,
        Statistics=["Minimum"],
    )["Datapoints"]
    return [point["Minimum"] for point in points]


def look(peered: Peered, *targets: tuple[str, int]) -> dict[str, Any]:
    return probe(peered.event(*targets), ec2=peered.ec2, cloudwatch=peered.cloudwatch)


def test_all_is_well(peered: Peered, listening: tuple[str, int], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        assert look(peered, listening) == {"Healthy": True, "Findings": []}

    assert measured(peered) == [1.0]
    assert [record.getMessage() for record in caplog.records if record.name.endswith("handler")] == [
        f"{peered.connection_id} is well: 1 routes, 1 targets"
    ]


def test_everything_wrong_is_told_at_once(
    peered: Peered, closed: tuple[str, int], caplog: pytest.LogCaptureFixture
) -> None:
    peered.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peered.connection_id)
    peered.ec2.delete_route(RouteTableId=peered.table_id, DestinationCidrBlock=RANGES[1])

    with caplog.at_level(logging.WARNING):
        answer = look(peered, closed)

    assert (answer["Healthy"], len(answer["Findings"])) == (False, 3)
    assert [record.getMessage() for record in caplog.records] == answer["Findings"]
    assert measured(peered) == [0.0]


def test_one_bad_look_shows_among_good_ones(peered: Peered, closed: tuple[str, int]) -> None:
    """The alarm takes the minimum."""
    look(peered)
    look(peered, closed)
    look(peered)

    assert measured(peered) == [0.0]


def test_an_event_that_is_not_the_schedules(peered: Peered) -> None:
    event = peered.event()
    del event["Routes"]

    with pytest.raises(ProbeError, match="'Routes' is missing or wrong"):
        probe(event, ec2=peered.ec2, cloudwatch=peered.cloudwatch)
    assert measured(peered) == []


def test_the_package_runs_as_lambda_runs_it(peered: Peered, emulator: Emulator, tmp_path: Path) -> None:
    """Unzipped, with nothing of this library beside it, clients and all."""
    archive = tmp_path / "package.zip"
    archive.write_bytes(package("probe").content)
    code = f"from probe.handler import handler; print(handler({peered.event()!r}, None))"
    environment = isolated_environment(os.environ, emulator.endpoint, account_id="111111111111")
    child = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(archive), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (child.returncode, child.stdout) == (0, "{'Healthy': True, 'Findings': []}\n"), child.stderr
    assert measured(peered) == [1.0]
