"""Who called what: every call the emulator gets, with the role it was made under, as lines of JSON.

The emulator allows everything, so a role that lacks a permission is only found out in the real AWS. With the calls
written down, a test can hold them against the documents of the roles that made them.
"""

# moto's response classes are only partly typed.
# pyright: basic

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

# Calls that IAM knows by the name of another action:
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbudgetservice.html
# https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
_ASKED_OF_IAM = {
    "s3:HeadBucket": "s3:ListBucket",
    "s3:HeadObject": "s3:GetObject",
    "lambda:Invoke": "lambda:InvokeFunction",
    **{
        f"budgets:{operation}": "budgets:ViewBudget"
        for operation in (
            "DescribeBudget",
            "DescribeBudgets",
            "DescribeNotificationsForBudget",
            "DescribeSubscribersForNotification",
        )
    },
    **{
        f"budgets:{verb}{thing}": "budgets:ModifyBudget"
        for verb in ("Create", "Delete", "Update")
        for thing in ("Budget", "Notification", "Subscriber")
    },
}
# Services that IAM knows by another name than moto does.
_NAMES_IN_IAM = {"accessanalyzer": "access-analyzer", "awslambda": "lambda", "elbv2": "elasticloadbalancing"}


def record_calls(file: Path) -> None:
    """Write every call from now on to `file`. Runs in the server's process, before it serves."""
    from moto.core.responses import BaseResponse
    from moto.s3.responses import S3Response

    lock = threading.Lock()

    def write(response: Any, action: str) -> None:
        called = {"role": _role_of(response), "action": _ASKED_OF_IAM.get(action, action), "region": response.region}
        line = json.dumps(called)
        with lock, file.open("a", encoding="utf-8") as log:
            log.write(f"{line}\n")

    normal = BaseResponse._authenticate_and_authorize_normal_action
    of_s3 = S3Response._authenticate_and_authorize_s3_action

    def normal_action(self: Any, *arguments: Any, **named: Any) -> Any:
        service = _NAMES_IN_IAM.get(self.service_name, self.service_name)
        write(self, f"{service}:{self._get_action()}")
        return normal(self, *arguments, **named)

    def s3_action(self: Any, *arguments: Any, **named: Any) -> Any:
        write(self, f"s3:{self.data.get('Action', '?')}")
        return of_s3(self, *arguments, **named)

    BaseResponse._authenticate_and_authorize_normal_action = normal_action
    S3Response._authenticate_and_authorize_s3_action = s3_action


def _role_of(response: Any) -> str:
    """The ARN of the assumed role behind a call; empty for the caller's own credentials."""
    from moto.sts.models import sts_backends

    key = response.get_access_key()
    for regions in sts_backends.values():
        for backend in regions.values():
            assumed = backend.get_assumed_role_from_access_key(key)
            if assumed is not None:
                return str(assumed.role_arn)
    return ""
