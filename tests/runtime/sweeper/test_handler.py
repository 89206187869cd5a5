"""A whole run, as the schedule calls it: in the log, in the metrics, in the news, and within its rights."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.account.sweeper.config import KINDS, SweeperConfig
from constructs_lib.account.sweeper.plan import Whereabouts, event, statements
from constructs_lib.operations.emulator import Emulator, isolated_environment
from constructs_lib.parts.package import package
from constructs_lib.runtime.sweeper.handler import run
from constructs_lib.runtime.sweeper.settings import SettingsError
from tests.runtime.sweeper.conftest import ACCOUNT, ESTATE, EXPIRED, LATER, REGION, World

HERE = Whereabouts(environment="dev", account_id=ACCOUNT, region=REGION, own_prefix="dev-use1-")
NAME = "dev-use1-sweeper"
REPORT, DELETE = SweeperConfig(), SweeperConfig(mode="delete", backup_days=None)


def told(config: SweeperConfig) -> dict[str, Any]:
    """What the schedule says, as JSON makes it."""
    return json.loads(json.dumps(event(config, HERE, name=NAME)))


def swept(world: World, config: SweeperConfig, *, now: datetime = LATER) -> dict[str, Any]:
    return run(told(config), client_of=world, now=now, seconds_left=lambda: 900.0)


def measured(world: World) -> dict[str, float]:
    """What CloudWatch has."""
    cloudwatch, now = world("cloudwatch"), datetime.now(UTC)
    names = {each["MetricName"] for each in cloudwatch.list_metrics(Namespace="Cairn/Sweeper")["Metrics"]}
    return {
        name: cloudwatch.get_metric_statistics(
            Namespace="Cairn/Sweeper",
            MetricName=name,
            Dimensions=[{"Name": "Sweeper", "Value": NAME}],
            StartTime=now - timedelta(minutes=10),
            EndTime=now + timedelta(minutes=10),
            Period=3600,
            Statistics=["Sum"],
        )["Datapoints"][0]["Sum"]
        for name in names
    }


@pytest.fixture
def news(world: World) -> Any:
    """Somebody who wants the news too: a queue behind a rule of its own."""
    queue = world.make("queue", ESTATE, name="dev-use1-news")
    arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:dev-use1-news"
    world("events").put_rule(Name="news", EventPattern=json.dumps({"source": ["cairn.sweeper"]}))
    world("events").put_targets(Rule="news", Targets=[{"Id": "queue", "Arn": arn}])
    return lambda: [
        json.loads(each["Body"])
        for each in world("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", ())
    ]


def test_tells_exactly_what_is_due_and_touches_nothing(
    world: World, news: Any, caplog: pytest.LogCaptureFixture
) -> None:
    due, live = world.make("queue", EXPIRED), world.make("queue", {"Owner": "somebody"})

    with caplog.at_level(logging.INFO):
        answer = swept(world, REPORT)

    assert {due, live} <= world.left("queue")
    lines = [json.loads(each.getMessage()) for each in caplog.records if each.name.endswith("sweeper.handler")]
    assert [(line["what"], line["id"]) for line in lines if line.get("kind") == "queue"] == [("due", due)]
    assert lines[-1]["numbers"] == {"Found": 1, "Deleted": 0, "Failed": 0, "Skipped": 0, "Abandoned": 0}
    assert measured(world) == {"Found": 1, "Deleted": 0, "Failed": 0, "Skipped": 0, "Abandoned": 0}
    assert answer["Found"] == 1
    [message] = news()
    assert (message["source"], message["detail-type"]) == ("cairn.sweeper", "Sweep")
    assert message["detail"]["environment"] == "dev"
    assert due in message["detail"]["details"]


def test_deletes_exactly_that_and_is_silent_afterwards(world: World, news: Any) -> None:
    due, live = world.make("queue", EXPIRED), world.make("queue", {"Owner": "somebody"})

    assert swept(world, DELETE)["Deleted"] == 1
    assert due not in world.left("queue")
    assert live in world.left("queue")
    assert len(news()) == 1

    assert swept(world, DELETE) == {
        "Summary": "nothing (delete; 2 more are none of its business)",
        **dict.fromkeys(("Found", "Deleted", "Failed", "Skipped", "Abandoned"), 0),
    }
    assert news() == []


def test_an_event_that_is_not_the_schedules_does_nothing(world: World) -> None:
    due = world.make("queue", EXPIRED)

    for key in told(DELETE):
        with pytest.raises(SettingsError, match="missing or wrong"):
            run(
                {name: value for name, value in told(DELETE).items() if name != key},
                client_of=world,
                now=LATER,
                seconds_left=lambda: 900.0,
            )
    assert due in world.left("queue")


class NoNews:
    """EventBridge that refuses in its answer, as AWS does for an entry; the emulator takes all."""

    def put_events(self, **what: Any) -> Any:
        del what
        return {"FailedEntryCount": 1, "Entries": [{"ErrorMessage": "no"}]}


def test_a_message_that_is_refused_is_a_failure(world: World) -> None:
    world.make("queue", EXPIRED)
    world.clients["events"] = NoNews()

    with pytest.raises(RuntimeError, match="the message was refused: no"):
        swept(world, REPORT)


def test_the_package_runs_as_lambda_runs_it(world: World, emulator: Emulator, tmp_path: Path) -> None:
    """Unzipped, with nothing of this library beside it, clients and all."""
    due = world.make("volume", {"expires": "soon"})
    archive = tmp_path / "package.zip"
    archive.write_bytes(package("sweeper").content)
    code = (
        "class Context:\n"
        "    def get_remaining_time_in_millis(self):\n"
        "        return 900_000\n"
        f"from sweeper.handler import handler; print(handler({told(DELETE)!r}, Context())['Summary'])"
    )
    environment = isolated_environment(os.environ, emulator.endpoint, account_id=ACCOUNT)
    child = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(archive), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (child.returncode, child.stdout) == (
        0,
        "1 malformed (delete; 0 more are none of its business)\n",
    ), child.stderr
    assert due in world.left("volume")
    assert measured(world)["Failed"] == 0


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[tuple[World, Path]]:
    """An account of its own, with every call to it."""
    calls = tmp_path / "calls.jsonl"
    with Emulator(record=calls) as running:
        yield World(running.session(ACCOUNT, REGION)), calls


@pytest.mark.timeout(300)
def test_every_call_is_one_its_role_may_make(recorded: tuple[World, Path]) -> None:
    """All kinds, deleted with a last copy where there is one: what was called, against the role's own document."""
    world, calls = recorded
    config = replace(DELETE, backup_days=30)
    due = {kind: world.make(kind, EXPIRED) for kind in KINDS}
    before = len(calls.read_text(encoding="utf-8").splitlines())

    assert swept(world, config)["Deleted"] == len(due)

    lines = calls.read_text(encoding="utf-8").splitlines()[before:]
    # the calls that S3 and CloudWatch know under other names than IAM does
    known_as = {"s3:ListBuckets": "s3:ListAllMyBuckets", "s3:ListObjectVersions": "s3:ListBucketVersions"}
    called = {known_as.get(each, each) for each in (json.loads(line)["action"] for line in lines)}
    allowed = {action for each in statements(config, HERE) if each.effect == "Allow" for action in each.actions}
    assert called - allowed == set()
