"""Rules about networks."""

from typing import Any

import pytest

from tests.analysis.policies.cases import Case, both, holds, one, provider

VPC = one("aws_vpc", cidr_block="10.0.0.0/16")
VPC_ID = "${aws_vpc.this.id}"
PEERING = "aws_vpc_peering_connection"
ENDPOINT = "aws_vpc_endpoint"
S3 = "com.amazonaws.us-east-1.s3"
INTERFACE = {"vpc_endpoint_type": "Interface", "service_name": S3, "vpc_id": VPC_ID, "private_dns_enabled": True}


def subnet(name: str = "a", cidr: str = "10.0.1.0/24", **more: Any) -> Any:
    """A subnet of the VPC."""
    return one("aws_subnet", name, vpc_id=VPC_ID, cidr_block=cidr, **more)


def endpoint(*subnets: str) -> Any:
    """An endpoint in subnets of two zones."""
    ids = [f"${{aws_subnet.{each}.id}}" for each in subnets]
    zones = {"a": "us-east-1a", "b": "us-east-1b", "c": "us-east-1a"}
    return both(
        *(subnet(name, availability_zone=zone) for name, zone in zones.items()),
        one(ENDPOINT, vpc_endpoint_type="Interface", subnet_ids=ids),
    )


def waiting_is_said(peering: str) -> Any:
    """A check that warns at every plan until somebody else has accepted."""
    return {"check": {"accepted": {"assert": {"condition": f'${{{peering}.accept_status == "active"}}'}}}}


CASES = (
    Case(
        rule="vpc-flow-logs",
        good=both(VPC, one("aws_flow_log", vpc_id=VPC_ID, traffic_type="ALL")),
        bad=VPC,
        says="traffic is not logged",
    ),
    Case(
        rule="vpc-default-security-group",
        good=both(VPC, one("aws_default_security_group", vpc_id=VPC_ID, ingress=[], egress=[])),
        bad=both(VPC, one("aws_default_security_group", vpc_id=VPC_ID, egress=[{"protocol": "-1"}])),
        says="has egress rules",
    ),
    Case(
        rule="subnet-public-addresses",
        good=subnet(),
        bad=subnet(map_public_ip_on_launch=True),
        says="map_public_ip_on_launch is true",
    ),
    Case(
        rule="subnet-in-vpc",
        good=both(VPC, subnet()),
        bad=both(VPC, subnet(cidr="10.1.0.0/24")),
        says="allowed  10.0.0.0/16",
    ),
    Case(
        rule="subnet-in-vpc",
        good=both(
            VPC,
            subnet(cidr="10.1.0.0/24"),
            one("aws_vpc_ipv4_cidr_block_association", vpc_id=VPC_ID, cidr_block="10.1.0.0/16"),
        ),
        bad=both(VPC, subnet(cidr="10.0.0.0/8")),
        says="outside its VPC",
    ),
    Case(
        rule="subnet-overlap",
        good=both(VPC, subnet(), subnet("b", "10.0.2.0/24")),
        bad=both(VPC, subnet(), subnet("b", "10.0.1.128/25")),
        says="aws_subnet.a and aws_subnet.b overlap",
    ),
    Case(
        rule="peering-auto-accept",
        good=both(provider(region="us-east-1"), one(PEERING, auto_accept=True, peer_region="us-east-1")),
        bad=both(provider(region="us-east-1"), one(PEERING, auto_accept=True, peer_region="us-west-2")),
        says="auto_accept does not work with peer_region",
    ),
    Case(
        rule="peering-accepted",
        good=both(
            one(PEERING),
            one(
                "aws_vpc_peering_connection_accepter",
                vpc_peering_connection_id="${aws_vpc_peering_connection.this.id}",
                auto_accept=True,
            ),
        ),
        bad=one(PEERING),
        says="nobody accepts",
    ),
    Case(
        rule="peering-accepted",
        good=both(one(PEERING), waiting_is_said(f"{PEERING}.this")),
        bad=both(one(PEERING), waiting_is_said(f"{PEERING}.other")),
        says="a check block about its accept_status",
    ),
    Case(
        rule="endpoint-s3-private-dns",
        good=both(one(ENDPOINT, **INTERFACE), one(ENDPOINT, "gateway", service_name=S3, vpc_id=VPC_ID)),
        bad=one(ENDPOINT, **INTERFACE),
        says="without a gateway endpoint",
    ),
    Case(
        rule="endpoint-one-subnet-per-zone",
        good=endpoint("a", "b"),
        bad=endpoint("a", "b", "c"),
        says="two subnets in us-east-1a",
    ),
    Case(
        rule="vpn-preshared-key",
        good=one("aws_vpn_connection"),
        bad=one("aws_vpn_connection", tunnel2_preshared_key="x"),
        says="tunnel2_preshared_key is written down",
    ),
    Case(
        rule="route-target",
        good=one("aws_route", gateway_id="igw-1"),
        bad=one("aws_route", gateway_id="igw-1", nat_gateway_id="nat-1"),
        says="got      gateway_id, nat_gateway_id",
    ),
    Case(
        rule="flow-log-destination",
        good=one("aws_flow_log", log_destination="arn:aws:s3:::x"),
        bad=one("aws_flow_log"),
        says="log_destination is missing",
    ),
    Case(
        rule="route-peering-default",
        good=both(
            one("aws_route", destination_cidr_block="10.1.0.0/16", vpc_peering_connection_id="pcx-1"),
            one("aws_route", "out", destination_cidr_block="0.0.0.0/0", nat_gateway_id="nat-1"),
        ),
        bad=one("aws_route", destination_cidr_block="0.0.0.0/0", vpc_peering_connection_id="pcx-1"),
        says="everything is sent over a peering",
    ),
    Case(
        rule="route-peering-default",
        good=one("aws_route", destination_ipv6_cidr_block="2001:db8::/56", vpc_peering_connection_id="pcx-1"),
        bad=one("aws_route", destination_ipv6_cidr_block="::/0", vpc_peering_connection_id="pcx-1"),
        says="got      ::/0",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
