"""A cluster alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.compute.cluster.cluster import Cluster
from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resource, synthesized


def cluster(*, name: str = "shop", protected: bool = True, **settings: Any) -> Any:
    config = ClusterConfig(host_names=("api",), **settings)
    return synthesized(
        lambda stack: Cluster(stack, "cluster", config, name=name, log_key_arn="arn:key", protected=protected)
    )


def test_measures_tasks() -> None:
    body = resource(cluster(), "aws_ecs_cluster")

    assert body["setting"] == [{"name": "containerInsights", "value": "enabled"}]


def test_keeps_what_is_typed_into_tasks() -> None:
    document = cluster()
    group = resource(document, "aws_cloudwatch_log_group")
    execution = resource(document, "aws_ecs_cluster")["configuration"]["execute_command_configuration"]

    assert (group["name"], group["kms_key_id"], group["retention_in_days"]) == ("/ecs/shop/exec", "arn:key", 400)
    assert execution == {
        "logging": "OVERRIDE",
        "log_configuration": {
            "cloud_watch_encryption_enabled": True,
            "cloud_watch_log_group_name": "${aws_cloudwatch_log_group.cluster_exec-logs_E9B630B6.name}",
        },
    }


@pytest.mark.parametrize(
    ("spot_percent", "strategy"),
    [
        (0, [("FARGATE", 0, 100)]),
        (70, [("FARGATE", 1, 30), ("FARGATE_SPOT", 0, 70)]),
        (100, [("FARGATE_SPOT", 0, 100)]),
    ],
)
def test_offers_both_kinds_of_capacity_whatever_the_default(spot_percent: int, strategy: list[Any]) -> None:
    body = resource(cluster(spot_percent=spot_percent), "aws_ecs_cluster_capacity_providers")

    assert body["capacity_providers"] == ["FARGATE", "FARGATE_SPOT"]
    assert [
        (each["capacity_provider"], each["base"], each["weight"]) for each in body["default_capacity_provider_strategy"]
    ] == strategy


@pytest.mark.parametrize("protected", [True, False])
def test_evidence_is_not_lost_by_accident(*, protected: bool) -> None:
    body = resource(cluster(protected=protected), "aws_cloudwatch_log_group")

    assert body["lifecycle"] == {"prevent_destroy": protected}


def test_refuses_what_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/cluster\.spot_percent"):
        cluster(spot_percent=-1)
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        cluster(name="${x}")
