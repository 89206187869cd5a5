"""What others may know of a service."""

from constructs_lib.compute.service.outputs import ServiceOutputs
from constructs_lib.foundation.outputs import fields_of, placeholders


def test_is_published_by_these_names() -> None:
    assert [field.output_name("api") for field in fields_of(ServiceOutputs)] == [
        "ApiServiceName",
        "ApiLogGroupName",
        "ApiSecurityGroupId",
        "ApiTaskRoleArn",
        "ApiTargetGroupArnSuffix",
    ]


def test_can_be_planned_on_before_it_exists() -> None:
    assert placeholders(ServiceOutputs)["task_role_arn"] == "arn:aws:iam::000000000000:role/provisional"
