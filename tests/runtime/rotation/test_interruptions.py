"""Rotations that are cut off, repeated, and done by two at once, against a real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from constructs_lib.runtime.rotation import postgres as database_side
from constructs_lib.runtime.rotation.credentials import RotationError
from constructs_lib.runtime.rotation.handler import rotate
from tests.postgres import Postgres
from tests.runtime.rotation.conftest import STEPS, Rotations, can_log_in


@pytest.mark.parametrize("step", STEPS)
def test_every_step_can_be_repeated(database: Postgres, rotations: Rotations, step: str) -> None:
    rotations.rotate()
    token = rotations.start()
    for each in STEPS:
        rotations.step(each, token)
        pending = rotations.value(VersionId=token)
        if each == step:
            rotations.step(each, token)
            assert rotations.value(VersionId=token) == pending

    assert rotations.value()["username"] == "shop_b"
    assert can_log_in(database, rotations.value())


@pytest.mark.parametrize("done", range(4), ids=[f"after {count} steps" for count in range(4)])
def test_a_rotation_that_was_cut_off_is_done_again_from_the_start(
    database: Postgres, rotations: Rotations, done: int
) -> None:
    """Secrets Manager tries again with the same version, from the first step."""
    rotations.rotate()
    token = rotations.start()
    for step in STEPS[:done]:
        rotations.step(step, token)
    for step in STEPS:
        rotations.step(step, token)

    assert rotations.stages()[token] >= {"AWSCURRENT"}
    assert can_log_in(database, rotations.value())


class CutOff(Exception):
    """The function dies."""


@pytest.mark.parametrize("statement", ["CREATE ROLE", "GRANT", "ALTER ROLE", "COMMIT"])
def test_setting_the_password_is_all_or_nothing(
    database: Postgres, rotations: Rotations, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    token = rotations.start()
    rotations.step("createSecret", token)
    connect = database_side.connect

    def connect_and_die(*arguments: Any) -> Any:
        connection = connect(*arguments)
        run = connection.rows

        def run_or_die(sql: str, **parameters: Any) -> Any:
            if sql.startswith(statement):
                raise CutOff
            return run(sql, **parameters)

        connection.rows = run_or_die
        return connection

    with monkeypatch.context() as dying:
        dying.setattr(database_side, "connect", connect_and_die)
        with pytest.raises(CutOff):
            rotations.step("setSecret", token)
    with database.superuser() as connection:
        assert connection.run("SELECT rolname FROM pg_roles WHERE rolname LIKE 'shop%'") == []

    for step in STEPS:
        rotations.step(step, token)
    assert can_log_in(database, rotations.value())


def test_a_version_that_is_current_is_left_alone(database: Postgres, rotations: Rotations) -> None:
    token = rotations.start()
    for step in STEPS:
        rotations.step(step, token)
    before = rotations.stages(), rotations.value()
    for step in STEPS:
        rotations.step(step, token)

    assert (rotations.stages(), rotations.value()) == before


@pytest.mark.parametrize("step", ["createSecret", "setSecret"])
def test_two_at_once_agree(database: Postgres, rotations: Rotations, step: str) -> None:
    token = rotations.start()
    for each in STEPS:
        together = 4 if each == step else 1
        with ThreadPoolExecutor(max_workers=together) as pool:
            for future in [pool.submit(rotations.step, each, token) for _ in range(together)]:
                future.result()

    assert can_log_in(database, rotations.value())


class SlowReader:
    """A client that sees the pending version's value too late: another invocation has written it meanwhile."""

    def __init__(self, rotations: Rotations) -> None:
        self.rotations = rotations
        self.seen = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rotations.client, name)

    def put_secret_value(self, **arguments: Any) -> Any:
        self.rotations.step("createSecret", arguments["ClientRequestToken"])
        return self.rotations.client.put_secret_value(**arguments)


def test_of_two_passwords_thought_of_at_once_the_first_stays(rotations: Rotations) -> None:
    token = rotations.start()
    rotate(rotations.event("createSecret", token), SlowReader(rotations))
    first = rotations.value(VersionId=token)
    rotations.step("createSecret", token)

    assert rotations.value(VersionId=token) == first


class SlowFinisher(SlowReader):
    """A client that finishes when another invocation just has."""

    def update_secret_version_stage(self, **arguments: Any) -> Any:
        self.rotations.step("finishSecret", arguments["MoveToVersionId"])
        return self.rotations.client.update_secret_version_stage(**arguments)


def test_of_two_that_finish_at_once_both_succeed(rotations: Rotations) -> None:
    token = rotations.start()
    for step in STEPS[:3]:
        rotations.step(step, token)
    rotate(rotations.event("finishSecret", token), SlowFinisher(rotations))

    assert "AWSCURRENT" in rotations.stages()[token]


def test_one_that_was_held_up_cannot_change_what_a_later_rotation_made_current(
    database: Postgres, rotations: Rotations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has passed all checks, then waits for the database while a whole other rotation goes by."""
    rotations.rotate()
    held_up = rotations.start()
    rotations.step("createSecret", held_up)
    prepare = database_side.prepare

    def prepare_later(*arguments: Any, **keywords: Any) -> None:
        monkeypatch.setattr(database_side, "prepare", prepare)
        rotations.rotate()
        prepare(*arguments, **keywords)

    monkeypatch.setattr(database_side, "prepare", prepare_later)
    with pytest.raises(RotationError, match=r"is not the one this secret is rotated to|has no version"):
        rotations.step("setSecret", held_up)

    assert rotations.value()["username"] == "shop_b"
    assert can_log_in(database, rotations.value())
