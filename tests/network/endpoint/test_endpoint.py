"""An endpoint to somebody's service, alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.endpoint.config import EndpointConfig
from constructs_lib.network.endpoint.endpoint import Endpoint
from tests.synthesis import resource, resources, synthesized

SERVICE = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
CONFIG = EndpointConfig(component="ledger", service_name=SERVICE, port=8443)


def endpoint(config: EndpointConfig = CONFIG, *, accepted_at: str | None = None) -> Any:
    return synthesized(
        lambda stack: Endpoint(
            stack,
            "endpoint",
            config,
            name="shop-ledger",
            service_name=SERVICE,
            vpc_id="vpc-1",
            vpc_cidrs=("10.20.0.0/16", "100.64.0.0/16"),
            subnet_ids=("subnet-a", "subnet-b"),
            topic_arn="arn:topic",
            accepted_at=accepted_at,
            accepting=AwsProvider(stack, "other", alias="other", region="us-east-1") if accepted_at else None,
        )
    )


def test_private_addresses_of_the_service() -> None:
    body = resource(endpoint(), "aws_vpc_endpoint")

    assert (body["service_name"], body["vpc_endpoint_type"], body["subnet_ids"]) == (
        SERVICE,
        "Interface",
        ["subnet-a", "subnet-b"],
    )
    # AWS lets anything through to services that are not its own: there is no policy to be had
    assert "policy" not in body


def test_every_range_of_the_network_may_ask_on_the_services_port() -> None:
    rules = resources(endpoint(), "aws_vpc_security_group_ingress_rule").values()

    assert {(rule["cidr_ipv4"], rule["from_port"], rule["to_port"]) for rule in rules} == {
        ("10.20.0.0/16", 8443, 8443),
        ("100.64.0.0/16", 8443, 8443),
    }


def test_somebody_elses_owner_accepts() -> None:
    assert "aws_vpc_endpoint_connection_accepter" not in endpoint()["resource"]


def test_one_of_this_estate_is_accepted_with_its_own_accounts_rights() -> None:
    accepter = resource(endpoint(accepted_at="vpce-svc-1"), "aws_vpc_endpoint_connection_accepter")

    assert (accepter["vpc_endpoint_service_id"], accepter["provider"]) == ("vpce-svc-1", "aws.other")


@pytest.mark.parametrize("accepted_at", [None, "vpce-svc-1"])
def test_the_services_name_comes_last(accepted_at: str | None) -> None:
    """AWS refuses it before the connection is accepted."""
    name = resource(
        endpoint(replace(CONFIG, private_dns=True), accepted_at=accepted_at), "aws_vpc_endpoint_private_dns"
    )
    kind = "aws_vpc_endpoint_connection_accepter" if accepted_at else "aws_vpc_endpoint"

    assert name["private_dns_enabled"] is True
    assert [each.partition(".")[0] for each in name["depends_on"]] == [kind]


def test_dropped_packets_ring() -> None:
    alarm = resource(endpoint(), "aws_cloudwatch_metric_alarm")

    assert (alarm["namespace"], alarm["metric_name"], alarm["threshold"]) == (
        "AWS/PrivateLinkEndpoints",
        "PacketsDropped",
        0,
    )
    assert set(alarm["dimensions"]) == {"Endpoint Type", "Service Name", "VPC Endpoint Id", "VPC Id"}


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/endpoint\.provider: or service_name says which service it is"):
        endpoint(replace(CONFIG, service_name=None))
