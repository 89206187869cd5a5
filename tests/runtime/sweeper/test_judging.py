"""What is due, and what never is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.runtime.sweeper.judging import Verdict, judge
from constructs_lib.runtime.sweeper.resource import Resource
from tests.runtime.sweeper.conftest import SETTINGS

TODAY = date(2026, 11, 20)
MADE = datetime(2026, 1, 1, tzinfo=UTC)
DATES = st.dates()
KEYS = st.sampled_from(["expires", "Expires", "EXPIRES", "keep", "Keep", "Owner", "Environment", "Name", "aws:x", "y"])
VALUES = st.sampled_from(["", "x", "never", "2026-13-01", "2027"]) | DATES.map(str)
TAGS = st.dictionaries(KEYS, VALUES, max_size=6)


def thing(tags: Mapping[str, str], *, id_: str = "i-1", name: str = "", **more: str) -> Resource:
    return Resource(kind="instance", id=id_, name=name, tags=tags, created=MADE, **more)


def verdict(tags: Mapping[str, str], **more: str) -> Verdict:
    return judge(thing(tags, **more), SETTINGS, TODAY).verdict


@pytest.mark.parametrize(
    ("expires", "expected"),
    [
        ("2026-11-28", Verdict.LIVE),
        ("2026-11-27", Verdict.SOON),
        ("2026-11-20", Verdict.SOON),
        ("2026-11-19", Verdict.GRACE),
        ("2026-11-17", Verdict.GRACE),
        ("2026-11-16", Verdict.DUE),
        ("2026-01-01", Verdict.DUE),
        # before it was made: a wrong year
        ("2025-11-16", Verdict.MALFORMED),
        ("2026-02-30", Verdict.MALFORMED),
        ("20261116", Verdict.MALFORMED),
        ("2026-W47-1", Verdict.MALFORMED),
        ("16.11.2026", Verdict.MALFORMED),
        ("", Verdict.MALFORMED),
        ("2026-11-16 ", Verdict.MALFORMED),
        ("7d", Verdict.MALFORMED),
        ("9999-12-31", Verdict.LIVE),
        ("0001-01-01", Verdict.MALFORMED),
    ],
)
def test_its_day(expires: str, expected: Verdict) -> None:
    """It lives to the end of that day; 7 days before people hear of it, 3 days after it is due."""
    assert verdict({"expires": expires}) is expected


def test_a_day_is_named_in_any_case_but_only_one() -> None:
    assert verdict({"Expires": "2026-11-16"}) is Verdict.DUE
    assert verdict({"Expires": "2026-11-16", "expires": "2026-11-16"}) is Verdict.DUE
    assert verdict({"Expires": "2026-11-16", "expires": "2026-12-31"}) is Verdict.MALFORMED


@pytest.mark.parametrize("value", ["", "true", "false", "until Bob is back"])
def test_keep_wins_whatever_it_says(value: str) -> None:
    assert verdict({"Keep": value, "expires": "2026-01-02"}) is Verdict.KEPT


@pytest.mark.parametrize(
    "tags",
    [
        {"aws:cloudformation:stack-name": "web"},
        {"aws:autoscaling:groupName": "web"},
        {"AmazonECSManaged": ""},
        {"kubernetes.io/cluster/x": "owned"},
        {"ManagedBy": "terraform"},
        {"managed_by": "pulumi"},
    ],
)
def test_who_made_it_deletes_it(tags: Mapping[str, str]) -> None:
    assert verdict({**tags, "expires": "2026-01-02"}) is Verdict.MANAGED


@pytest.mark.parametrize(
    "own",
    [
        Resource(kind="queue", id="q", tags={"ManagedBy": "cairn"}),
        Resource(kind="queue", id="q", tags={"managed-by": "Cairn"}),
        Resource(kind="queue", id="https://sqs.us-east-1.amazonaws.com/111111111111/dev-use1-queue", tags={}),
        Resource(kind="log-group", id="/aws/rds/instance/dev-use1-database/postgresql", tags={}),
        Resource(kind="instance", id="i-1", name="dev-use1-nat", tags={"Name": "dev-use1-nat"}),
        Resource(kind="bucket", id="payments-dev-terraform-state", tags={}),
    ],
    ids=lambda each: f"{each.kind} {each.id} {dict(each.tags)}",
)
@given(tags=TAGS, today=DATES, days=st.none() | st.integers(0, 99))
def test_what_is_the_estates_never_goes(own: Resource, tags: dict[str, str], today: date, days: int | None) -> None:
    """Whatever else it says, and also when its tags are gone and only its name is left."""
    settings = replace(SETTINGS, grace_days=0, abandoned_days=days)

    assert judge(replace(own, tags={**tags, **own.tags}), settings, today).verdict is Verdict.OWN


@given(tags=TAGS, today=DATES, days=st.none() | st.integers(0, 99), grace=st.integers(0, 30))
def test_only_a_day_that_has_passed_or_an_age_that_was_asked_for_makes_due(
    tags: dict[str, str], today: date, days: int | None, grace: int
) -> None:
    """The rule, said the other way round, for any tags on any day."""
    settings = replace(SETTINGS, grace_days=grace, abandoned_days=days)
    judgement = judge(thing(tags), settings, today)

    if judgement.verdict is Verdict.DUE:
        lower = {key.lower(): value for key, value in tags.items()}
        assert "keep" not in lower
        assert not any(key.startswith("aws:") for key in lower)
        if "expires" in lower:
            expires = date.fromisoformat(lower["expires"])
            assert MADE.date() <= expires
            assert (today - expires).days > grace
        else:
            assert days is not None
            assert not {"owner", "environment"} & lower.keys()
            assert today - MADE.date() > timedelta(days=days)


def test_nobodys_is_told_of_and_only_old_enough_due_where_that_was_asked_for() -> None:
    nobodys = thing({"Name": "test"})
    age = (TODAY - MADE.date()).days

    assert judge(nobodys, SETTINGS, TODAY).verdict is Verdict.ABANDONED
    assert judge(nobodys, replace(SETTINGS, abandoned_days=age), TODAY).verdict is Verdict.ABANDONED
    assert judge(nobodys, replace(SETTINGS, abandoned_days=age - 1), TODAY).verdict is Verdict.DUE


def test_without_an_age_nobodys_never_goes() -> None:
    ageless = replace(thing({}), created=None)

    assert judge(ageless, replace(SETTINGS, abandoned_days=0), TODAY).verdict is Verdict.ABANDONED


@pytest.mark.parametrize("use", ["held", "used_by"])
def test_what_is_used_was_not_abandoned(use: str) -> None:
    judgement = judge(thing({}, **{use: "i-2"}), replace(SETTINGS, abandoned_days=1), TODAY)

    assert judgement.verdict is Verdict.LIVE


def test_due_and_held_says_both() -> None:
    judgement = judge(thing({"expires": "2026-01-02"}, held="attached to i-2"), SETTINGS, TODAY)

    assert (judgement.verdict, judgement.reason) == (Verdict.HELD, "expired on 2026-01-02; attached to i-2")


def test_somebodys_without_a_day_is_left_alone() -> None:
    assert verdict({"owner": "somebody"}) is Verdict.LIVE
