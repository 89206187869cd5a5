"""The stack of an application's settings: what it puts together and tells."""

from typing import Any

from constructs_lib.data.settings.config import Setting, SettingsConfig
from constructs_lib.data.settings.stack import SettingsStack
from tests.placements import VIRGINIA
from tests.synthesis import resources, synthesized_stack

CONFIG = SettingsConfig(component="payments", values={"level": Setting(value="info", description="How much is logged")})


def settings() -> tuple[SettingsStack, Any]:
    return synthesized_stack(lambda app: SettingsStack(app, VIRGINIA, CONFIG))


def test_needs_nobody() -> None:
    stack, _ = settings()

    assert stack.stack_id == "test-us-east-1-settings-payments"
    assert stack.reads == []


def test_settings_are_the_applications_and_the_environments() -> None:
    """Away from /cairn, where only stacks write, for stacks."""
    _, document = settings()
    names = {body["name"] for body in resources(document, "aws_ssm_parameter").values()}

    assert {name for name in names if not name.startswith("/cairn/")} == {"/payments/test/level"}


def test_tells_where_they_are_and_what_may_be_allowed() -> None:
    _, document = settings()
    told = {name: output["value"] for name, output in document["output"].items()}

    assert told == {
        "PaymentsSettingsPath": "/payments/test",
        "PaymentsSettingsArn": "arn:aws:ssm:us-east-1:111111111111:parameter/payments/test",
    }
