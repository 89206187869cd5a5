"""The link stack of a replication: what it reads at both ends, and where it puts what."""

from dataclasses import replace
from typing import Any

from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.data.replication.stack import ReplicationStack
from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.state import LocalState
from tests.iam_linter import findings
from tests.placements import VIRGINIA
from tests.synthesis import resource, resources, synthesized_stack

OREGON = replace(VIRGINIA, region="us-west-2")


def link(to: Placement = OREGON) -> tuple[ReplicationStack, Any]:
    config = ReplicationConfig(component="audit", to=to)
    return synthesized_stack(lambda app: ReplicationStack(app, VIRGINIA, config))


def test_comes_after_both_buckets_so_that_versioning_is_on() -> None:
    stack, _ = link()

    assert stack.stack_id == "test-us-east-1-replication-audit"
    assert [read.source for read in stack.reads] == [
        "test-us-east-1-account",
        "test-us-east-1-bucket-audit",
        "test-us-west-2-bucket-audit",
        "test-us-west-2-account",
    ]


def test_writes_at_the_source_and_names_the_destinations_bucket_and_key() -> None:
    _, document = link()
    body = resource(document, "aws_s3_bucket_replication_configuration")
    destination = body["rule"][0]["destination"]

    assert "provider" not in body
    assert "read-source-bucket_bucket-name" in body["bucket"]
    assert "read-destination-bucket_bucket-arn" in destination["bucket"]
    assert "read-destination-bucket_key-arn" in destination["encryption_configuration"]["replica_kms_key_id"]


def test_alarms_are_where_their_metrics_are() -> None:
    _, document = link()
    places = {
        body["alarm_name"]: (body.get("provider", "aws"), body["alarm_actions"][0].split(".")[2])
        for body in resources(document, "aws_cloudwatch_metric_alarm").values()
    }
    topics = {name: topic.rpartition("_")[0] for name, (_, topic) in places.items()}

    assert {name: provider for name, (provider, _) in places.items()} == {
        "test-use1-replication-audit-failed": "aws",
        "test-usw2-replication-audit-late": "aws.deploy-shop-test-us-west-2",
        "test-usw2-replication-audit-backlog": "aws.deploy-shop-test-us-west-2",
    }
    assert topics == {
        "test-use1-replication-audit-failed": "read-source-account_critical-topic-arn",
        "test-usw2-replication-audit-late": "read-destination-account_critical-topic-arn",
        "test-usw2-replication-audit-backlog": "read-destination-account_warning-topic-arn",
    }


def test_another_account_is_only_read_from() -> None:
    """Its bucket and key let this link in by themselves, so it needs no rights there beyond reading their names."""
    other = Account(name="shop-other", id="222222222222", state=LocalState())
    stack, document = link(replace(OREGON, account=other))
    roles = [each["assume_role"][0]["role_arn"] for each in document["provider"]["aws"] if "222222222222" in str(each)]

    assert [read.source for read in stack.reads if read.source.endswith("-account")] == ["test-us-east-1-account"]
    assert roles == ["arn:aws:iam::222222222222:role/cairn-contract-reader"]
    assert [each["alarm_name"] for each in resources(document, "aws_cloudwatch_metric_alarm").values()] == [
        "test-use1-replication-audit-failed"
    ]


def test_holds_nothing_that_is_lost_with_it() -> None:
    _, document = link()

    assert set(document["resource"]) == {
        "aws_cloudwatch_metric_alarm",
        "aws_iam_role",
        "aws_iam_role_policy",
        "aws_s3_bucket_notification",
        "aws_s3_bucket_replication_configuration",
    }


def test_role_is_named_after_the_link() -> None:
    _, document = link()

    assert resource(document, "aws_iam_role")["name"] == "test-use1-replication-audit"


def test_policies_please_the_linter() -> None:
    _, document = link()

    assert findings(document) == []
