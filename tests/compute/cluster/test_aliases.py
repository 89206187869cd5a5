"""Aliases alone in somebody's stack."""

from constructs_lib.compute.cluster.aliases import Aliases
from constructs_lib.compute.cluster.config import ClusterConfig
from tests.synthesis import resources, synthesized


def test_every_name_leads_to_the_load_balancer() -> None:
    config = ClusterConfig(host_names=("@", "api", "api.eu"))
    records = resources(
        synthesized(
            lambda stack: Aliases(
                stack,
                "aliases",
                config,
                zone_id="Z1",
                zone_name="example.com",
                load_balancer_dns="shop.elb.amazonaws.com",
                load_balancer_zone_id="Z2",
            )
        ),
        "aws_route53_record",
    )

    assert {name: body["name"] for name, body in records.items()} == {
        "aliases_apex": "example.com",
        "aliases_api": "api.example.com",
        "aliases_api_eu": "api.eu.example.com",
    }
    assert {body["type"] for body in records.values()} == {"A"}
    # an alias has neither TTL nor records of its own, and its zone is AWS's
    assert all("ttl" not in body and "records" not in body for body in records.values())
    assert [body["alias"] for body in records.values()] == [
        {"name": "shop.elb.amazonaws.com", "zone_id": "Z2", "evaluate_target_health": True}
    ] * 3
