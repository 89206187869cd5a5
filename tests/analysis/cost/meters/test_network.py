"""Networks by the hour, the zone and the gigabyte."""

from typing import Any

import pytest

from constructs_lib.analysis.cost.meters import network
from constructs_lib.analysis.cost.resource import Unclear
from constructs_lib.foundation.usage import Usage
from tests.analysis.cost.metering import metered, resource


def test_nat_costs_its_hours_and_what_goes_through() -> None:
    assert metered("aws_nat_gateway", {}, usage=Usage(each={"nat_gb": 300})) == {"nat.hour": 730, "nat.gb": 300}


def test_every_public_address_costs() -> None:
    assert metered("aws_eip", {}) == {"public-address.hour": 730}


def test_zones_of_a_network_are_paid_at_both_ends() -> None:
    assert metered("aws_vpc", {}, usage=Usage(each={"cross_zone_gb": 10})) == {"transfer.same-region-gb": 20}


def test_an_interface_endpoint_costs_in_each_zone_and_a_gateway_nothing() -> None:
    interface = {"vpc_endpoint_type": "Interface", "subnet_ids": ["a", "b", "c"]}

    assert metered("aws_vpc_endpoint", interface) == {"endpoint.zone-hour": 2190, "endpoint.gb": 10}
    assert metered("aws_vpc_endpoint", {"vpc_endpoint_type": "Gateway"}) == {}
    # as the provider has it when nothing is said
    assert metered("aws_vpc_endpoint", {}) == {}


def test_an_endpoint_in_zones_nobody_can_count_is_told() -> None:
    body = {"vpc_endpoint_type": "Interface", "subnet_ids": "${jsondecode(data.x)}"}

    with pytest.raises(Unclear, match="subnet_ids"):
        list(network.endpoint(resource("aws_vpc_endpoint", body)))


@pytest.mark.parametrize(
    ("body", "product", "quantity"),
    [
        ({}, "transfer.same-region-gb", 20),
        ({"peer_region": "us-east-1"}, "transfer.same-region-gb", 20),
        ({"peer_region": "us-west-2"}, "transfer.other-region-gb", 10),
    ],
)
def test_peering_costs_by_where_the_other_end_is(body: Any, product: str, quantity: float) -> None:
    assert metered("aws_vpc_peering_connection", body) == {product: quantity}


def test_attachments_of_a_transit_gateway() -> None:
    hours = {"transit-gateway.attachment-hour": 730}

    assert metered("aws_ec2_transit_gateway_vpc_attachment", {}) == {**hours, "transit-gateway.gb": 50}
    assert metered("aws_ec2_transit_gateway_peering_attachment", {}) == hours


def test_a_vpn_to_a_transit_gateway_is_an_attachment_too() -> None:
    alone = {"vpn.hour": 730}

    assert metered("aws_vpn_connection", {"vpn_gateway_id": "v"}) == alone
    assert metered("aws_vpn_connection", {"transit_gateway_id": "t"}) == {
        **alone,
        "transit-gateway.attachment-hour": 730,
        "transit-gateway.gb": 50,
    }


def test_flow_logs_cost_by_where_they_go() -> None:
    assert metered("aws_flow_log", {"log_destination_type": "s3"}) == {"flow-log.bucket-gb": 5}
    assert metered("aws_flow_log", {}) == {"flow-log.group-gb": 5}


def test_a_resolver_endpoint_costs_by_its_addresses() -> None:
    assert metered("aws_route53_resolver_endpoint", {"ip_address": [{}, {}]}) == {"resolver.address-hour": 1460}


PUBLIC = {
    "load-balancer.application-hour": 730,
    "load-balancer.application-unit-hour": 730,
    "transfer.internet-gb": 50,
}


def test_a_public_load_balancer_sends_out_and_has_addresses() -> None:
    assert metered("aws_lb", {"subnets": ["a", "b"]}) == {**PUBLIC, "public-address.hour": 1460}
    # read from another stack: as many zones as are assumed
    assert metered("aws_lb", {"subnets": "${jsondecode(data.x)}"}) == {**PUBLIC, "public-address.hour": 2190}
    # addresses of its own are resources of their own
    assert metered("aws_lb", {"subnet_mapping": [{}, {}]}) == PUBLIC


def test_an_internal_load_balancer_does_not() -> None:
    assert metered("aws_lb", {"internal": True, "load_balancer_type": "network", "subnets": ["a"]}) == {
        "load-balancer.network-hour": 730,
        "load-balancer.network-unit-hour": 730,
    }


def test_a_gateway_load_balancer_costs_by_the_zone() -> None:
    assert metered("aws_lb", {"load_balancer_type": "gateway", "subnets": ["a", "b"]}) == {
        "load-balancer.gateway-hour": 1460,
        "load-balancer.gateway-unit-hour": 730,
    }
    with pytest.raises(Unclear, match="subnets"):
        metered("aws_lb", {"load_balancer_type": "gateway"})
