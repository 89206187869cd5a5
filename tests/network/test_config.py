"""Networks that cannot work, told before anything is made."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.network.config import NetworkConfig

GOOD = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1a", "us-east-1b", "us-east-1c"))


def told(**settings: Any) -> list[str]:
    return [str(problem) for problem in check(replace(GOOD, **settings))]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"cidr": "10.0.0.0/22"},
        {"cidr": "100.64.0.0/16"},
        {"secondary_cidrs": ("10.21.0.0/16", "100.64.0.0/16")},
        {"ipv6": True},
        {"zones": ("us-east-1c", "us-east-1a")},
        {"nat": "single"},
        {"nat": "per_zone"},
        {"nat": "none", "tiers": ("isolated",), "gateway_endpoints": ()},
        # a region Cairn has no facts about: the environment says so, the network alone is fine
        {"zones": ("us-gov-west-1a", "us-gov-west-1b")},
    ],
)
def test_accepts(settings: dict[str, object]) -> None:
    assert told(**settings) == []


@pytest.mark.parametrize(
    ("cidr", "message"),
    [
        ("10.20.0.0/33", "cidr: is no IPv4 range\n    got      '10.20.0.0/33'\n    allowed  such as 10.20.0.0/16"),
        ("vpc", "cidr: is no IPv4 range\n    got      'vpc'\n    allowed  such as 10.20.0.0/16"),
        ("10.0.0.0/8", "cidr: has the wrong size\n    got      '10.0.0.0/8'\n    allowed  IPv4, /16 to /22"),
        ("10.0.0.0/15", "cidr: has the wrong size\n    got      '10.0.0.0/15'\n    allowed  IPv4, /16 to /22"),
        ("10.0.0.0/23", "cidr: has the wrong size\n    got      '10.0.0.0/23'\n    allowed  IPv4, /16 to /22"),
        ("10.0.0.0", "cidr: has the wrong size\n    got      '10.0.0.0'\n    allowed  IPv4, /16 to /22"),
        ("fd00::/16", "cidr: has the wrong size\n    got      'fd00::/16'\n    allowed  IPv4, /16 to /22"),
        (
            "10.20.1.0/16",
            "cidr: is not how its range is written\n    got      '10.20.1.0/16'\n    fix      write \"10.20.0.0/16\"",
        ),
        (
            "10.20.0.0/255.255.0.0",
            (
                "cidr: is not how its range is written\n"
                "    got      '10.20.0.0/255.255.0.0'\n"
                '    fix      write "10.20.0.0/16"'
            ),
        ),
        (
            "172.32.0.0/16",
            (
                "cidr: is no private range\n"
                "    got      '172.32.0.0/16'\n"
                "    allowed  10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10"
            ),
        ),
    ],
)
def test_refuses_a_range(cidr: str, message: str) -> None:
    assert told(cidr=cidr) == [message]


def test_knows_all_its_ranges_the_first_one_first() -> None:
    assert replace(GOOD, secondary_cidrs=("10.22.0.0/16", "10.21.0.0/16")).cidrs == (
        "10.20.0.0/16",
        "10.22.0.0/16",
        "10.21.0.0/16",
    )


def test_refuses_more_ranges_than_a_vpc_has_and_ranges_that_do_not_go_together() -> None:
    many = tuple(f"10.{index}.0.0/16" for index in range(21, 26))

    assert [problem.where for problem in check(replace(GOOD, secondary_cidrs=many))] == ["secondary_cidrs"]
    assert [problem.where for problem in check(replace(GOOD, secondary_cidrs=("192.168.0.0/16",)))] == [
        "secondary_cidrs[0]"
    ]


def test_refuses_a_zone_the_region_does_not_have() -> None:
    assert told(zones=("us-east-2a", "us-east-2d")) == [
        (
            "zones[1]: unknown zone in us-east-2\n"
            "    got      'us-east-2d'\n"
            "    allowed  us-east-2a, us-east-2b, us-east-2c"
        )
    ]


@pytest.mark.parametrize("zone", ["us-east-1", "us-east-1-bos-1a", "a", "", "xx-east-1i", "use1-az1"])
def test_refuses_what_is_no_zone(zone: str) -> None:
    assert told(zones=("us-east-1a", zone)) == [
        (
            "zones[1]: is no availability zone\n"
            f"    got      {zone!r}\n"
            "    allowed  a region and a letter from a to h, such as us-east-1a"
        )
    ]


def test_refuses_a_zone_named_twice() -> None:
    assert told(zones=("us-east-1b", "us-east-1a", "us-east-1b")) == [
        "zones: name a zone twice\n    got      us-east-1b\n    fix      name each zone once"
    ]


def test_refuses_zones_of_two_regions() -> None:
    assert told(zones=("us-west-2a", "us-east-1b")) == [
        (
            "zones: lie in more than one region\n"
            "    got      us-east-1, us-west-2\n"
            "    fix      a VPC lives in one region: give the other region a network of its own"
        )
    ]


@pytest.mark.parametrize("zones", [(), tuple(f"us-east-1{letter}" for letter in "abcdefabc")])
def test_refuses_none_and_too_many_zones(zones: tuple[str, ...]) -> None:
    assert [problem.where for problem in check(replace(GOOD, zones=zones))] == ["zones"]


@pytest.mark.parametrize("nat", ["single", "per_zone"])
def test_refuses_gateways_without_a_place_to_sit(nat: str) -> None:
    assert told(nat=nat, tiers=("private", "isolated")) == [
        (
            "nat: needs public subnets: the gateways sit in public ones and serve private ones\n"
            f"    got      '{nat}' with tiers ('private', 'isolated')\n"
            "    fix      add 'public' to tiers, or write nat=\"none\""
        )
    ]


def test_refuses_gateways_with_nobody_to_serve() -> None:
    assert told(tiers=("public", "isolated")) == [
        (
            "nat: needs private subnets: the gateways sit in public ones and serve private ones\n"
            "    got      'per_zone' with tiers ('public', 'isolated')\n"
            "    fix      add 'private' to tiers, or write nat=\"none\""
        )
    ]


def test_refuses_tiers_and_services_named_twice() -> None:
    tiers = ("public", "private", "private")

    assert told(tiers=tiers, gateway_endpoints=("s3", "s3")) == [
        "tiers: name a tier twice\n    got      private\n    fix      name each tier once",
        "gateway_endpoints: name a service twice\n    got      s3\n    fix      name each service once",
    ]


def test_tells_everything_at_once() -> None:
    problems = check(NetworkConfig(cidr="10.0.0.1/16", zones=("us-east-1z", "us-east-1z"), tiers=("isolated",)))

    assert [problem.where for problem in problems] == ["cidr", "zones", "zones[0]", "zones[1]", "nat"]


def test_serving_spells_derived_out() -> None:
    """Only what is called and has an interface endpoint; always in one order, whoever was looked at first."""
    derived = replace(GOOD, interface_endpoints=("derived",))
    called = ("sqs", "s3", "ecr.api")

    assert derived.serving(called).interface_endpoints == ("ecr.api", "sqs")
    assert derived.serving(called) == derived.serving(tuple(reversed(called)))
    assert derived.serving(()).interface_endpoints == ()


def test_serving_keeps_what_is_written_down() -> None:
    both = replace(GOOD, interface_endpoints=("xray", "derived"))
    listed = replace(GOOD, interface_endpoints=("xray",))

    assert both.serving(("sqs",)).interface_endpoints == ("sqs", "xray")
    assert listed.serving(("sqs",)) is listed
