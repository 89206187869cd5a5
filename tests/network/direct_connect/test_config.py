"""What can be wrong with a Direct Connect before anything of it exists."""

from dataclasses import replace
from typing import Any

from constructs_lib.foundation.config import check
from tests.connected import DATACENTER, PROD

AT_NETWORK = replace(DATACENTER, ends_at="vpn_gateway", networks=None, allowed_prefixes=())


def told(config: Any, **changes: Any) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check(replace(config, **changes))]


def test_good_ones() -> None:
    assert told(DATACENTER) == []
    assert told(AT_NETWORK) == []
    assert told(DATACENTER, owner=PROD) == []
    assert told(AT_NETWORK, owner="222222222222") == []


def test_a_gateway_is_given_by_its_id() -> None:
    assert told(AT_NETWORK, direct_connect_gateway_id="datacenter") == [
        ("direct_connect_gateway_id", "has the wrong form")
    ]


def test_a_hub_tells_only_what_is_written_down() -> None:
    assert told(DATACENTER, allowed_prefixes=()) == [("allowed_prefixes", "tells the other end nothing")]
    many = tuple(f"10.{each // 256}.{each % 256}.0/24" for each in range(201))
    assert told(DATACENTER, allowed_prefixes=many[:200]) == []
    assert told(DATACENTER, allowed_prefixes=many) == [("allowed_prefixes", "are more than AWS takes")]


def test_at_a_hub_it_is_said_who_gets_through() -> None:
    assert told(DATACENTER, networks=None) == [("networks", "names nobody who gets through the hub")]


def test_a_hub_cannot_be_routed_before_somebody_has_accepted() -> None:
    [(where, what)] = told(DATACENTER, owner="222222222222")

    assert (where, what) == ("owner", "accepts by hand, and a hub's routes need what is accepted")


def test_a_table_takes_a_hundred_routes_from_there() -> None:
    assert told(AT_NETWORK, remote_cidrs=tuple(f"192.168.{each}.0/24" for each in range(101))) == [
        ("remote_cidrs", "has the wrong length")
    ]


def test_claims_what_lies_at_the_other_end() -> None:
    assert DATACENTER.claimed_ranges() == (("Direct Connect datacenter", "192.168.64.0/18"),)
