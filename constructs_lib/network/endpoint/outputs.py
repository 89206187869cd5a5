"""What an endpoint tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import DnsName, EndpointId


@dataclass(frozen=True, kw_only=True, slots=True)
class EndpointOutputs:
    """How programs of this network reach the service."""

    DOMAIN: ClassVar[str] = "endpoint"

    endpoint_id: EndpointId
    dns_name: DnsName
    """Leads to it from inside the network, in whichever zone. The service's certificate does not hold for it: with TLS
    use the service's own name, by `private_dns` or an alias."""
