"""Endpoints to somebody's service that cannot work, told before anything is made."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.endpoint.config import EndpointConfig
from tests.placements import VIRGINIA

NAMED = EndpointConfig(component="ledger", service_name="com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
OWN = EndpointConfig(component="orders", provider=VIRGINIA)
NETWORK = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1a", "us-east-1b"))


@pytest.mark.parametrize("config", [NAMED, OWN, replace(OWN, zones=("us-east-1b",), network=NETWORK, private_dns=True)])
def test_accepts(config: EndpointConfig) -> None:
    assert check(config) == ()
    assert list(config.problems_at(VIRGINIA)) == []


@pytest.mark.parametrize(
    ("config", "got"),
    [(replace(NAMED, service_name=None), "neither"), (replace(NAMED, provider=VIRGINIA), "both")],
)
def test_one_way_to_say_which_service(config: EndpointConfig, got: str) -> None:
    (problem,) = check(config)

    assert (problem.where, problem.what, problem.got) == ("provider", "or service_name says which service it is", got)


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        # AWS's own services are the network's: an S3 endpoint here would need its own rules for names
        ({"service_name": "com.amazonaws.us-east-1.s3"}, "service_name"),
        ({"service_name": "vpce-svc-0123456789abcdef0"}, "service_name"),
        ({"port": 0}, "port"),
    ],
)
def test_refuses(settings: dict[str, Any], where: str) -> None:
    assert [problem.where for problem in check(replace(NAMED, **settings))] == [where]


def test_zones_are_the_networks() -> None:
    (problem,) = check(replace(OWN, network=NETWORK, zones=("us-east-1b", "us-east-1f")))

    assert (problem.where, problem.got, problem.allowed) == ("zones", "us-east-1f", "us-east-1a, us-east-1b")


def test_a_service_is_where_it_is() -> None:
    oregon = replace(VIRGINIA, region="us-west-2")
    own, named = list(OWN.problems_at(oregon)), list(NAMED.problems_at(oregon))

    assert [(each.where, each.got, each.allowed) for each in (*own, *named)] == [
        ("provider", "us-east-1", "us-west-2"),
        ("service_name", "us-east-1", "us-west-2"),
    ]


def test_finds_its_network() -> None:
    assert OWN.ends(VIRGINIA) == {"network": (VIRGINIA, NetworkConfig)}
