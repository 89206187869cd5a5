"""Settings of a service that is offered to others by PrivateLink."""

from typing import Annotated, ClassVar

from annotated_types import Interval, Len
from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.host_names import RelativeName
from constructs_lib.foundation.names import Component

# Never `*`: whoever knows the service's name could ask to be let in.
Principal = Annotated[str, StringConstraints(pattern=r"^arn:aws:iam::\d{12}:(root|(role|user)/[\w+=,.@/-]+)$")]


@config
class EndpointServiceConfig:
    """The HTTPS load balancer of this placement, for other accounts: they reach it, and nothing else of this network.

    Neither side routes to the other, so ranges may overlap. Every connection is asked for and accepted: those of this
    estate by the stack of the endpoint, which has rights on both ends, others by a person who is told.
    """

    DOMAIN: ClassVar[str] = "endpoint-service"

    component: Component
    """What the others know it by: `payments`."""
    allowed_principals: Annotated[tuple[Principal, ...], Len(1)]
    """Who may ask for a connection: `arn:aws:iam::<account>:root` for a whole account, or a single role."""
    private_dns_name: RelativeName | None = None
    """A name of the zone that leads to the service from the others' networks too. It must be one of the cluster's
    host_names: the same certificate and rules answer there."""
    resets_a_minute: Annotated[int, Interval(ge=0)] = 100
    """Connections cut off by this side, five minutes in a row, from which on somebody looks at it today."""
