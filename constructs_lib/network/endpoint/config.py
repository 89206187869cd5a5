"""Settings of an endpoint: somebody's service at private addresses of this network."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from annotated_types import Interval
from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.names import Component
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import NetworkConfig

ServiceName = Annotated[
    str, StringConstraints(pattern=r"^com\.amazonaws\.vpce\.[a-z]{2}(-[a-z]+)+-\d\.vpce-svc-[0-9a-f]{8,17}$")
]


@config
class EndpointConfig:
    """A service of another account, reached by PrivateLink: one of this estate by its placement, any other by its name.

    AWS's own services are the network's `interface_endpoints`.
    """

    DOMAIN: ClassVar[str] = "endpoint"

    component: Component
    """What the service is to this side. Of one of this estate: its own component, there."""
    provider: Placement | None = None
    """Where in this estate the service is offered. The connection is then accepted there in the same apply."""
    service_name: ServiceName | None = None
    """What its owner calls it. The owner accepts the connection, or it stays closed."""
    zones: tuple[str, ...] = ()
    """Zones of this network to be in; empty for all. AWS refuses those the service is not in, and accounts do not always
    mean the same zone by a name: https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html"""
    port: Annotated[int, Interval(ge=1, le=65_535)] = 443
    """Where the service listens, TCP."""
    private_dns: bool = False
    """The service's own name leads to the endpoint, from everywhere in this network. AWS allows it for a name that the
    owner has verified, and once the connection is accepted."""
    network: NetworkConfig | None = None
    """This side's network. Found in the environment; not to be written down."""

    def ends(self, here: Placement) -> Mapping[str, tuple[Placement, type[Any]]]:
        """What `network` stands for."""
        return {"network": (here, NetworkConfig)}

    def problems(self) -> Iterator[Problem]:
        """Neither or both ways to say which service; zones that the network has not."""
        if (self.provider is None) is (self.service_name is None):
            yield Problem(
                where="provider",
                what="or service_name says which service it is",
                got="neither" if self.provider is None else "both",
                allowed="one of them",
                fix="write the placement of a service of this estate, or the name of somebody else's",
            )
        unknown = sorted(set(self.zones).difference(self.network.zones)) if self.network else []
        if unknown:
            yield Problem(
                where="zones",
                what="names zones that the network is not in",
                got=", ".join(unknown),
                allowed=", ".join(self.network.zones) if self.network else "",
            )

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """A service is where it is."""
        region = self.provider.region if self.provider else (self.service_name or "...").split(".")[3]
        if region != placement.region and (self.provider or self.service_name):
            yield Problem(
                where="provider" if self.provider else "service_name",
                what="is in another region",
                got=region,
                allowed=placement.region,
                fix="offer the service in this region too, or peer the networks",
            )
