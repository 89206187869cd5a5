"""What a service offered by PrivateLink tells the others."""

from constructs_lib.foundation.outputs import placeholders
from constructs_lib.network.endpoint_service.outputs import EndpointServiceOutputs


def test_can_be_planned_with_before_there_is_one() -> None:
    assert placeholders(EndpointServiceOutputs) == {
        "service_name": "provisional",
        "service_id": "vpce-svc-00000000000000000",
    }
