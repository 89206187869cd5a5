"""What AWS answers when it does not delete."""

from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

FAILURES: Final[tuple[type[Exception], ...]] = (BotoCoreError, ClientError)
"""What botocore raises."""

_GONE: Final = (
    "NotFound",
    "NotFoundException",
    "NotFoundFault",
    "NoSuchBucket",
    "NonExistentQueue",
    "QueueDoesNotExist",
)
_WAITING: Final = (
    "BucketNotEmpty",
    "DependencyViolation",
    "IncorrectInstanceState",
    "IncorrectState",
    "InUse",
    "InUseException",
    "InUseFault",
    "InvalidDBInstanceState",
    "ResourceInUse",
    "ScalingActivityInProgress",
)


def code_of(error: Exception) -> str:
    """AWS's own word for it; empty where AWS was not reached."""
    response: Any = getattr(error, "response", {})
    return str(response.get("Error", {}).get("Code", ""))


def is_gone(error: Exception) -> bool:
    """Somebody was faster: what was wanted is so."""
    # auto scaling has one word for everything that is wrong with a request
    nameless = code_of(error) == "ValidationError" and "not found" in str(error)
    return nameless or code_of(error).endswith(_GONE)


def must_wait(error: Exception) -> bool:
    """Something else has to go first, or to end."""
    return code_of(error).endswith(_WAITING)


def told(error: Exception) -> str:
    """One line of it."""
    return " ".join(str(error).split())
