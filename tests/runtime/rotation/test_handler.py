"""Rotations against a real PostgreSQL and an emulated Secrets Manager."""

import json
import logging
import uuid

import pytest

from constructs_lib.runtime.rotation.credentials import RotationError
from constructs_lib.runtime.rotation.handler import begin, handler, rotate
from tests.postgres import MASTER, MASTER_PASSWORD, Postgres
from tests.runtime.rotation.conftest import Rotations, can_log_in, every_version


@every_version
def test_the_first_rotation_makes_owner_and_user(database: Postgres, rotations: Rotations) -> None:
    value = rotations.rotate()

    with database.login(value["username"], value["password"]) as connection:
        [[session_user, current_user]] = connection.run("SELECT session_user, current_user")
    assert (session_user, current_user) == ("shop_a", "shop")
    with database.superuser() as connection:
        roles = connection.run("SELECT rolname, rolcanlogin, rolsuper FROM pg_roles WHERE rolname LIKE 'shop%'")
    assert sorted(roles) == [["shop", False, False], ["shop_a", True, False]]


def test_the_secret_keeps_its_shape(rotations: Rotations) -> None:
    before = rotations.value()
    after = rotations.rotate()

    assert after.pop("username") == "shop_a"
    assert len(after.pop("password")) == 40
    assert after == before


def test_the_users_take_turns(rotations: Rotations) -> None:
    users = [rotations.rotate()["username"] for _ in range(4)]

    assert users == ["shop_a", "shop_b", "shop_a", "shop_b"]


@every_version
def test_a_password_works_until_the_rotation_after_the_next(database: Postgres, rotations: Rotations) -> None:
    first = rotations.rotate()
    worked = [can_log_in(database, first)]
    for _ in range(2):
        rotations.rotate()
        worked.append(can_log_in(database, first))

    assert worked == [True, True, False]


def test_connections_stay_open_through_a_rotation(database: Postgres, rotations: Rotations) -> None:
    value = rotations.rotate()
    with database.login(value["username"], value["password"]) as connection:
        connection.run("CREATE TABLE payments (id int)")
        rotations.rotate()

        assert connection.run("SELECT count(*) FROM payments") == [[0]]


@every_version
def test_what_either_user_makes_belongs_to_both(database: Postgres, rotations: Rotations) -> None:
    for table in ("one", "two"):
        value = rotations.rotate()
        with database.login(value["username"], value["password"]) as connection:
            connection.run("DISCARD ALL")  # what pools do between two borrowers
            connection.run(f"CREATE TABLE {table} (id int)")
            connection.run("ALTER TABLE one ADD COLUMN IF NOT EXISTS note text")
    with database.superuser() as connection:
        owners = connection.run("SELECT tablename, tableowner FROM pg_tables WHERE schemaname = 'public'")

    assert sorted(owners) == [["one", "shop"], ["two", "shop"]]


def test_a_secret_begins_with_where_the_database_is(rotations: Rotations) -> None:
    facts = rotations.value()
    secret = rotations.client.create_secret(Name=uuid.uuid4().hex)["ARN"]
    for _ in range(2):
        begin({"Step": "firstVersion", "SecretId": secret, "Facts": facts}, rotations.client)

    assert json.loads(rotations.client.get_secret_value(SecretId=secret)["SecretString"]) == facts


def test_a_secret_that_has_begun_is_never_set_back(rotations: Rotations) -> None:
    facts = rotations.value()
    rotated = rotations.rotate()
    begin({"Step": "firstVersion", "SecretId": rotations.secret_id, "Facts": facts}, rotations.client)

    assert rotations.value() == rotated


def test_a_secret_does_not_begin_with_what_no_rotation_can_use(rotations: Rotations) -> None:
    secret = rotations.client.create_secret(Name=uuid.uuid4().hex)["ARN"]
    with pytest.raises(RotationError, match="lacks host"):
        begin({"SecretId": secret, "Facts": {**rotations.value(), "host": ""}}, rotations.client)

    assert "VersionIdsToStages" not in rotations.client.describe_secret(SecretId=secret)


