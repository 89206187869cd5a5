"""A link between two attached networks: a stack of its own, because it has two ends."""

from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.outputs import NetworkOutputs
from constructs_lib.network.route_tables import route_table_ids
from constructs_lib.network.transit.attachment.config import TransitAttachmentConfig
from constructs_lib.network.transit.attachment.outputs import TransitAttachmentOutputs
from constructs_lib.network.transit.link.config import TransitLinkConfig
from constructs_lib.network.transit.link.link import AttachedSide, TransitLink
from constructs_lib.network.transit.link.plan import hub_peering_between
from constructs_lib.network.transit.peering.outputs import TransitPeeringOutputs


class TransitLinkStack(PlatformStack):
    """The network of this placement, routed to another one through the hubs."""

    def __init__(self, scope: Construct, placement: Placement, config: TransitLinkConfig) -> None:
        super().__init__(scope, placement, config)
        require(config, self.stack_id)
        own, own_hub = _required(config.network, config.attachment, self.stack_id)
        other, other_hub = _required(config.peer_network, config.peer_attachment, self.stack_id)
        peering = hub_peering_between(own_hub, other_hub)
        TransitLink(
            self,
            "link",
            one=_side(
                own,
                self.read(NetworkOutputs, placement),
                self.read(TransitAttachmentOutputs, placement),
                None,
                self.provider_at(own_hub),
                ipv6=config.ipv6,
            ),
            other=_side(
                other,
                self.read(NetworkOutputs, config.peer, id_="read-peer-network"),
                self.read(TransitAttachmentOutputs, config.peer, id_="read-peer-attachment"),
                self.provider_at(config.peer),
                self.provider_at(other_hub),
                ipv6=config.ipv6,
            ),
            hub_peering_id=self.read(TransitPeeringOutputs, *peering).attachment_id if peering else "",
        )


def _required(
    network: NetworkConfig | None, attachment: TransitAttachmentConfig | None, where: str
) -> tuple[NetworkConfig, Placement]:
    if network is None or attachment is None:
        raise ConfigError([Problem(where=where, what="links networks that nobody has looked up", fix="use compose()")])
    return network, attachment.hub


def _side(
    config: NetworkConfig,
    network: NetworkOutputs,
    attachment: TransitAttachmentOutputs,
    provider: AwsProvider | None,
    hub_provider: AwsProvider | None,
    *,
    ipv6: bool,
) -> AttachedSide:
    return AttachedSide(
        cidrs=config.cidrs,
        # Amazon decides on it when the VPC is made
        ipv6_cidrs={"ipv6": network.ipv6_cidr} if ipv6 else {},
        route_table_ids=route_table_ids(config, network),
        transit_gateway_id=attachment.transit_gateway_id,
        attachment_id=attachment.attachment_id,
        transit_route_table_id=attachment.route_table_id,
        provider=provider,
        hub_provider=hub_provider,
    )
