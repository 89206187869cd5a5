"""What can be wrong with a network's place at a hub."""

from dataclasses import replace

from constructs_lib.foundation.config import check
from constructs_lib.network.transit.attachment.config import TransitAttachmentConfig
from tests.connected import (
    HUB,
    HUB_CONFIG,
    TEST,
    TEST_ATTACHMENT,
    TEST_NETWORK,
    WEST_HUB,
    told,
)


def test_a_good_estate() -> None:
    assert told() == []


def test_ranges_behind_the_hub_are_ranges() -> None:
    assert [problem.where for problem in check(TransitAttachmentConfig(hub=HUB, on_premises=("office",)))] == [
        "on_premises[0]"
    ]


def test_a_table_has_no_room_for_many_ranges() -> None:
    many = tuple(f"172.20.{each}.0/24" for each in range(51))

    assert [problem.what for problem in check(TransitAttachmentConfig(hub=HUB, on_premises=many))] == [
        "has the wrong length"
    ]


def test_a_hub_of_another_region() -> None:
    [problem] = replace(TEST_ATTACHMENT, hub=WEST_HUB).problems_at(TEST)

    assert (problem.where, problem.got, problem.allowed) == ("hub", "us-west-2", "us-east-1")
    assert "TransitPeeringConfig" in problem.fix


def test_no_hub_and_no_network_are_told() -> None:
    missing = told((HUB_CONFIG, None), (TEST_NETWORK, None))

    assert ("test-us-east-1-transit-attachment", "ends where no NetworkConfig is") in missing
    assert ("test-us-east-1-transit-attachment", "ends where no TransitGatewayConfig is") in missing


def test_an_account_the_hub_is_not_shared_with() -> None:
    assert told((HUB_CONFIG, replace(HUB_CONFIG, shared_with=()))) == [
        ("tools-us-east-1-transit-gateway.shared_with", "does not let test-us-east-1-transit-attachment attach")
    ]


def test_an_account_that_may_not_read_what_the_hub_publishes() -> None:
    closed = replace(HUB, account=replace(HUB.account, contract_readers=()))

    assert told((TEST_ATTACHMENT, replace(TEST_ATTACHMENT, hub=closed))) == [
        (
            "test-us-east-1-transit-attachment.hub.account.contract_readers",
            "does not let this account read what tools us-east-1 publishes",
        )
    ]


def test_a_network_is_not_behind_the_hub() -> None:
    """Its link would be refused in the middle of an apply: the table has the route already."""
    both = replace(TEST_ATTACHMENT, on_premises=(*TEST_ATTACHMENT.on_premises, "10.60.0.0/16"))

    assert told((TEST_ATTACHMENT, both)) == [
        ("test-us-east-1-transit-attachment.on_premises", "names the range of tools-us-east-1-network")
    ]
