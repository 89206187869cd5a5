"""Ranges a VPC may have together."""

from ipaddress import IPv4Network
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constructs_lib.network.ranges import PRIVATE_RANGES, is_private, range_problems, secondary_problems


def told(cidr: str, *secondary: str) -> list[str]:
    return [str(problem) for problem in secondary_problems(cidr, secondary)]


@pytest.mark.parametrize(
    ("cidr", "secondary"),
    [
        ("10.20.0.0/16", ()),
        ("10.20.0.0/16", ("10.21.0.0/16", "100.64.0.0/16", "10.0.0.0/16", "100.65.0.0/18")),
        ("10.1.0.0/16", ("10.2.0.0/16",)),
        ("10.0.0.0/20", ("10.1.0.0/16",)),
        ("172.16.0.0/16", ("172.20.0.0/16", "100.64.0.0/16")),
        ("172.31.0.0/18", ("172.30.0.0/16",)),
        ("192.168.0.0/18", ("192.168.64.0/18",)),
        ("100.64.0.0/16", ("100.65.0.0/16",)),
    ],
)
def test_accepts(cidr: str, secondary: tuple[str, ...]) -> None:
    assert told(cidr, *secondary) == []


PRIVATE = "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10"


@pytest.mark.parametrize(
    ("cidr", "message"),
    [
        ("10.0.0.0", "network: has the wrong size\n    got      '10.0.0.0'\n    allowed  IPv4, /16 to /22"),
        ("vpc", "network: is no IPv4 range\n    got      'vpc'\n    allowed  such as 10.20.0.0/16"),
        ("10.0.0.0/15", "network: has the wrong size\n    got      '10.0.0.0/15'\n    allowed  IPv4, /16 to /22"),
        ("10.0.0.0/23", "network: has the wrong size\n    got      '10.0.0.0/23'\n    allowed  IPv4, /16 to /22"),
        ("fd00::/16", "network: has the wrong size\n    got      'fd00::/16'\n    allowed  IPv4, /16 to /22"),
        (
            "10.20.0.1/16",
            "network: is not how its range is written\n    got      '10.20.0.1/16'\n    fix      write \"10.20.0.0/16\"",
        ),
        ("8.8.0.0/16", f"network: is no private range\n    got      '8.8.0.0/16'\n    allowed  {PRIVATE}"),
    ],
)
def test_refuses_a_range_of_its_own(cidr: str, message: str) -> None:
    assert [str(problem) for problem in range_problems(cidr, "network")] == [message]


@pytest.mark.parametrize("cidr", ["10.0.0.0/16", "10.0.0.0/22"])
def test_the_largest_and_the_smallest_are_accepted(cidr: str) -> None:
    assert list(range_problems(cidr, "network")) == []


def test_a_first_range_that_is_none_is_compared_with_nothing() -> None:
    """Its own mistake is told where it is written."""
    assert told("8.8.0.0/16", "172.31.0.0/16") == []


APART = "cannot be in one VPC with the ranges before it: AWS takes them from one private block"


@pytest.mark.parametrize(
    ("cidr", "secondary", "message"),
    [
        (
            "10.20.0.0/16",
            ("172.16.0.0/16",),
            (
                f"secondary_cidrs[0]: {APART}\n"
                "    got      172.16.0.0/16 after 10.20.0.0/16\n"
                "    allowed  10.0.0.0/8 or 100.64.0.0/10"
            ),
        ),
        (
            "172.16.0.0/16",
            ("100.64.0.0/16", "192.168.0.0/18"),
            (
                f"secondary_cidrs[1]: {APART}\n"
                "    got      192.168.0.0/18 after 172.16.0.0/16, 100.64.0.0/16\n"
                "    allowed  172.16.0.0/12 or 100.64.0.0/10"
            ),
        ),
        (
            "100.64.0.0/16",
            ("10.20.0.0/16",),
            (f"secondary_cidrs[0]: {APART}\n    got      10.20.0.0/16 after 100.64.0.0/16\n    allowed  100.64.0.0/10"),
        ),
        (
            "10.1.0.0/16",
            ("10.0.64.0/18",),
            (
                "secondary_cidrs[0]: AWS adds none of 10.0.0.0/16 to such a VPC\n"
                "    got      10.0.64.0/18\n"
                "    fix      take another part of 10.0.0.0/8"
            ),
        ),
        (
            "172.16.0.0/16",
            ("172.31.0.0/16",),
            (
                "secondary_cidrs[0]: AWS adds none of 172.31.0.0/16 to a VPC\n"
                "    got      172.31.0.0/16\n"
                "    fix      take another part of 172.16.0.0/12"
            ),
        ),
        (
            "10.20.0.0/16",
            ("10.20.64.0/18",),
            (
                "secondary_cidrs[0]: overlaps cidr\n"
                "    got      10.20.64.0/18 and 10.20.0.0/16\n"
                "    fix      give it a range of its own"
            ),
        ),
        (
            "10.20.0.0/16",
            ("10.21.0.0/16", "10.21.0.0/16"),
            (
                "secondary_cidrs[1]: overlaps secondary_cidrs[0]\n"
                "    got      10.21.0.0/16 and 10.21.0.0/16\n"
                "    fix      give it a range of its own"
            ),
        ),
    ],
)
def test_refuses_ranges_that_aws_would_not_take_together(cidr: str, secondary: tuple[str, ...], message: str) -> None:
    assert told(cidr, *secondary) == [message]


def test_tells_everything_at_once_and_compares_only_what_is_a_range() -> None:
    found = list(secondary_problems("vpc", ("10.21.0.1/16", "10.0.0.0/8", "10.22.0.0/16", "10.22.0.0/17")))

    assert [(problem.where, problem.what) for problem in found] == [
        ("secondary_cidrs[0]", "is not how its range is written"),
        ("secondary_cidrs[1]", "has the wrong size"),
        ("secondary_cidrs[3]", "overlaps secondary_cidrs[2]"),
    ]


sixteens = st.sampled_from(
    [f"{block.network_address + 65536 * index}/16" for block in PRIVATE_RANGES for index in (0, 1)]
)


@settings(deadline=None)
@given(cidr=sixteens, secondary=st.lists(sixteens, max_size=4))
def test_what_is_accepted_keeps_awss_table(cidr: str, secondary: list[str]) -> None:
    """https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions, said again."""
    if any(range_problems(each, "") for each in (cidr, *secondary)) or told(cidr, *secondary):
        return
    networks = [IPv4Network(each) for each in (cidr, *secondary)]

    assert not any(one.overlaps(other) for one, other in combinations(networks, 2))
    assert len({block for block in PRIVATE_RANGES[:3] for each in networks if each.subnet_of(block)}) <= 1
    assert "10.0.0.0/16" not in secondary or "10.1.0.0/16" not in (cidr, *secondary[: secondary.index("10.0.0.0/16")])


@pytest.mark.parametrize(("cidr", "private"), [("10.0.0.0/8", True), ("10.0.0.0/7", False), ("8.8.8.0/24", False)])
def test_private(cidr: str, *, private: bool) -> None:
    assert is_private(IPv4Network(cidr)) == private
