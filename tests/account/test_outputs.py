"""What others may know of an account."""

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.foundation.outputs import fields_of, placeholders


def test_is_published_by_these_names() -> None:
    assert [field.output_name() for field in fields_of(AccountOutputs)] == [
        "CriticalTopicArn",
        "WarningTopicArn",
        "LogKeyArn",
        "LogBucketName",
        "LogBucketArn",
        "AccessLogBucketName",
    ]


def test_can_be_planned_on_before_it_exists() -> None:
    """Well-formed, so that the provider's own checks pass, and recognisably nobody's."""
    for name, text in placeholders(AccountOutputs).items():
        assert text.startswith("arn:aws:") == name.endswith("_arn")
        assert "000000000000" in text or text == "provisional"
