"""Settings that cannot be kept, and secrets that must not be."""

from typing import Any

import pytest

from constructs_lib.data.settings.config import Setting, SettingsConfig
from constructs_lib.foundation.config import check


def setting(value: str = "20", **more: Any) -> Setting:
    return Setting(value=value, description="What it does", **more)


def refused(values: Any = None, component: str = "payments") -> list[tuple[str, str]]:
    config = SettingsConfig(component=component, values=values or {"max-items": setting()})
    return [(problem.where, problem.what) for problem in check(config)]


def value_refused(value: str) -> list[str]:
    return [where for where, _ in refused({"url": setting(value)})]


def test_accepts_values_of_both_owners_in_groups() -> None:
    values = {"checkout/max-items": setting(), "checkout-limits": setting("[1, 2]", owner="operators")}

    assert refused(values) == []


def test_a_value_belongs_to_the_file_unless_told() -> None:
    assert setting().owner == "file"


@pytest.mark.parametrize("name", ["", "Max", "max_items", "/max", "max/", "a//b", "a--b", "a/b/c/d/e/f", "x" * 201])
def test_refuses_names_that_are_no_path(name: str) -> None:
    assert [what for _, what in refused({name: setting()})] in (["has the wrong form"], ["has the wrong length"])


@pytest.mark.parametrize("component", ["aws", "awsome", "ssm-app", "cairn"])
def test_refuses_places_that_are_taken(component: str) -> None:
    """AWS refuses its own when it is applied; below /cairn are the contracts between stacks."""
    assert refused(component=component) == [("component", "is a name that is taken in Parameter Store")]


def test_nothing_to_say_is_no_config() -> None:
    assert [problem.where for problem in check(SettingsConfig(component="payments", values={}))] == ["values"]


def test_every_setting_says_what_it_does() -> None:
    assert refused({"level": Setting(value="info", description="")}) == [
        ("values.level.description", "has the wrong length")
    ]


def test_refuses_what_the_standard_tier_does_not_hold() -> None:
    """Bytes, not characters."""
    assert value_refused("x" * 4096) == []
    assert value_refused("ä" * 2049) == ["values.url.value"]
    assert [where for where, _ in refused({"url": setting("")})] == ["values.url.value"]


def test_refuses_a_reference_to_another_parameter() -> None:
    assert value_refused("{{ssm:other}}") == ["values.url.value"]


@pytest.mark.parametrize(
    "name", ["password", "database-password", "stripe/api-key", "session-token", "secret", "db-credentials"]
)
def test_refuses_names_of_secrets_and_says_where_they_go(name: str) -> None:
    [problem] = check(SettingsConfig(component="payments", values={name: setting()}))

    assert problem.where == f"values.{name}"
    assert "Secrets Manager" in problem.fix


@pytest.mark.parametrize(
    "name", ["token-lifetime-seconds", "password-min-length", "database-secret-arn", "partition-key"]
)
def test_takes_names_that_only_speak_of_secrets(name: str) -> None:
    assert refused({name: setting()}) == []


@pytest.mark.parametrize(
    "value",
    [
        "AKIAIOSFODNN7EXAMPLE",
        "-----BEGIN RSA PRIVATE KEY-----\nMII",
        "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.sig",
        "postgres://app:hunter2@db.internal/app",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "sk_live_0123456789abcdef",
    ],
)
def test_refuses_values_that_look_like_secrets_without_repeating_them(value: str) -> None:
    [problem] = check(SettingsConfig(component="payments", values={"url": setting(value)}))

    assert problem.where == "values.url.value"
    assert value not in str(problem)
    assert "Secrets Manager" in problem.fix


@pytest.mark.parametrize("value", ["https://api.example.com:443/v1?at=noon", "postgres://db.internal:5432/app", "AKIA"])
def test_takes_values_that_only_resemble_them(value: str) -> None:
    assert value_refused(value) == []


def test_takes_the_arn_of_a_secret_by_any_name() -> None:
    arn = "arn:aws:secretsmanager:us-east-1:111111111111:secret:dev-use1-database-AbCdEf"

    assert refused({"database-secret": setting(arn)}) == []
