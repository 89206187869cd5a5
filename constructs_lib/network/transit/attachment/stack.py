"""A network's place at a hub: a stack of its own, because the hub is often another account's."""

from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.ranges import is_ipv6, range_id
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.outputs import NetworkOutputs
from constructs_lib.network.route_tables import route_table_ids
from constructs_lib.network.transit.attachment.attachment import TransitAttachment
from constructs_lib.network.transit.attachment.config import TransitAttachmentConfig
from constructs_lib.network.transit.attachment.outputs import TransitAttachmentOutputs
from constructs_lib.network.transit.attachment.plan import door_tier
from constructs_lib.network.transit.gateway.config import TransitGatewayConfig
from constructs_lib.network.transit.gateway.outputs import TransitGatewayOutputs
from constructs_lib.network.transit.routes import RoutesToHub


class TransitAttachmentStack(PlatformStack):
    """The network of this placement at the hub of its region."""

    def __init__(self, scope: Construct, placement: Placement, config: TransitAttachmentConfig) -> None:
        super().__init__(scope, placement, config)
        require(config, self.stack_id)
        own, gateway = _required(config, self.stack_id)
        network = self.read(NetworkOutputs, placement)
        hub = self.read(TransitGatewayOutputs, config.hub)
        other_account = config.hub.account.id != placement.account.id
        subnets = {
            "public": network.public_subnet_ids,
            "private": network.private_subnet_ids,
            "isolated": network.isolated_subnet_ids,
        }
        attachment = TransitAttachment(
            self,
            "attachment",
            name=placement.name("transit"),
            transit_gateway_id=hub.transit_gateway_id,
            arrivals_route_table_id=hub.arrivals_route_table_id,
            vpc_id=network.vpc_id,
            subnet_ids=subnets[door_tier(own)],
            ipv6=own.ipv6,
            hub_provider=self.provider_at(config.hub),
            other_account=other_account,
            invited_by=hub.share_arn if other_account and gateway.sharing == "invitation" else "",
        )
        RoutesToHub(
            self,
            "on-premises",
            route_table_ids=route_table_ids(own, network),
            cidrs=[cidr for cidr in config.on_premises if not is_ipv6(cidr)],
            ipv6_cidrs={range_id(cidr): cidr for cidr in config.on_premises if is_ipv6(cidr)},
            transit_gateway_id=hub.transit_gateway_id,
            waits_for=(attachment.attached,),
        )
        self.publish(
            TransitAttachmentOutputs(
                transit_gateway_id=hub.transit_gateway_id,
                attachment_id=attachment.id,
                route_table_id=attachment.route_table_id,
            )
        )


def _required(config: TransitAttachmentConfig, where: str) -> tuple[NetworkConfig, TransitGatewayConfig]:
    if config.network is None or config.gateway is None:
        raise ConfigError(
            [Problem(where=where, what="attaches a network that nobody has looked up", fix="use compose()")]
        )
    return config.network, config.gateway
