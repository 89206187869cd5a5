"""What can be wrong with a peering of two hubs."""

from dataclasses import replace

from constructs_lib.network.transit.peering.config import TransitPeeringConfig, side_with_peering
from tests.connected import HUB, HUBS_PEERED, PROD, TEST, WEST_HUB, WEST_HUB_CONFIG, told


def test_is_named_after_the_other_hub() -> None:
    assert HUBS_PEERED.component == "tools-us-west-2"
    assert HUB.stack_id(HUBS_PEERED.DOMAIN, HUBS_PEERED.component) == "tools-us-east-1-transit-peering-tools-us-west-2"


def test_stands_at_one_side_which_links_find_without_being_told() -> None:
    assert side_with_peering(HUB, WEST_HUB) is HUB
    assert side_with_peering(WEST_HUB, HUB) is HUB
    assert side_with_peering(HUB, PROD) is PROD


def test_written_on_the_other_side() -> None:
    [problem] = TransitPeeringConfig(peer=HUB).problems_at(WEST_HUB)

    assert (problem.where, problem.what) == ("peer", "belongs on the other side")
    assert "write it at tools us-east-1" in problem.fix


def test_hubs_of_one_region() -> None:
    [problem] = TransitPeeringConfig(peer=TEST).problems_at(HUB)

    assert (problem.what, problem.got) == ("lies in the same region", "us-east-1")


def test_a_side_without_a_hub() -> None:
    assert ("tools-us-east-1-transit-peering-tools-us-west-2", "ends where no TransitGatewayConfig is") in told(
        (WEST_HUB_CONFIG, None)
    )


def test_the_environment_tells_it_where_it_is_written() -> None:
    wrong = replace(HUBS_PEERED, peer=HUB)

    assert told((HUBS_PEERED, None), more={WEST_HUB: (wrong,)})[0] == (
        "tools.us-west-2.TransitPeeringConfig(tools-us-east-1).peer",
        "belongs on the other side",
    )
