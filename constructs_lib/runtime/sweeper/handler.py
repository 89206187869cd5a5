"""What the schedule calls: a run, its report in the log, its numbers, and a message where there is news."""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, cast

from .report import FAILED, Report
from .settings import SettingsError, read
from .sweep import ClientOf, sweep

# A call takes 95 s at the worst, less than what a run keeps in reserve
_CONNECT_SECONDS: Final = 5
_READ_SECONDS: Final = 25
_ATTEMPTS: Final = 3

SOURCE: Final = "cairn.sweeper"
DETAIL_TYPE: Final = "Sweep"

_log = logging.getLogger(__name__)
_log.setLevel(logging.INFO)


def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """What Lambda calls."""
    return run(
        event,
        client_of=_client,
        now=datetime.now(UTC),
        seconds_left=lambda: context.get_remaining_time_in_millis() / 1000,
    )


def run(
    event: Mapping[str, Any], *, client_of: ClientOf, now: datetime, seconds_left: Callable[[], float]
) -> dict[str, Any]:
    """Sweep and tell. Where a number or a message cannot be written, the function fails: that rings, too."""
    settings = read(event)
    try:
        metric, place = event["Metric"], event["Place"]
        namespace, dimensions = metric["Namespace"], metric["Dimensions"]
    except (KeyError, TypeError) as wrong:
        raise SettingsError(f"this is no call of the schedule: {wrong} is missing or wrong") from None
    report = sweep(settings, client_of=client_of, now=now, seconds_left=seconds_left)
    _write(report)
    client_of("cloudwatch").put_metric_data(
        Namespace=namespace,
        MetricData=[
            {
                "MetricName": name,
                "Dimensions": [{"Name": key, "Value": value} for key, value in dimensions.items()],
                "Value": float(value),
            }
            for name, value in report.numbers().items()
        ],
    )
    _tell(report, place, client_of)
    return {"Summary": report.summary(), **report.numbers()}


def _write(report: Report) -> None:
    """A line of JSON for each resource with something to say, and one for the run."""
    for line in report.lines:
        _log.log(logging.ERROR if line.what == FAILED else logging.INFO, json.dumps(line.fields()))
    for kind, why in report.unseen.items():
        _log.error(json.dumps({"what": "not looked at", "kind": kind, "why": why}))
    for name, day in report.ended.items():
        _log.warning(json.dumps({"what": "environment expired", "id": name, "expires": day.isoformat()}))
    if report.stopped:
        _log.error(json.dumps({"what": "stopped", "why": report.stopped}))
    _log.info(json.dumps({"what": "run", "summary": report.summary(), "numbers": report.numbers()}))


def _tell(report: Report, place: Mapping[str, str], client_of: ClientOf) -> None:
    message = report.message(place)
    if message is None:
        return
    entry = {"Source": SOURCE, "DetailType": DETAIL_TYPE, "Detail": json.dumps(message)}
    answer = client_of("events").put_events(Entries=[entry])
    # refused entries are an answer, not an error
    if answer.get("FailedEntryCount"):
        raise RuntimeError(f"the message was refused: {answer['Entries'][0].get('ErrorMessage')}")


@cache
def _client(service: str) -> Any:
    """Made once for all invocations of a running function."""
    import boto3
    from botocore.config import Config

    limits = Config(
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=_READ_SECONDS,
        retries={"total_max_attempts": _ATTEMPTS, "mode": "standard"},
    )
    return cast("Any", boto3).client(service, config=limits)
