"""ACL settings that cannot work."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.network.acl.config import AclConfig, own_ranges_named
from constructs_lib.network.config import NetworkConfig

PRIVATE = "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"public_ports": ()},
        {"public_ports": (443, 80)},
        {"isolated_from": ("10.60.0.0/16", "192.168.7.9/32")},
        {"refused": ("198.51.100.0/24", "2001:db8::/32")},
    ],
)
def test_accepts(settings: dict[str, Any]) -> None:
    assert check(AclConfig(**settings)) == ()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"public_ports": (443, 443)},
            "public_ports: name a port twice\n    got      443, 443\n    fix      name each port once",
        ),
        (
            {"isolated_from": ("10.60.0.1/16",)},
            "isolated_from[0]: is not how its range is written\n    got      '10.60.0.1/16'\n    fix      write \"10.60.0.0/16\"",
        ),
        (
            {"isolated_from": ("0.0.0.0/0",)},
            (
                "isolated_from[0]: is no private range: isolated subnets are never reached from the internet\n"
                f"    got      '0.0.0.0/0'\n    allowed  {PRIVATE}"
            ),
        ),
        (
            {"isolated_from": ("2001:db8::/32",)},
            (
                "isolated_from[0]: is no private range: isolated subnets are never reached from the internet\n"
                f"    got      '2001:db8::/32'\n    allowed  {PRIVATE}"
            ),
        ),
        (
            {"isolated_from": ("10.60.0.0/16", "10.60.0.0/16")},
            "isolated_from: name a range twice\n    got      10.60.0.0/16, 10.60.0.0/16\n    fix      name each range once",
        ),
        ({"refused": ("them",)}, "refused[0]: is no range\n    got      'them'\n    allowed  such as 10.60.0.0/16"),
        ({"refused": ("::/0",)}, "refused[0]: refuses everybody\n    got      '::/0'\n    fix      name a range"),
    ],
)
def test_refuses(settings: dict[str, Any], message: str) -> None:
    assert [str(problem) for problem in check(AclConfig(**settings))] == [message]


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"public_ports": (0,)}, "public_ports[0]"),
        ({"public_ports": (80, 443, 8443)}, "public_ports"),
        ({"isolated_from": tuple(f"10.6{index}.0.0/16" for index in range(6))}, "isolated_from"),
        ({"refused": tuple(f"198.51.{index}.0/24" for index in range(4))}, "refused"),
    ],
)
def test_keeps_to_what_an_acl_has_room_for(settings: dict[str, Any], where: str) -> None:
    assert [problem.where for problem in check(AclConfig(**settings))] == [where]


def test_own_ranges_are_nobody_elses() -> None:
    assert [str(problem) for problem in own_ranges_named(("10.60.0.0/16", "10.0.0.0/8"), ("10.20.0.0/16",))] == [
        (
            "isolated_from[1]: overlaps this network, whose private subnets may already and whose public ones must not\n"
            "    got      10.0.0.0/8 and 10.20.0.0/16\n"
            "    fix      name ranges beyond this network only"
        )
    ]


def test_a_network_says_so_of_its_own_ranges_when_both_can_be_read() -> None:
    network = NetworkConfig(cidr="10.20.0.0/16", secondary_cidrs=("10.21.0.0/16",), zones=("us-east-1a",))
    inside, garbled = AclConfig(isolated_from=("10.21.4.0/24",)), AclConfig(isolated_from=("them",))

    assert [problem.where for problem in check(replace(network, acl=inside))] == ["acl.isolated_from[0]"]
    assert [problem.what for problem in check(replace(network, acl=garbled))] == ["is no range"]
    assert [problem.where for problem in check(replace(network, cidr="vpc", acl=inside))] == ["cidr"]
