"""Lists of ranges, as people write them into settings."""

import pytest

from constructs_lib.foundation.ranges import range_problems


def told(*cidrs: str) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in range_problems("cidrs", cidrs)]


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
