"""What AWS's refusals mean."""

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from constructs_lib.runtime.sweeper.refusals import FAILURES, code_of, is_gone, must_wait, told


def refusal(code: str, message: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "Delete")


@pytest.mark.parametrize(
    "code",
    [
        *("InvalidInstanceID.NotFound", "InvalidVolume.NotFound", "NatGatewayNotFound", "TargetGroupNotFound"),
        *("InvalidAllocationID.NotFound", "ResourceNotFoundException", "DBInstanceNotFound", "DBInstanceNotFoundFault"),
        *("NoSuchBucket", "AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"),
    ],
)
def test_gone(code: str) -> None:
    assert (is_gone(refusal(code)), must_wait(refusal(code))) == (True, False)


@pytest.mark.parametrize(
    "code",
    [
        *("VolumeInUse", "InvalidSnapshot.InUse", "InvalidIPAddress.InUse", "ResourceInUse", "ResourceInUseException"),
        *("DependencyViolation", "InvalidDBInstanceState", "ScalingActivityInProgress", "BucketNotEmpty"),
    ],
)
def test_later(code: str) -> None:
    assert (is_gone(refusal(code)), must_wait(refusal(code))) == (False, True)


@pytest.mark.parametrize("code", ["AccessDenied", "UnauthorizedOperation", "OperationNotPermitted", "Throttling", ""])
def test_neither(code: str) -> None:
    assert (is_gone(refusal(code)), must_wait(refusal(code))) == (False, False)


def test_auto_scaling_has_one_word_for_everything() -> None:
    assert is_gone(refusal("ValidationError", "AutoScalingGroup name not found - null"))
    assert not is_gone(refusal("ValidationError", "1 validation error detected"))


def test_nobody_there_is_a_failure_without_a_word_of_aws() -> None:
    error = EndpointConnectionError(endpoint_url="https://ec2.us-east-1.amazonaws.com/")

    assert isinstance(error, FAILURES)
    assert (code_of(error), is_gone(error), must_wait(error)) == ("", False, False)


def test_told_in_one_line() -> None:
    assert "\n" not in told(refusal("AccessDenied", "not\nyou"))
