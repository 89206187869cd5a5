"""Fixes to moto's VPNs: what is sent comes back, keys stay secret, and routes propagate."""

from __future__ import annotations

import re
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, around_property

# What a tunnel is called in requests, where an answer calls it otherwise.
_ANSWERED_AS = {
    "IKEVersions": "IkeVersions",
    "DPDTimeoutSeconds": "DpdTimeoutSeconds",
    "DPDTimeoutAction": "DpdTimeoutAction",
}
_OUTSIDE = ("52.2.144.13", "52.2.144.14")
_TUNNELS = 2


def connection_options() -> None:
    """Keep how a connection and its tunnels are set up, and give each tunnel an address of its own."""
    from moto.ec2.models.vpn_connections import VPNConnection
    from moto.ec2.responses.vpn_connections import VPNConnections

    @around(VPNConnections, "create_vpn_connection")
    def create(original, self):
        answer = original(self)
        connection = answer.result["VpnConnection"]
        options = dict(self._get_param("Options", {}))
        sent = [*options.pop("TunnelOptions", []), {}, {}][:_TUNNELS]
        connection.options = {
            **options,
            "StaticRoutesOnly": _truth(options.get("StaticRoutesOnly")),
            "TunnelOptions": [
                {_ANSWERED_AS.get(name, name): value for name, value in tunnel.items()} | {"OutsideIpAddress": address}
                for tunnel, address in zip(sent, _OUTSIDE, strict=True)
            ],
        }
        tags = self._parse_tag_specification().get("vpn-connection", {})
        connection.add_tags(tags)
        return answer

    @around_property(VPNConnection, "customer_gateway_configuration")
    def two_tunnels(original, self):
        first, second = _OUTSIDE
        head, _, tail = original(self).rpartition(first)
        return f"{head}{second}{tail}"


def _truth(value: Any) -> bool:
    return str(value).lower() == "true"


def keys_in_secrets_manager() -> None:
    """Blot out the keys of a connection that keeps them in Secrets Manager, and name the secret."""
    from moto.ec2.models.vpn_connections import VPNConnection
    from moto.ec2.responses.vpn_connections import VPNConnections

    @around(VPNConnections, "create_vpn_connection")
    def create(original, self):
        answer = original(self)
        connection = answer.result["VpnConnection"]
        if self._get_param("PreSharedKeyStorage") == "SecretsManager":
            backend = self.ec2_backend
            place = f"{backend.region_name}:{backend.account_id}"
            connection.pre_shared_key_arn = f"arn:aws:secretsmanager:{place}:secret:s2svpn!{connection.id}-AbCdEf"
            for tunnel in (connection.options or {}).get("TunnelOptions", []):
                tunnel["PreSharedKey"] = "REDACTED"
        return answer

    @around_property(VPNConnection, "customer_gateway_configuration")
    def without_keys(original, self):
        text = original(self)
        if getattr(self, "pre_shared_key_arn", None) is None:
            return text
        return re.sub(r"(<pre_shared_key>)[^<]*(</pre_shared_key>)", r"\1REDACTED\2", text)


def static_routes() -> None:
    """Routes of a connection that speaks no BGP, which also finds it."""
    from moto.core.responses import EmptyResult
    from moto.ec2.models.vpn_connections import VPNConnection
    from moto.ec2.responses.vpn_connections import VPNConnections

    def connection_of(response: Any) -> Any:
        return response.ec2_backend.vpn_connections[response._get_param("VpnConnectionId")]

    @added(VPNConnections, "create_vpn_connection_route")
    def create(self):
        connection = connection_of(self)
        route = {"DestinationCidrBlock": self._get_param("DestinationCidrBlock"), "State": "available"}
        connection.routes = [*getattr(connection, "routes", []), route]
        return EmptyResult()

    @added(VPNConnections, "delete_vpn_connection_route")
    def delete(self):
        connection, gone = connection_of(self), self._get_param("DestinationCidrBlock")
        connection.routes = [each for each in connection.routes if each["DestinationCidrBlock"] != gone]
        return EmptyResult()

    @around(VPNConnection, "get_filter_value")
    def value(original, self, filter_name, method_name=None):
        if filter_name == "route.destination-cidr-block":
            return [each["DestinationCidrBlock"] for each in getattr(self, "routes", [])]
        if filter_name == "vpn-connection-id":
            return self.id
        return original(self, filter_name, method_name)


