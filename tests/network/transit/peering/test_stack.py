"""A peering of two hubs, as a stack."""

from typing import Any, cast

from constructs_lib.network.transit.peering.stack import TransitPeeringStack
from tests.connected import HUB, HUBS_PEERED
from tests.synthesis import synthesized_stack


def test_comes_after_both_hubs_and_works_in_both_regions() -> None:
    stack, document = synthesized_stack(lambda app: TransitPeeringStack(app, HUB, HUBS_PEERED))
    providers = cast("Any", document)["provider"]["aws"]

    assert [read.source for read in stack.reads] == [
        "tools-us-east-1-transit-gateway",
        "tools-us-west-2-transit-gateway",
    ]
    assert {each["region"] for each in providers} == {"us-east-1", "us-west-2"}
    assert list(cast("Any", document)["output"]) == ["ToolsUsWest2AttachmentId"]
