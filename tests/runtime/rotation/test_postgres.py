"""The database's side of a rotation, where it is not shown by whole rotations."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from pg8000.native import identifier

from constructs_lib.runtime.rotation.credentials import Credentials, Login
from constructs_lib.runtime.rotation.postgres import accepts, prepare
from tests.postgres import DATABASE, HOST, MASTER, MASTER_PASSWORD, Postgres

ODD = 'it\'s "odd"'
MASTER_LOGIN = Login(username=MASTER, password=MASTER_PASSWORD)


def credentials(database: Postgres) -> Credentials:
    return Credentials(
        engine="postgres", host=HOST, port=database.port, dbname=DATABASE, masterarn="arn", owner="shop"
    ).renewed()


def test_a_user_who_does_not_act_as_the_owner_is_not_ready(database: Postgres) -> None:
    wanted = credentials(database)
    prepare(wanted, MASTER_LOGIN, still_wanted=lambda: True)
    with database.superuser() as connection:
        connection.run("ALTER ROLE shop_a RESET role")

    assert not accepts(wanted)


def test_what_is_no_longer_wanted_changes_nothing(database: Postgres) -> None:
    prepare(credentials(database), MASTER_LOGIN, still_wanted=lambda: False)
    with database.superuser() as connection:
        assert connection.run("SELECT rolname FROM pg_roles WHERE rolname LIKE 'shop%'") == []


def test_databases_and_owners_may_have_any_name(database: Postgres) -> None:
    with database.superuser() as connection:
        connection.run(f"CREATE DATABASE {identifier(ODD)} OWNER {MASTER}")
    wanted = replace(credentials(database), dbname=ODD)
    prepare(wanted, MASTER_LOGIN, still_wanted=lambda: True)

    assert accepts(wanted)
    with database.superuser() as connection:
        connection.run(f"DROP DATABASE {identifier(ODD)}")


def test_many_at_once_make_each_role_once(database: Postgres) -> None:
    wanted = credentials(database)
    with ThreadPoolExecutor(max_workers=4) as pool:
        running = [pool.submit(prepare, wanted, MASTER_LOGIN, still_wanted=lambda: True) for _ in range(4)]
        for each in running:
            each.result()

    assert accepts(wanted)
