"""Lists of ranges, as people write them into settings."""

import pytest

from constructs_lib.foundation.ranges import is_ipv6, range_problems, within


def told(*cidrs: str, ipv6: bool = False) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in range_problems("cidrs", cidrs, ipv6=ipv6)]


def test_ranges_that_can_stand() -> None:
    assert told("10.0.0.0/16", "192.168.4.0/22", "8.8.8.8/32") == []


@pytest.mark.parametrize(
    ("cidr", "what"),
    [
        ("10.0.0.0/33", "is no IPv4 range"),
        ("fd00::/8", "is no IPv4 range"),
        ("10.0.0.1/16", "is not how its range is written"),
        ("10.1.2.3", "is not how its range is written"),
        ("0.0.0.0/0", "is every address there is"),
    ],
)
def test_each_mistake(cidr: str, what: str) -> None:
    assert told("10.9.0.0/16", cidr) == [("cidrs[1]", what)]


def test_one_range_inside_another() -> None:
    assert told("10.0.0.0/8", "10.9.0.0/16") == [("cidrs[1]", "overlaps another one of the list")]


@pytest.mark.parametrize(
    ("cidr", "what"),
    [
        ("2001:db8:20::1/48", "is not how its range is written"),
        ("2001:DB8:21::/48", "is not how its range is written"),
        ("::/0", "is every address there is"),
        ("2001:db8:9::/64", "overlaps another one of the list"),
        ("2001:db8:9::/129", "is no range"),
    ],
)
def test_each_mistake_where_ipv6_may_stand(cidr: str, what: str) -> None:
    assert told("2001:db8:9::/48", "10.9.0.0/16", ipv6=True) == []
    assert told("2001:db8:9::/48", cidr, ipv6=True) == [("cidrs[1]", what)]


def test_which_kind_a_range_is() -> None:
    assert [is_ipv6(each) for each in ("10.0.0.0/8", "2001:db8::/32", "::/0")] == [False, True, True]


@pytest.mark.parametrize(
    ("cidr", "inside"),
    [("10.9.1.0/24", True), ("10.8.0.0/13", False), ("2001:db8:1::/48", True), ("2001:db9::/48", False)],
)
def test_a_range_is_within_one_of_its_kind(cidr: str, inside: bool) -> None:
    assert within(cidr, ("10.9.0.0/16", "2001:db8::/32")) is inside
    assert within(cidr, ()) is False
