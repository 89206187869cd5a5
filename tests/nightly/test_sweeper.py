"""The sweeper, applied: its own package sweeps an account the estate lives in, and the plan afterwards is still empty."""

import json
import os
import subprocess
import sys
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator, isolated_environment
from tests.operations.small_project import ENVIRONMENTS, SmallProject

ACCOUNT = "111111111111"
# An end that has passed, on all that Terraform made: it stays all the same.
PROJECT = f"""{ENVIRONMENTS}
from dataclasses import replace
from datetime import date

from constructs_lib.account.config import AccountConfig
from constructs_lib.account.sweeper.config import SweeperConfig

TAGS = replace(TAGS, expires=date(2026, 1, 1))
SWEEPER = SweeperConfig(mode="delete", abandoned_days=30)
ALL = (environment("dev", "{ACCOUNT}", False, AccountConfig(), SWEEPER),)
"""
CALL = """
import json, sys
from sweeper.handler import handler


class Context:
    def get_remaining_time_in_millis(self):
        return 900_000


print(json.dumps(handler(json.load(sys.stdin), Context())))
"""


def called(archive: Path, event: dict[str, Any], aws: Emulator) -> dict[str, Any]:
    """Call the package with an event, as Lambda does."""
    environment = isolated_environment(os.environ, aws.endpoint, account_id=ACCOUNT)
    child = subprocess.run(
        [sys.executable, "-c", CALL],
        env=environment | {"PYTHONPATH": str(archive), "PYTHONSAFEPATH": "1"},
        input=json.dumps(event),
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    return json.loads(child.stdout)


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_applied_swept_and_destroyed(emulated_project: SmallProject, aws: Emulator) -> None:
    project, session = emulated_project, aws.session(ACCOUNT)
    (project.root / "environments" / "__init__.py").write_text(PROJECT, encoding="utf-8")

    applied = project.cairn("deploy", "dev", "--auto-approve")
    assert applied.returncode == 0, applied.stderr
    planned = project.cairn("plan", "dev", "--exit-code")
    assert planned.returncode == 0, planned.stdout + planned.stderr

    schedule = session.client("scheduler").get_schedule(Name="dev-use1-sweeper-daily")
    function = session.client("lambda").get_function(FunctionName="dev-use1-sweeper")["Configuration"]
    assert schedule["Target"]["Arn"] == function["FunctionArn"]
    assert schedule["ScheduleExpression"] == "cron(0 7 * * ? *)"
    [target] = session.client("events").list_targets_by_rule(Rule="dev-use1-sweeper-news")["Targets"]
    assert target["Arn"].endswith(":dev-use1-notifications-warning")

    subscriber = session.client("sqs").create_queue(QueueName="dev-use1-listener")["QueueUrl"]
    session.client("sns").subscribe(
        TopicArn=target["Arn"],
        Protocol="sqs",
        Endpoint=f"arn:aws:sqs:us-east-1:{ACCOUNT}:dev-use1-listener",
        Attributes={"RawMessageDelivery": "true"},
    )

    [archive] = {path.read_bytes(): path for path in project.root.rglob("package.zip")}.values()
    assert function["CodeSha256"] == b64encode(sha256(archive.read_bytes()).digest()).decode()

    sqs, logs = session.client("sqs"), session.client("logs")
    today = {"expires": f"{datetime.now(UTC):%Y-%m-%d}"}
    due = sqs.create_queue(QueueName="forgotten", tags=today)["QueueUrl"]
    kept = sqs.create_queue(QueueName="kept", tags={**today, "keep": "until Bob is back"})["QueueUrl"]
    logs.create_log_group(logGroupName="/nobodys")
    # nothing can have expired before it was made, so that what was made today is due a day early
    event = json.loads(schedule["Target"]["Input"]) | {"GraceDays": -1}

    assert called(archive, event | {"Mode": "report"}, aws) | {"Summary": ""} == {
        "Summary": "",
        "Found": 1,
        "Deleted": 0,
        "Failed": 0,
        "Skipped": 0,
        "Abandoned": 1,
    }
    assert called(archive, event, aws)["Deleted"] == 1
    assert set(sqs.list_queues()["QueueUrls"]) == {kept, subscriber}
    first, second = (json.loads(sqs.receive_message(QueueUrl=subscriber)["Messages"][0]["Body"]) for _ in range(2))
    assert first.startswith("Sweeper of dev in us-east-1: 1 abandoned, 1 due (report only;")
    assert f"deleted: queue {due} (forgotten): expired on" in second
    assert called(archive, event, aws)["Found"] == 0

    asked = project.cairn("sweep", "dev")
    assert asked.returncode == 0, asked.stderr
    assert "dev expired on 2026-01-01: cairn destroy dev" in asked.stdout

    untouched = project.cairn("plan", "dev", "--exit-code")
    assert untouched.returncode == 0, untouched.stdout + untouched.stderr
    destroyed = project.cairn("destroy", "dev", "--auto-approve")
    assert destroyed.returncode == 0, destroyed.stderr
    assert session.client("scheduler").list_schedules()["Schedules"] == []
    assert session.client("lambda").list_functions()["Functions"] == []
    assert {each["logGroupName"] for each in logs.describe_log_groups()["logGroups"]} == {"/nobodys"}
