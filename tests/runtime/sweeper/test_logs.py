"""Log groups."""

from typing import Any

from constructs_lib.runtime.sweeper.logs import LOG_GROUP
from tests.runtime.sweeper.conftest import World


def test_every_page_of_them(world: World) -> None:
    names = {world.make("log-group", name=f"/x/{number}") for number in range(60)}

    assert {each.id for each in LOG_GROUP.find(world("logs"))} == names


def test_deletion_protection_holds_one() -> None:
    """The emulator does not know it yet."""

    class Protected:
        def get_paginator(self, operation: str) -> "Protected":
            del operation
            return self

        def paginate(self) -> Any:
            arn = "arn:aws:logs:us-east-1:111111111111:log-group:x:*"
            group = {"logGroupName": "x", "arn": arn, "creationTime": 0, "deletionProtectionEnabled": True}
            yield {"logGroups": [group]}

        def list_tags_for_resource(self, *, resourceArn: str) -> Any:  # noqa: N803 - boto3's name
            assert resourceArn == "arn:aws:logs:us-east-1:111111111111:log-group:x"
            return {}

    [found] = LOG_GROUP.find(Protected())
    assert found.held == "deletion protection is on"
