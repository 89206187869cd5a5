"""What others may know of a peering of hubs."""

from constructs_lib.foundation.outputs import placeholders
from constructs_lib.network.transit.peering.outputs import TransitPeeringOutputs


def test_can_be_planned_on_before_it_exists() -> None:
    assert placeholders(TransitPeeringOutputs) == {"attachment_id": "tgw-attach-00000000000000000"}
