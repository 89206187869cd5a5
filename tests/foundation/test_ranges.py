"""Ranges of addresses as people write them."""

import pytest

from constructs_lib.foundation.ranges import range_problems


def told(*cidrs: str) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in range_problems("ranges", cidrs)]


def test_ranges_apart_from_each_other() -> None:
    assert told("192.168.0.0/24", "192.168.1.0/24", "10.0.0.0/8") == []


@pytest.mark.parametrize(
    ("cidr", "what"),
    [
        ("office", "is no IPv4 range"),
        ("fd00::/8", "is no IPv4 range"),
        ("192.168.0.7/24", "is not how its range is written"),
        ("192.168.0.7", "is not how its range is written"),
        ("0.0.0.0/0", "is every address there is"),
    ],
)
def test_one_that_cannot_be(cidr: str, what: str) -> None:
    assert told("10.0.0.0/8", cidr) == [("ranges[1]", what)]


def test_one_inside_another_is_told_once_and_both_are_named() -> None:
    [problem] = range_problems("ranges", ("192.168.0.0/16", "192.168.4.0/24"))

    assert (problem.where, problem.got) == ("ranges[1]", "192.168.4.0/24 and 192.168.0.0/16")


def test_everything_is_told_at_once() -> None:
    assert [where for where, _ in told("x", "10.0.0.1/8", "0.0.0.0/0")] == ["ranges[0]", "ranges[1]", "ranges[2]"]
