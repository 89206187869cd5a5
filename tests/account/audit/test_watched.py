"""The benchmark's table: every call in it is one AWS has, and CloudWatch takes every pattern."""

import re
from typing import Any, get_args

import botocore.session
import pytest

from constructs_lib.account.audit.watched import WATCHED, Watched, WatchedName, calls

# https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
_LONGEST = 1024


def test_each_name_once_and_each_control_of_the_benchmark() -> None:
    assert tuple(each.name for each in WATCHED) == get_args(WatchedName)
    assert [each.cis for each in WATCHED] == [f"4.{number}" for number in range(1, 16)]


@pytest.mark.parametrize("watched", WATCHED, ids=lambda watched: watched.name)
def test_every_call_is_one_of_its_service(watched: Watched) -> None:
    """A call misspelled never happens, and its alarm never rings."""
    source = re.search(r"eventSource = ([a-z0-9]+)\.amazonaws\.com", watched.pattern)
    if source is None:
        assert "ConsoleLogin" in watched.pattern or "errorCode" in watched.pattern or "Root" in watched.pattern
        return
    named = re.findall(r"eventName = (\w+)", watched.pattern)
    known: Any = botocore.session.get_session().get_service_model(source[1]).operation_names

    assert named
    assert sorted(set(named) - set(known)) == []


@pytest.mark.parametrize("watched", WATCHED, ids=lambda watched: watched.name)
def test_every_pattern_is_one_cloudwatch_takes(watched: Watched) -> None:
    assert len(watched.pattern) <= _LONGEST
    assert (watched.pattern[0], watched.pattern[-1]) == ("{", "}")
    assert watched.pattern.count("(") == watched.pattern.count(")")
    # Terraform would evaluate it
    assert "${" not in watched.pattern


@pytest.mark.parametrize("watched", WATCHED, ids=lambda watched: watched.name)
def test_every_alarm_says_what_it_means(watched: Watched) -> None:
    """An alarm's description holds 1,024 characters; a person reads one or two sentences."""
    assert 60 < len(watched.meaning) < 200


def test_any_of_several_calls() -> None:
    assert calls("kms", "DisableKey", "ScheduleKeyDeletion") == (
        "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }"
    )


def test_what_nobody_does_by_accident_pages_somebody() -> None:
    assert {each.name for each in WATCHED if each.severity == "critical"} == {
        "console-without-mfa",
        "root-use",
        "trail-changes",
        "key-deletion",
        "recorder-changes",
        "organization-changes",
    }
