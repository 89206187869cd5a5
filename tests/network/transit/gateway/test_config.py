"""What can be wrong with a hub."""

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.network.transit.gateway.config import TransitGatewayConfig
from tests.connected import HUB, HUB_CONFIG, WEST_HUB_CONFIG, told


def test_the_defaults_are_sound() -> None:
    assert check(TransitGatewayConfig()) == ()


@pytest.mark.parametrize(
    ("asn", "count"), [(64511, 1), (64512, 0), (65534, 0), (65535, 1), (4_200_000_000, 0), (4_294_967_295, 1)]
)
def test_the_number_is_a_private_one(asn: int, count: int) -> None:
    assert [problem.where for problem in check(TransitGatewayConfig(asn=asn))] == ["asn"] * count


def test_an_account_is_named_once_and_by_its_id() -> None:
    twice = TransitGatewayConfig(shared_with=("111111111111", "111111111111"))

    assert [problem.what for problem in check(twice)] == ["names an account twice"]
    assert [problem.where for problem in check(TransitGatewayConfig(shared_with=("tools",)))] == ["shared_with[0]"]


def test_a_hub_is_not_shared_with_its_own_account() -> None:
    found = list(TransitGatewayConfig(shared_with=(HUB.account.id,)).problems_at(HUB))

    assert [problem.what for problem in found] == ["names the account the hub is in"]


def test_hubs_differ_in_their_number() -> None:
    west = TransitGatewayConfig(asn=HUB_CONFIG.asn, shared_with=WEST_HUB_CONFIG.shared_with)

    assert told((WEST_HUB_CONFIG, west)) == [
        ("tools-us-east-1-transit-gateway and tools-us-west-2-transit-gateway", "have the same ASN")
    ]
