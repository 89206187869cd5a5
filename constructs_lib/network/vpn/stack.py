"""A site-to-site VPN of a network or of a hub."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.foundation.config import require
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.transit.attachment.outputs import TransitAttachmentOutputs
from constructs_lib.network.transit.gateway.outputs import TransitGatewayOutputs
from constructs_lib.network.transit.on_premises import AttachedNetwork, OnPremisesAtHub
from constructs_lib.network.vpn.alarms import TunnelAlarms
from constructs_lib.network.vpn.config import VpnConfig
from constructs_lib.network.vpn.outputs import VpnOutputs
from constructs_lib.network.vpn.vpn import Vpn
from constructs_lib.network.vpn_gateway.outputs import VpnGatewayOutputs


class VpnStack(PlatformStack):
    """Both tunnels, their log and alarms; at a hub also who may use them."""

    def __init__(self, scope: Construct, placement: Placement, config: VpnConfig) -> None:
        super().__init__(scope, placement, config)
        require(config, self.stack_id)
        account = self.read(AccountOutputs, placement)
        name = placement.name("vpn", config.component)
        hub = self.read(TransitGatewayOutputs, placement) if config.ends_at == "transit_gateway" else None
        vpn = Vpn(
            self,
            "vpn",
            config,
            name=name,
            log_key_arn=account.log_key_arn,
            vpn_gateway_id=None if hub else self.read(VpnGatewayOutputs, placement).vpn_gateway_id,
            transit_gateway_id=hub.transit_gateway_id if hub else None,
            protected=placement.protected,
        )
        TunnelAlarms(
            self,
            "alarms",
            name=name,
            vpn_connection_id=vpn.id,
            tunnel_ips=vpn.tunnel_ips,
            critical_topic_arn=account.critical_topic_arn,
            warning_topic_arn=account.warning_topic_arn,
        )
        if hub:
            OnPremisesAtHub(
                self,
                "at-hub",
                name=name,
                transit_gateway_id=hub.transit_gateway_id,
                attachment_id=vpn.transit_gateway_attachment_id,
                networks={key: self._attached(key, place) for key, place in (config.networks or {}).items()},
                static_cidrs=config.remote_cidrs if config.routing == "static" else (),
            )
        self.publish(VpnOutputs(vpn_connection_id=vpn.id, key_secret_arn=vpn.key_secret_arn))

    def _attached(self, key: str, place: Placement) -> AttachedNetwork:
        found = self.read(TransitAttachmentOutputs, place, id_=f"read-{key}")
        return AttachedNetwork(attachment_id=found.attachment_id, transit_route_table_id=found.route_table_id)
