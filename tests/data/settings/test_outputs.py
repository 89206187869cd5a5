"""What others may know of an application's settings."""

from constructs_lib.data.settings.outputs import SettingsOutputs
from constructs_lib.foundation.outputs import fields_of


def test_is_published_by_these_names() -> None:
    assert [field.output_name("payments") for field in fields_of(SettingsOutputs)] == [
        "PaymentsSettingsPath",
        "PaymentsSettingsArn",
    ]