def route_propagation() -> None:
    """Tables that take the routes of a VPN gateway."""
    from moto.core.responses import EmptyResult
    from moto.ec2.responses.virtual_private_gateways import VirtualPrivateGateways

    def change(response: Any, *, enabled: bool) -> EmptyResult:
        table = response.ec2_backend.get_route_table(response._get_param("RouteTableId"))
        gateway = {"GatewayId": response._get_param("GatewayId")}
        others = [each for each in getattr(table, "propagating_vgws", []) if each != gateway]
        table.propagating_vgws = [*others, gateway] if enabled else others
        return EmptyResult()

    @added(VirtualPrivateGateways, "enable_vgw_route_propagation")
    def enable(self):
        return change(self, enabled=True)

    @added(VirtualPrivateGateways, "disable_vgw_route_propagation")
    def disable(self):
        return change(self, enabled=False)


def _connection(client: Clients, **settings: Any) -> tuple[Any, str]:
    ec2 = client("ec2")
    device = ec2.create_customer_gateway(Type="ipsec.1", PublicIp="198.51.100.7", BgpAsn=65000)
    gateway = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
    connection = ec2.create_vpn_connection(
        Type="ipsec.1",
        CustomerGatewayId=device["CustomerGateway"]["CustomerGatewayId"],
        VpnGatewayId=gateway,
        **settings,
    )
    return ec2, connection["VpnConnection"]["VpnConnectionId"]


def _described(ec2: Any, connection: str) -> Any:
    return ec2.describe_vpn_connections(VpnConnectionIds=[connection])["VpnConnections"][0]


def _see_options(client: Clients) -> Seen:
    tunnel = {"IKEVersions": [{"Value": "ikev2"}], "StartupAction": "start"}
    ec2, connection = _connection(client, Options={"StaticRoutesOnly": True, "TunnelOptions": [tunnel, tunnel]})
    found = _described(ec2, connection)
    options = found.get("Options", {})
    addresses = re.findall(r"52\.[\d.]+", found["CustomerGatewayConfiguration"])
    return (
        [
            options.get("StaticRoutesOnly"),
            [(each.get("IkeVersions"), each.get("StartupAction")) for each in options.get("TunnelOptions", [])],
            len(set(addresses)),
        ],
        [True, [([{"Value": "ikev2"}], "start")] * 2, 2],
    )


def _see_keys(client: Clients) -> Seen:
    ec2, connection = _connection(client, PreSharedKeyStorage="SecretsManager")
    found = _described(ec2, connection)
    keys = set(re.findall(r"<pre_shared_key>([^<]*)<", found["CustomerGatewayConfiguration"]))
    return (keys, ":secret:s2svpn!" in found.get("PreSharedKeyArn", "")), ({"REDACTED"}, True)


def _see_routes(client: Clients) -> Seen:
    ec2, connection = _connection(client)
    for cidr in ("192.168.0.0/24", "192.168.1.0/24"):
        ec2.create_vpn_connection_route(VpnConnectionId=connection, DestinationCidrBlock=cidr)
    ec2.delete_vpn_connection_route(VpnConnectionId=connection, DestinationCidrBlock="192.168.0.0/24")
    filters = {"route.destination-cidr-block": "192.168.1.0/24", "vpn-connection-id": connection}
    [found] = ec2.describe_vpn_connections(
        Filters=[{"Name": name, "Values": [value]} for name, value in filters.items()]
    )["VpnConnections"]
    return [each["DestinationCidrBlock"] for each in found["Routes"]], ["192.168.1.0/24"]


def _see_propagation(client: Clients) -> Seen:
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/24")["Vpc"]["VpcId"]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    gateways = [ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"] for _ in range(2)]
    for gateway in gateways:
        ec2.enable_vgw_route_propagation(RouteTableId=table, GatewayId=gateway)
    ec2.disable_vgw_route_propagation(RouteTableId=table, GatewayId=gateways[0])
    found = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["PropagatingVgws"]
    return found, [{"GatewayId": gateways[1]}]


FIXES = (
    Fix(
        id="ec2.vpn-connection-options",
        symptom="aws_vpn_connection: tunnel settings are planned again, with static routes it is replaced",
        apply=connection_options,
        probe=_see_options,
    ),
    Fix(
        id="ec2.vpn-connection-keys",
        symptom="aws_vpn_connection: keys kept in Secrets Manager are in the state all the same",
        apply=keys_in_secrets_manager,
        probe=_see_keys,
    ),
    Fix(
        id="ec2.vpn-connection-routes",
        symptom="aws_vpn_connection_route: CreateVpnConnectionRoute is missing, and no route is found",
        apply=static_routes,
        probe=_see_routes,
    ),
    Fix(
        id="ec2.vpn-gateway-propagation",
        symptom="aws_vpn_gateway_route_propagation: EnableVgwRoutePropagation is missing",
        apply=route_propagation,
        probe=_see_propagation,
    ),
)
