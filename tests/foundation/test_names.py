"""The naming function, over all inputs it may get."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from constructs_lib.foundation import names
from constructs_lib.foundation.names import physical_name
from constructs_lib.foundation.region import ZONES, code

LIMITS = [
    names.LOAD_BALANCER,
    names.ELASTICACHE,
    names.BUCKET,
    names.DATABASE,
    names.QUEUE,
    names.TOPIC,
    names.LOG_GROUP,
    names.DEFAULT,
]

environments = st.from_regex(r"[a-z][a-z0-9]{1,11}", fullmatch=True)
regions = st.sampled_from(sorted(ZONES))
parts = st.lists(st.from_regex(r"[a-z0-9]{1,40}(-[a-z0-9]{1,20}){0,3}", fullmatch=True), min_size=1, max_size=6)
limits = st.sampled_from(LIMITS)


def test_the_pattern() -> None:
    assert physical_name("prod", "us-east-1", "orders", "queue") == "prod-use1-orders-queue"


def test_an_absent_component_leaves_no_hole() -> None:
    assert physical_name("prod", "us-east-1", "", "queue", "") == "prod-use1-queue"


def test_over_the_limit_the_tail_becomes_a_hash() -> None:
    """Written out: the same input must give these very bytes for ever, or resources are replaced."""
    assert (
        physical_name("prod", "us-east-1", "customer-orders", "notifications", limit=32)
        == "prod-use1-customer-orde-cf750575"
    )


def test_no_dash_before_the_hash() -> None:
    name = physical_name("prod", "us-east-1", "abcdefghijklm", "x" * 40, limit=32)

    assert re.fullmatch(r"prod-use1-abcdefghijklm-[0-9a-f]{8}", name)


def test_exactly_at_the_limit_nothing_is_cut() -> None:
    name = physical_name("prod", "us-east-1", "x" * 22, limit=32)

    assert (name, len(name)) == (f"prod-use1-{'x' * 22}", 32)


@given(environments, regions, parts, limits)
def test_never_longer_than_the_limit(environment: str, region: str, words: list[str], limit: int) -> None:
    assert len(physical_name(environment, region, *words, limit=limit)) <= limit


@given(environments, regions, parts, limits)
def test_always_the_same(environment: str, region: str, words: list[str], limit: int) -> None:
    assert physical_name(environment, region, *words, limit=limit) == physical_name(
        environment, region, *words, limit=limit
    )


@given(environments, regions, parts, limits)
def test_only_characters_that_every_service_takes(environment: str, region: str, words: list[str], limit: int) -> None:
    """Lower case, digits and single dashes inside: what buckets and databases allow, the strictest of all."""
    assert re.fullmatch(r"[a-z](-?[a-z0-9])*", physical_name(environment, region, *words, limit=limit))


@given(environments, regions, parts, limits)
def test_environment_and_region_are_never_cut(environment: str, region: str, words: list[str], limit: int) -> None:
    assert physical_name(environment, region, *words, limit=limit).startswith(f"{environment}-{code(region)}-")


@given(environments, regions, parts, parts, limits)
def test_different_things_have_different_names(
    environment: str, region: str, words: list[str], others: list[str], limit: int
) -> None:
    assume("-".join(words) != "-".join(others))

    assert physical_name(environment, region, *words, limit=limit) != physical_name(
        environment, region, *others, limit=limit
    )


@given(environments, st.lists(regions, min_size=2, max_size=2, unique=True), parts, limits)
def test_regions_of_an_account_never_share_a_name(
    environment: str, two: list[str], words: list[str], limit: int
) -> None:
    one, other = (physical_name(environment, region, *words, limit=limit) for region in two)

    assert one != other


@pytest.mark.parametrize("limit", LIMITS)
def test_a_shared_beginning_is_told_apart_by_the_hash(limit: int) -> None:
    one, other = (physical_name("prod", "us-east-1", "x" * 600 + tail, limit=limit) for tail in "ab")

    assert one[:-8] == other[:-8]
    assert one != other