def test_lambda_calls_each_step(rotations: Rotations, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("constructs_lib.runtime.rotation.handler._client", lambda: rotations.client)
    handler({"Step": "firstVersion", "SecretId": rotations.secret_id, "Facts": rotations.value()}, None)
    token = rotations.start()
    handler(rotations.event("createSecret", token), None)

    assert rotations.value(VersionId=token)["username"] == "shop_a"


def test_a_wrong_version_is_refused(rotations: Rotations) -> None:
    rotations.start()
    with pytest.raises(RotationError, match="has no version"):
        rotations.step("createSecret", uuid.uuid4().hex)


def test_a_version_that_is_not_pending_is_refused(rotations: Rotations) -> None:
    rotations.rotate()
    rotations.rotate()
    [previous] = [version for version, stages in rotations.stages().items() if stages == {"AWSPREVIOUS"}]
    with pytest.raises(RotationError, match="is not the one this secret is rotated to"):
        rotations.step("setSecret", previous)


def test_a_secret_whose_rotation_is_switched_off_is_refused(rotations: Rotations) -> None:
    token = rotations.start()
    rotations.client.cancel_rotate_secret(SecretId=rotations.secret_id)
    with pytest.raises(RotationError, match="switched off"):
        rotations.step("createSecret", token)


@pytest.mark.parametrize(
    "event", [{}, {"Step": "createSecret"}, {"Step": "x", "SecretId": "s", "ClientRequestToken": "t"}]
)
def test_what_secrets_manager_would_not_send_is_refused(rotations: Rotations, event: dict[str, str]) -> None:
    with pytest.raises(RotationError, match="no call of Secrets Manager"):
        rotate(event, rotations.client)


@pytest.mark.parametrize("step", ["setSecret", "testSecret", "finishSecret"])
def test_steps_before_the_first_one_are_refused(rotations: Rotations, step: str) -> None:
    with pytest.raises(RotationError, match="createSecret comes first"):
        rotations.step(step, rotations.start())


@pytest.mark.parametrize("step", ["testSecret", "finishSecret"])
def test_what_cannot_log_in_never_becomes_current(rotations: Rotations, step: str) -> None:
    token = rotations.start()
    rotations.step("createSecret", token)
    with pytest.raises(RotationError, match="shop_a cannot log in"):
        rotations.step(step, token)

    assert "AWSCURRENT" not in rotations.stages()[token]


@pytest.mark.parametrize(
    "change",
    [{"host": "elsewhere"}, {"username": "master"}, {"username": "shop_a"}, {"owner": "other"}, {"masterarn": "x"}],
    ids=str,
)
def test_a_pending_version_for_something_else_is_refused(rotations: Rotations, change: dict[str, str]) -> None:
    """Whoever may write a version could otherwise have the function change other users, or send passwords elsewhere."""
    current = rotations.rotate()
    token = rotations.start()
    forged = {**current, "username": "shop_b", "password": "x", **change}
    rotations.client.put_secret_value(
        SecretId=rotations.secret_id,
        ClientRequestToken=token,
        SecretString=json.dumps(forged),
        VersionStages=["AWSPENDING"],
    )
    with pytest.raises(RotationError, match="another database, owner or user"):
        rotations.step("setSecret", token)


def test_an_owner_that_can_log_in_is_somebody_elses(database: Postgres, rotations: Rotations) -> None:
    with database.superuser() as connection:
        connection.run("CREATE ROLE shop LOGIN")
    token = rotations.start()
    rotations.step("createSecret", token)
    with pytest.raises(RotationError, match="the role shop can log in"):
        rotations.step("setSecret", token)


def test_a_password_changed_by_hand_is_mended_by_the_next_rotation(database: Postgres, rotations: Rotations) -> None:
    rotations.rotate()
    with database.superuser() as connection:
        connection.run("ALTER ROLE shop_a PASSWORD 'by hand'")
        connection.run("CREATE ROLE shop_b NOLOGIN")
        connection.run("GRANT shop_b TO master WITH ADMIN OPTION")

    assert can_log_in(database, rotations.rotate())


def test_no_secret_is_ever_logged(database: Postgres, rotations: Rotations, caplog: pytest.LogCaptureFixture) -> None:
    """Not by the function, not in an error, and not by the server, which logs every statement here."""
    caplog.set_level(logging.DEBUG, logger="constructs_lib")
    passwords = [rotations.rotate()["password"] for _ in range(3)]
    token = rotations.start()
    rotations.step("createSecret", token)
    passwords.append(rotations.value(VersionId=token)["password"])
    with pytest.raises(RotationError) as failure:
        rotations.step("testSecret", token)
    told = f"{caplog.text} {failure.value!r} {database.log.read_text()}"

    assert [
        word for word in (*passwords, MASTER_PASSWORD) if word in told.replace(f"PASSWORD '{MASTER_PASSWORD}'", "")
    ] == []
    assert f"ALTER ROLE {MASTER}" not in told
    assert "PASSWORD 'SCRAM-SHA-256$" in told
    assert "finishSecret" in caplog.text
