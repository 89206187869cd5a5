"""What an endpoint tells the others."""

from constructs_lib.foundation.outputs import placeholders
from constructs_lib.network.endpoint.outputs import EndpointOutputs


def test_can_be_planned_with_before_there_is_one() -> None:
    assert placeholders(EndpointOutputs) == {
        "endpoint_id": "vpce-00000000000000000",
        "dns_name": "provisional.invalid",
    }
