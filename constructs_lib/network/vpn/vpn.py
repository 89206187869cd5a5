"""A site-to-site VPN: the other side's device, two tunnels with strict ciphers, their log."""

from collections.abc import Mapping
from typing import Any, Final

from cdktf_cdktf_provider_aws.customer_gateway import CustomerGateway
from cdktf_cdktf_provider_aws.vpn_connection import (
    VpnConnection,
    VpnConnectionTunnel1LogOptions,
    VpnConnectionTunnel1LogOptionsCloudwatchLogOptions,
    VpnConnectionTunnel2LogOptions,
    VpnConnectionTunnel2LogOptionsCloudwatchLogOptions,
)
from cdktf_cdktf_provider_aws.vpn_connection_route import VpnConnectionRoute
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.ranges import range_id
from constructs_lib.network.vpn.config import VpnConfig
from constructs_lib.parts.log_group import LogGroup

_TYPE: Final = "ipsec.1"
# The strongest of what AWS offers, and nothing else: with its defaults a device could still choose SHA-1 and group 2.
# https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
_ENCRYPTION: Final = ["AES256-GCM-16"]
_INTEGRITY: Final = ["SHA2-256", "SHA2-384", "SHA2-512"]
_ELLIPTIC_CURVES: Final = [19, 20, 21]
_TUNNELS: Final = ("tunnel1", "tunnel2")


class Vpn(Construct):
    """Both tunnels from one gateway of AWS to one device.

    AWS makes the tunnels' keys and keeps them in Secrets Manager: what Terraform reads back, and writes into its state,
    says REDACTED in their place.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: VpnConfig,
        *,
        name: str,
        log_key_arn: str,
        vpn_gateway_id: str | None = None,
        transit_gateway_id: str | None = None,
        protected: bool = True,
    ) -> None:
        """It ends at one of the two gateways."""
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        device = CustomerGateway(
            self,
            "device",
            type=_TYPE,
            ip_address=config.customer_gateway_ip,
            tags={"Name": name},
            **_asn(config.customer_gateway_asn),
        )
        log = LogGroup(
            self,
            "log",
            # below this prefix AWS lets its log delivery write; elsewhere each group fills a policy that has an end
            # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
            name=f"/aws/vendedlogs/vpn/{name}",
            retention_days=config.log_retention_days,
            key_arn=log_key_arn,
            protected=protected,
        )
        static = config.routing == "static"
        connection = VpnConnection(
            self,
            "Default",
            type=_TYPE,
            customer_gateway_id=device.id,
            vpn_gateway_id=vpn_gateway_id,
            transit_gateway_id=transit_gateway_id,
            static_routes_only=static,
            tunnel_inside_ip_version="ipv6" if config.ipv6 else None,
            preshared_key_storage="SecretsManager",
            tunnel1_log_options=VpnConnectionTunnel1LogOptions(
                cloudwatch_log_options=VpnConnectionTunnel1LogOptionsCloudwatchLogOptions(
                    log_enabled=True, log_group_arn=log.arn, log_output_format="json"
                )
            ),
            tunnel2_log_options=VpnConnectionTunnel2LogOptions(
                cloudwatch_log_options=VpnConnectionTunnel2LogOptionsCloudwatchLogOptions(
                    log_enabled=True, log_group_arn=log.arn, log_output_format="json"
                )
            ),
            tags={"Name": name},
            **_tunnels(config),
        )
        # At a transit gateway static routes are the hub's, not the connection's.
        if static and vpn_gateway_id is not None:
            for cidr in config.remote_cidrs:
                VpnConnectionRoute(
                    self,
                    f"to-{range_id(cidr)}",
                    destination_cidr_block=cidr,
                    vpn_connection_id=connection.id,
                )
        self.id = connection.id
        self.key_secret_arn = connection.preshared_key_arn
        self.tunnel_ips = (connection.tunnel1_address, connection.tunnel2_address)
        """The addresses of AWS's ends, by which CloudWatch knows the tunnels."""
        self.transit_gateway_attachment_id = connection.transit_gateway_attachment_id
        """What the hub knows the VPN by; empty where it ends at a VPN gateway."""


def _asn(number: int) -> Mapping[str, Any]:
    """AWS has two arguments for one number, by its size."""
    largest_of_two_bytes = 2**31 - 1
    return {"bgp_asn": str(number)} if number <= largest_of_two_bytes else {"bgp_asn_extended": str(number)}


def _tunnels(config: VpnConfig) -> Mapping[str, Any]:
    """The same for both tunnels: a device moves from one to the other without asking."""
    settings: Mapping[str, Any] = {
        "ike_versions": ["ikev2"],
        "phase1_encryption_algorithms": _ENCRYPTION,
        "phase1_integrity_algorithms": _INTEGRITY,
        "phase1_dh_group_numbers": _ELLIPTIC_CURVES,
        "phase2_encryption_algorithms": _ENCRYPTION,
        "phase2_integrity_algorithms": _INTEGRITY,
        "phase2_dh_group_numbers": _ELLIPTIC_CURVES,
        # AWS opens the tunnel, and opens it again when the device was away: nobody has to log in there
        "startup_action": "start",
        "dpd_timeout_action": "restart",
    }
    inside = dict(zip(_TUNNELS, config.tunnel_inside_cidrs or (), strict=False))
    return {
        **{f"{tunnel}_{name}": value for tunnel in _TUNNELS for name, value in settings.items()},
        **{f"{tunnel}_inside_{'ipv6_cidr' if config.ipv6 else 'cidr'}": cidr for tunnel, cidr in inside.items()},
    }
