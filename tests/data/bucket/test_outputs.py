"""What others may know of a bucket."""

from constructs_lib.data.bucket.outputs import BucketOutputs
from constructs_lib.foundation.outputs import fields_of, placeholders


def test_the_audit_bucket_is_published_by_these_names() -> None:
    assert [field.output_name("audit") for field in fields_of(BucketOutputs)] == [
        "AuditBucketName",
        "AuditBucketArn",
        "AuditKeyArn",
    ]


def test_can_be_planned_on_before_it_exists() -> None:
    assert all(text for text in placeholders(BucketOutputs).values())
