"""What a service offered by PrivateLink tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import EndpointServiceId, Name


@dataclass(frozen=True, kw_only=True, slots=True)
class EndpointServiceOutputs:
    """How an endpoint finds it."""

    DOMAIN: ClassVar[str] = "endpoint-service"

    service_name: Name
    """What an endpoint is made for: com.amazonaws.vpce.<region>.<service id>."""
    service_id: EndpointServiceId
    """What a connection is accepted at."""
