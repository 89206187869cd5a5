"""Looks at one peering, says what is wrong with it, and writes one number: 1 for well, 0 for not."""

import logging
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, cast

from . import looks

# A network that lets nobody out to AWS shall fail in the log, not by the function's own timeout
_CONNECT_SECONDS: Final = 5
_READ_SECONDS: Final = 10
_ATTEMPTS: Final = 2

_log = logging.getLogger(__name__)
_log.setLevel(logging.INFO)


class ProbeError(Exception):
    """The event is none of the probe's."""


def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
    """What Lambda calls."""
    del context
    return probe(event, ec2=_client("ec2"), cloudwatch=_client("cloudwatch"))


def probe(event: Mapping[str, Any], *, ec2: Any, cloudwatch: Any) -> dict[str, Any]:
    """Look, tell, measure. What AWS refuses to show is an error, and no number: silence rings too."""
    try:
        connection_id, vpc_id, expected = event["Connection"], event["Vpc"], int(event["Routes"])
        wanted, metric = event["Targets"], event["Metric"]
        namespace, name, dimensions = metric["Namespace"], metric["Name"], metric["Dimensions"]
    except (KeyError, TypeError, ValueError) as wrong:
        raise ProbeError(f"this is no call of the schedule: {wrong} is missing or wrong") from None
    findings = [
        *looks.status(ec2, connection_id),
        *looks.routes(ec2, connection_id, vpc_id, expected),
        *looks.targets(wanted),
    ]
    for finding in findings:
        _log.warning(finding)
    cloudwatch.put_metric_data(
        Namespace=namespace,
        MetricData=[
            {
                "MetricName": name,
                "Dimensions": [{"Name": key, "Value": value} for key, value in dimensions.items()],
                "Value": 0.0 if findings else 1.0,
            }
        ],
    )
    if not findings:
        _log.info("%s is well: %d routes, %d targets", connection_id, expected, len(wanted))
    return {"Healthy": not findings, "Findings": findings}


@cache
def _client(service: str) -> Any:
    """Made once for all invocations of a running function."""
    import boto3
    from botocore.config import Config

    limits = Config(
        connect_timeout=_CONNECT_SECONDS, read_timeout=_READ_SECONDS, retries={"total_max_attempts": _ATTEMPTS}
    )
    return cast("Any", boto3).client(service, config=limits)
