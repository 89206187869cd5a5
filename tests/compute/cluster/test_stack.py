"""The cluster stack: what it puts together, reads and tells."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.compute.cluster.stack import ClusterStack
from tests.iam_linter import findings
from tests.placements import VIRGINIA
from tests.synthesis import resource, resources, synthesized_stack


def cluster(*, protected: bool = True) -> tuple[ClusterStack, Any]:
    placement = replace(VIRGINIA, protected=protected)
    return synthesized_stack(lambda app: ClusterStack(app, placement, ClusterConfig(host_names=("api",))))


def test_reads_account_network_and_dns() -> None:
    stack, _ = cluster()

    assert [read.source for read in stack.reads] == [
        "test-us-east-1-account",
        "test-us-east-1-network",
        "test-us-east-1-dns",
    ]


def test_stands_in_the_public_subnets_of_every_zone() -> None:
    """The list is read whole, so a zone more in the network is a subnet more here."""
    _, document = cluster()
    subnets = resource(document, "aws_lb")["subnets"]

    assert subnets.startswith("${jsondecode(data.aws_ssm_parameter.read-network_public-subnet-ids")


def test_is_found_under_its_name_in_the_zone() -> None:
    _, document = cluster()

    assert resource(document, "aws_route53_record")["name"].startswith(
        "api.${data.aws_ssm_parameter.read-dns_zone-name"
    )


def test_writes_its_access_logs_where_the_account_says() -> None:
    _, document = cluster()

    assert "read-account_access-log-bucket-name" in resource(document, "aws_lb")["access_logs"]["bucket"]


def test_tells_by_the_names_others_know() -> None:
    _, document = cluster()
    told = {name: output["value"] for name, output in document["output"].items()}

    assert told["ClusterArn"] == "${aws_ecs_cluster.cluster.arn}"
    assert told["LoadBalancerDns"] == "${aws_lb.load-balancer.dns_name}"


@pytest.mark.parametrize("protected", [True, False])
def test_protection_is_the_placements(*, protected: bool) -> None:
    _, document = cluster(protected=protected)

    assert resource(document, "aws_lb")["enable_deletion_protection"] == protected
    assert resource(document, "aws_cloudwatch_log_group")["lifecycle"] == {"prevent_destroy": protected}


def test_addresses_say_nothing_of_environment_or_region() -> None:
    _, document = cluster()
    names = [name for named in document["resource"].values() for name in named]

    assert [name for name in names if "test" in name or "us-east-1" in name or "use1" in name] == []
    assert len(resources(document, "aws_cloudwatch_metric_alarm")) == 2


def test_parliament_finds_nothing() -> None:
    assert findings(cluster()[1]) == []
