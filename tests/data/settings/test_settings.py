"""Settings alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.data.settings.config import Setting, SettingsConfig
from constructs_lib.data.settings.settings import Settings
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resources, synthesized

LEVEL = Setting(value="info", description="How much is logged")


def parameters(values: dict[str, Setting], *, path: str = "/payments/test") -> Any:
    config = SettingsConfig(component="payments", values=values)
    document = synthesized(lambda stack: Settings(stack, "settings", config, path=path))
    return resources(document, "aws_ssm_parameter")


def test_each_is_a_parameter_below_the_path() -> None:
    [body] = parameters({"level": LEVEL}).values()

    assert {key: body[key] for key in ("name", "type", "insecure_value", "description")} == {
        "name": "/payments/test/level",
        "type": "String",
        "insecure_value": "info",
        "description": "How much is logged",
    }


def test_the_file_puts_its_values_back() -> None:
    [body] = parameters({"level": LEVEL}).values()

    assert "lifecycle" not in body


def test_values_of_operators_are_theirs() -> None:
    [body] = parameters({"level": Setting(value="info", description="x", owner="operators")}).values()

    assert body["lifecycle"] == {"ignore_changes": ["insecure_value"]}


def test_changing_hands_keeps_the_address() -> None:
    """Another address would delete the parameter under the running code."""
    ours, theirs = (
        parameters({"level": Setting(value="info", description="x", owner=owner)}) for owner in ("file", "operators")
    )

    assert list(ours) == list(theirs) == ["settings_level"]


def test_names_with_and_without_groups_do_not_meet() -> None:
    found = parameters({"a/b": LEVEL, "a-b": LEVEL})

    assert {name: body["name"] for name, body in found.items()} == {
        "settings_a--b": "/payments/test/a/b",
        "settings_a-b": "/payments/test/a-b",
    }


def test_refuses_secrets_where_it_is_used_alone() -> None:
    with pytest.raises(ConfigError, match=r"alone/settings.values.password: is called like a secret"):
        parameters({"password": LEVEL})


def test_refuses_a_path_terraform_would_evaluate() -> None:
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        parameters({"level": LEVEL}, path="/${x}")
