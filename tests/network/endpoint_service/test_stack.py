"""The endpoint service stack: what it puts together, reads and tells."""

from dataclasses import replace
from typing import Any

from constructs_lib.network.endpoint_service.config import EndpointServiceConfig
from constructs_lib.network.endpoint_service.stack import EndpointServiceStack
from tests.placements import VIRGINIA
from tests.synthesis import resource, synthesized_stack

CONFIG = EndpointServiceConfig(component="orders", allowed_principals=("arn:aws:iam::888888888888:root",))


def offered(config: EndpointServiceConfig = CONFIG) -> tuple[EndpointServiceStack, Any]:
    return synthesized_stack(lambda app: EndpointServiceStack(app, VIRGINIA, config))


def test_stands_in_front_of_the_clusters_load_balancer() -> None:
    stack, document = offered()

    assert {read.record for read in stack.reads} == {"AccountOutputs", "ClusterOutputs", "NetworkOutputs"}
    assert "load-balancer-arn" in resource(document, "aws_lb_target_group_attachment")["target_id"]
    assert "private-subnet-ids" in resource(document, "aws_lb")["subnets"]


def test_a_name_brings_the_zone() -> None:
    stack, document = offered(replace(CONFIG, private_dns_name="api"))

    assert "DnsOutputs" in {read.record for read in stack.reads}
    assert "zone-id" in resource(document, "aws_route53_record")["zone_id"]


def test_names_fit() -> None:
    """A load balancer's name has 32 characters, whatever the component is called."""
    _, document = offered(replace(CONFIG, component="payments-and-refunds-api"))

    assert len(resource(document, "aws_lb")["name"]) <= 32
    assert len(resource(document, "aws_lb_target_group")["name"]) <= 32


def test_tells_endpoints_where_it_is() -> None:
    _, document = offered()
    told = {name: output["value"] for name, output in document["output"].items()}

    assert set(told) == {"OrdersServiceName", "OrdersServiceId"}
    assert told["OrdersServiceName"].endswith(".service_name}")
