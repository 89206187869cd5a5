"""Secrets, read and renewed."""

import json
from typing import Any

import pytest

from constructs_lib.runtime.rotation.credentials import Login, RotationError, credentials, login

FIRST = {
    "engine": "postgres",
    "host": "db.example.com",
    "port": 5432,
    "dbname": "shop",
    "owner": "shop",
    "masterarn": "arn:aws:secretsmanager:us-east-1:111111111111:secret:rds!db-1",
}


def secret(**changes: Any) -> str:
    return json.dumps({**FIRST, **changes})


def test_the_first_user_comes_first() -> None:
    assert credentials(secret()).renewed().username == "shop_a"


def test_the_users_take_turns() -> None:
    first = credentials(secret()).renewed()

    assert [first.renewed().username, first.renewed().renewed().username] == ["shop_b", "shop_a"]


def test_every_password_is_new_and_needs_no_quoting() -> None:
    passwords = {credentials(secret()).renewed().password for _ in range(50)}

    assert len(passwords) == 50
    assert all(len(password) == 40 and password.isascii() and password.isalnum() for password in passwords)


def test_what_else_is_in_a_secret_stays_there() -> None:
    kept = json.loads(credentials(secret(dbInstanceIdentifier="shop-1", note=None)).renewed().as_json())

    assert {name: value for name, value in kept.items() if name not in ("username", "password")} == {
        **FIRST,
        "dbInstanceIdentifier": "shop-1",
        "note": None,
    }


def test_a_port_may_be_text() -> None:
    assert credentials(secret(port="5433")).port == 5433


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no JSON object"),
        ("[]", "no JSON object"),
        ("{}", "lacks engine, host, port, dbname, masterarn, owner"),
        (secret(host=""), "lacks host"),
        (secret(engine="mysql"), "another engine than postgres"),
        (secret(port="x"), "port in the application's secret is no number"),
        (secret(owner="Shop"), "no name for a role"),
        (secret(owner="s" * 62), "no name for a role"),
    ],
)
def test_a_secret_of_another_form_is_refused(text: str, message: str) -> None:
    with pytest.raises(RotationError, match=message):
        credentials(text)


def test_the_masters_secret_is_name_and_password_only() -> None:
    assert login('{"username": "master", "password": "p"}') == Login(username="master", password="p")
    with pytest.raises(RotationError, match="lacks a username or a password"):
        login('{"username": "master"}')


def test_the_next_user_is_the_one_not_in_use() -> None:
    current = credentials(secret()).renewed()

    assert current.renewed().is_next_after(current)
    assert not current.is_next_after(current)


def test_no_password_is_shown_by_accident() -> None:
    value = credentials(secret(username="shop_a", password="hush", note="hush"))

    assert "hush" not in f"{value!r} {value} {value.login!r}"


def test_an_error_does_not_carry_the_text() -> None:
    with pytest.raises(RotationError) as failure:
        credentials('{"password": "hush"')

    assert (failure.value.__cause__, failure.value.__context__) == (None, None)
