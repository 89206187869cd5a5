"""What others may know of a hub."""

from constructs_lib.foundation.outputs import placeholders
from constructs_lib.network.transit.gateway.outputs import TransitGatewayOutputs


def test_can_be_planned_on_before_it_exists() -> None:
    assert placeholders(TransitGatewayOutputs) == {
        "transit_gateway_id": "tgw-00000000000000000",
        "arrivals_route_table_id": "tgw-rtb-00000000000000000",
        "share_arn": "arn:aws:ram:us-east-1:000000000000:resource-share/00000000-0000-0000-0000-000000000000",
    }
