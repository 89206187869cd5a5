"""Flow logs alone in somebody's stack."""

from typing import Any

from constructs_lib.network.flow_logs import FlowLogs
from tests.synthesis import resource, synthesized


def flow_log() -> Any:
    document = synthesized(
        lambda stack: FlowLogs(stack, "logs", name="shop", vpc_id="vpc-1", bucket_arn="arn:aws:s3:::shop-logs")
    )
    return resource(document, "aws_flow_log")


def test_all_traffic_goes_to_the_bucket_without_a_role() -> None:
    body = flow_log()

    assert (body["vpc_id"], body["traffic_type"]) == ("vpc-1", "ALL")
    assert (body["log_destination_type"], body["log_destination"]) == ("s3", "arn:aws:s3:::shop-logs")
    assert "iam_role_arn" not in body


def test_is_ready_for_athena() -> None:
    assert flow_log()["destination_options"] == {
        "file_format": "parquet",
        "hive_compatible_partitions": True,
        "per_hour_partition": True,
    }


def test_looks_every_minute() -> None:
    assert flow_log()["max_aggregation_interval"] == 60


def test_fields_reach_aws_as_they_are() -> None:
    """Terraform reads $${…} as ${…}; a single $ would be an expression of its own."""
    fields = flow_log()["log_format"].split(" ")

    assert [field for field in fields if not field.startswith("$${")] == []
    assert fields[:4] == ["$${version}", "$${account-id}", "$${interface-id}", "$${srcaddr}"]
    assert {"$${pkt-srcaddr}", "$${pkt-dstaddr}", "$${tcp-flags}", "$${flow-direction}"} <= set(fields)
