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
    TOOLS_ID,
    WEST_HUB,
    told,
)


def test_a_good_estate() -> None:
    assert told() == []


def test_ranges_behind_the_hub_are_ranges() -> None:
    assert [problem.where for problem in check(TransitAttachmentConfig(hub=HUB, on_premises=("office",)))] == [
        "on_premises[0]"
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
    [where] = [where for where, _ in told_with_hub_at(closed)]

    assert where == f"tools-us-east-1-transit-gateway: account {HUB.account.name}.contract_readers"


def told_with_hub_at(place: object) -> list[tuple[str, str]]:
    """The same estate, the hub's account saying other things."""
    from constructs_lib.network.transit.link.plan import transit_problems
    from tests.connected import estate

    plans = [plan for environment in estate() for plan in environment.stack_plans()]
    moved = [replace(plan, placement=place) if plan.id == "tools-us-east-1-transit-gateway" else plan for plan in plans]
    assert TOOLS_ID not in HUB_CONFIG.shared_with
    return [(problem.where, problem.what) for problem in transit_problems(moved)]
