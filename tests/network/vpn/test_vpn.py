"""A VPN alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest
from cdktf import TerraformStack

from constructs_lib.network.vpn.config import VpnConfig
from constructs_lib.network.vpn.vpn import Vpn
from tests.connected import AT_HUB, OFFICE, OFFICE_IPV6
from tests.synthesis import resource, resources, synthesized

KEY = "arn:aws:kms:us-east-1:111111111111:key/1"


def vpn(config: VpnConfig = OFFICE) -> Any:
    at_hub = config.ends_at == "transit_gateway"

    def build(stack: TerraformStack) -> None:
        Vpn(
            stack,
            "vpn",
            config,
            name="shop-office",
            log_key_arn=KEY,
            vpn_gateway_id=None if at_hub else "vgw-1",
            transit_gateway_id="tgw-1" if at_hub else None,
        )

    return synthesized(build)


def test_no_key_is_given_and_aws_keeps_its_own_in_secrets_manager() -> None:
    connection = resource(vpn(), "aws_vpn_connection")

    assert connection["preshared_key_storage"] == "SecretsManager"
    assert not [name for name in connection if name.endswith("_preshared_key")]


@pytest.mark.parametrize("tunnel", ["tunnel1", "tunnel2"])
def test_both_tunnels_take_strong_ciphers_only(tunnel: str) -> None:
    connection = resource(vpn(), "aws_vpn_connection")

    assert connection[f"{tunnel}_ike_versions"] == ["ikev2"]
    for phase in ("phase1", "phase2"):
        assert connection[f"{tunnel}_{phase}_encryption_algorithms"] == ["AES256-GCM-16"]
        assert "SHA1" not in connection[f"{tunnel}_{phase}_integrity_algorithms"]
        assert min(connection[f"{tunnel}_{phase}_dh_group_numbers"]) >= 19


@pytest.mark.parametrize("tunnel", ["tunnel1", "tunnel2"])
def test_both_tunnels_log_encrypted_and_come_back_by_themselves(tunnel: str) -> None:
    document = vpn()
    connection = resource(document, "aws_vpn_connection")
    group = resource(document, "aws_cloudwatch_log_group")

    assert connection[f"{tunnel}_log_options"]["cloudwatch_log_options"]["log_enabled"] is True
    assert (connection[f"{tunnel}_startup_action"], connection[f"{tunnel}_dpd_timeout_action"]) == ("start", "restart")
    assert (group["kms_key_id"], group["retention_in_days"]) == (KEY, 90)
    assert group["name"].startswith("/aws/vendedlogs/")


def test_inside_addresses_are_awss_choice_unless_said() -> None:
    assert not [name for name in resource(vpn(), "aws_vpn_connection") if name.endswith("inside_cidr")]
    connection = resource(
        vpn(replace(OFFICE, tunnel_inside_cidrs=("169.254.44.40/30", "169.254.44.44/30"))), "aws_vpn_connection"
    )

    assert (connection["tunnel1_inside_cidr"], connection["tunnel2_inside_cidr"]) == (
        "169.254.44.40/30",
        "169.254.44.44/30",
    )


def test_one_kind_of_packets_is_in_both_tunnels() -> None:
    inside = replace(OFFICE_IPV6, tunnel_inside_cidrs=("fd00:9::/126", "fd00:9::4/126"))
    six, four = resource(vpn(inside), "aws_vpn_connection"), resource(vpn(AT_HUB), "aws_vpn_connection")

    assert {name: value for name, value in six.items() if "inside" in name} == {
        "tunnel_inside_ip_version": "ipv6",
        "tunnel1_inside_ipv6_cidr": "fd00:9::/126",
        "tunnel2_inside_ipv6_cidr": "fd00:9::4/126",
    }
    assert [name for name in four if "inside" in name] == []


def test_static_routes_are_the_connections_at_a_vpn_gateway() -> None:
    document = vpn(replace(OFFICE, routing="static", remote_cidrs=("172.20.0.0/16", "172.21.0.0/16")))
    routes = resources(document, "aws_vpn_connection_route").values()

    assert resource(document, "aws_vpn_connection")["static_routes_only"] is True
    assert sorted(body["destination_cidr_block"] for body in routes) == ["172.20.0.0/16", "172.21.0.0/16"]


@pytest.mark.parametrize("config", [replace(OFFICE, routing="bgp"), replace(AT_HUB, routing="static")])
def test_elsewhere_they_are_not(config: VpnConfig) -> None:
    assert resources(vpn(config), "aws_vpn_connection_route") == {}


def test_ends_at_one_gateway() -> None:
    own, hub = resource(vpn(), "aws_vpn_connection"), resource(vpn(AT_HUB), "aws_vpn_connection")

    assert (own["vpn_gateway_id"], own.get("transit_gateway_id")) == ("vgw-1", None)
    assert (hub.get("vpn_gateway_id"), hub["transit_gateway_id"]) == (None, "tgw-1")


@pytest.mark.parametrize(
    ("asn", "argument"), [(65000, "bgp_asn"), (2_147_483_647, "bgp_asn"), (2_147_483_648, "bgp_asn_extended")]
)
def test_a_large_number_has_an_argument_of_its_own(asn: int, argument: str) -> None:
    device = resource(vpn(replace(OFFICE, customer_gateway_asn=asn)), "aws_customer_gateway")

    assert {name: device[name] for name in device if name.startswith("bgp")} == {argument: str(asn)}
