"""What would go, asked by somebody at a desk."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError

from constructs_lib.environment import Environment
from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.sweep import look
from tests.operations.small_project import ENVIRONMENTS, SmallProject
from tests.placements import VIRGINIA

ACCOUNT = "111111111111"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def sqs(emulator: Emulator) -> Any:
    emulator.reset()
    return emulator.session(ACCOUNT).client("sqs")


@pytest.fixture
def small(small_project: SmallProject, emulator: Emulator) -> SmallProject:
    """A project whose sweeper looks at queues, and deletes."""
    config = 'SweeperConfig(mode="delete", kinds=("queue",))'
    imported = "from constructs_lib.account.sweeper.config import SweeperConfig"
    text = f'{imported}\n{ENVIRONMENTS}\nALL = (environment("dev", "{ACCOUNT}", False, {config}),)\n'
    (small_project.root / "environments" / "__init__.py").write_text(text, encoding="utf-8")
    small_project.settings["CAIRN_EMULATOR"] = emulator.endpoint
    return small_project


def test_lists_and_deletes_nothing_whatever_the_mode(small: SmallProject, sqs: Any) -> None:
    today = datetime.now(UTC).date()
    sqs.create_queue(QueueName="old", tags={"expires": str(today), "Owner": "shop"})
    sqs.create_queue(QueueName="nobodys")
    sqs.create_queue(QueueName="dev-use1-own", tags={"ManagedBy": "cairn", "Environment": "dev"})

    answer = small.cairn("sweep", "dev")

    assert answer.returncode == 0, answer.stderr
    lines = [" ".join(line.split()) for line in answer.stdout.splitlines()]
    assert lines == [
        f"dev us-east-1 ({ACCOUNT}): 1 abandoned, 1 soon (report only; 1 more are none of its business)",
        "kind which owner why",
        f"abandoned queue nobodys nobody's, made on {today}",
        f"soon queue old shop expires on {today}",
    ]
    assert len(sqs.list_queues()["QueueUrls"]) == 3


def test_as_json(small: SmallProject, sqs: Any) -> None:
    sqs.create_queue(QueueName="when", tags={"expires": "tomorrow"})

    answer = small.cairn("sweep", "dev", "--json")

    assert answer.returncode == 0, answer.stderr
    [place] = json.loads(answer.stdout)["places"]
    assert (place["environment"], place["account"], place["region"]) == ("dev", ACCOUNT, "us-east-1")
    assert [(each["what"], each["name"]) for each in place["found"]] == [("malformed", "when")]
    assert place["unseen"] == {}


def test_an_environment_whose_day_has_passed(emulator: Emulator, sqs: Any) -> None:
    tags = {"ManagedBy": "cairn", "Environment": "test", "Expires": "2026-01-01"}
    sqs.create_queue(QueueName="test-use1-orders", tags=tags)
    environment = Environment(name="test", stacks={VIRGINIA: ()})

    [place] = look(environment, lambda account, region, service: emulator.session(account.id, region).client(service))

    assert place.report.ended == {"test": date(2026, 1, 1)}
    assert place.report.numbers()["Found"] == 0


def test_an_account_that_lets_nobody_in_says_what_to_do() -> None:
    def refuses(account: Any, region: str, service: str) -> Any:
        raise ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}}, "AssumeRole")

    with pytest.raises(CairnError, match="cannot be looked into") as caught:
        list(look(Environment(name="test", stacks={VIRGINIA: ()}), refuses))
    assert "role/cairn-plan" in str(caught.value)


def test_a_kind_that_cannot_be_seen_is_told(emulator: Emulator, sqs: Any) -> None:
    """And the others are looked at."""

    class Blind:
        def get_paginator(self, operation: str) -> Any:
            raise ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}}, operation)

    def client_of(account: Any, region: str, service: str) -> Any:
        return Blind() if service == "rds" else emulator.session(account.id, region).client(service)

    sqs.create_queue(QueueName="nobodys")
    [place] = look(Environment(name="test", stacks={VIRGINIA: ()}), client_of)

    assert list(place.report.unseen) == ["database"]
    assert [line.judgement.resource.name for line in place.report.lines] == ["nobodys"]
