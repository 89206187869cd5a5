"""What can be wrong with a peering before anything of it exists."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.account.config import AccountConfig
from constructs_lib.environment import Environment
from constructs_lib.estate import check_all
from constructs_lib.foundation.config import check
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import LocalState
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.foreign_network import ForeignNetwork
from constructs_lib.network.peering.probing import ProbeConfig
from tests.placements import VIRGINIA

TOOLS = replace(
    VIRGINIA,
    environment="tools",
    account=Account(name="tools", id="555555555555", state=LocalState(), contract_readers=(VIRGINIA.account.id,)),
)
NETWORK = NetworkConfig(cidr="10.10.0.0/16", zones=("us-east-1a", "us-east-1b", "us-east-1c"))
TOOLS_NETWORK = replace(NETWORK, cidr="10.60.0.0/16")
PEERING = PeeringConfig(component="tools", peer=TOOLS)


def told(*tools: object, test: tuple[object, ...] = (NETWORK, PEERING)) -> list[tuple[str, str, str]]:
    """What is wrong with two environments."""
    estate = (
        Environment(name="test", stacks={VIRGINIA: (AccountConfig(), *test)}),
        Environment(name="tools", stacks={TOOLS: (AccountConfig(), *tools)}),
    )
    return [(problem.where, problem.what, problem.got) for problem in check_all(estate)]


def test_a_good_peering() -> None:
    assert told(TOOLS_NETWORK) == []


def test_a_peer_without_a_network() -> None:
    assert told() == [
        (
            "test-us-east-1-peering-tools",
            "ends where no NetworkConfig is",
            "tools us-east-1 in account 555555555555",
        )
    ]


def test_a_peer_whose_network_is_mistaken_is_not_told_as_missing_too() -> None:
    assert [where for where, _, _ in told(replace(TOOLS_NETWORK, nat="two"))] == [  # type: ignore[arg-type]
        "tools.us-east-1.NetworkConfig.nat"
    ]


def test_both_ends_missing_are_told_at_once() -> None:
    assert [got for _, _, got in told(test=(PEERING,))] == [
        f"test us-east-1 in account {VIRGINIA.account.id}",
        "tools us-east-1 in account 555555555555",
    ]


def test_the_same_range_on_both_sides() -> None:
    """The first thing that went wrong in the systems Cairn replaces."""
    assert told(NETWORK) == [
        (
            "test-us-east-1-network and tools-us-east-1-network",
            "networks overlap",
            "10.10.0.0/16 and 10.10.0.0/16",
        ),
    ]


def test_a_network_peered_with_itself() -> None:
    [(where, what, _)] = told(TOOLS_NETWORK, test=(NETWORK, replace(PEERING, peer=VIRGINIA)))

    assert (where, what) == ("test-us-east-1-peering-tools", "peers a network with itself")


def test_the_same_two_networks_peered_from_both_sides() -> None:
    told_to_tools = replace(VIRGINIA.account, contract_readers=(TOOLS.account.id,))
    back = PeeringConfig(component="back", peer=replace(VIRGINIA, account=told_to_tools))

    [(where, what, _)] = told(TOOLS_NETWORK, back)

    assert where == "test-us-east-1-peering-tools and tools-us-east-1-peering-back"
    assert what == "peer the same two networks"


def test_a_component_is_part_of_names() -> None:
    assert [problem.where for problem in check(replace(PEERING, component="The Tools"))] == ["component"]


FOREIGN = ForeignNetwork(vpc_id="vpc-01234567", account_id="888888888888", region="us-east-1", cidrs=("10.70.0.0/16",))


@pytest.mark.parametrize(
    ("wrong", "where", "what"),
    [
        ({"tiers": ()}, "tiers", "has the wrong length"),
        ({"tiers": ("private", "private")}, "tiers", "name a tier twice"),
        ({"peer_tiers": ("public", "public")}, "peer_tiers", "name a tier twice"),
        (
            {"tiers": ("isolated",), "probe": ProbeConfig()},
            "probe",
            "stands in private subnets, which this peering leaves out",
        ),
        ({"peer": FOREIGN, "peer_tiers": ("private",)}, "peer_tiers", "a foreign network has no tiers"),
    ],
)
def test_mistaken_tiers(wrong: dict[str, Any], where: str, what: str) -> None:
    assert [(problem.where, problem.what) for problem in check(replace(PEERING, **wrong))] == [(where, what)]


def test_a_foreign_peer_is_looked_up_nowhere_and_claims_its_ranges() -> None:
    foreign = replace(PEERING, peer=FOREIGN)

    assert list(foreign.ends(VIRGINIA)) == ["network"]
    assert foreign.claimed_ranges() == (("vpc-01234567", "10.70.0.0/16"),)
    assert told(test=(NETWORK, foreign)) == []


def test_a_foreign_peer_in_our_addresses() -> None:
    [(where, what, _)] = told(
        TOOLS_NETWORK, test=(NETWORK, replace(PEERING, peer=replace(FOREIGN, cidrs=("10.60.0.0/15",))))
    )

    assert (where, what) == (
        "vpc-01234567 and tools-us-east-1-network",
        "network overlaps what another network has routes to",
    )


def test_calls_aws_only_with_a_probe() -> None:
    assert PEERING.aws_services == ()
    assert replace(PEERING, probe=ProbeConfig()).aws_services == ("ec2", "monitoring")
