"""A replication alone in somebody's stack."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.data.replication.bucket_replication import RULE_ID, BucketReplication
from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.data.replication.replication_role import End
from constructs_lib.foundation.errors import ConfigError
from tests.placements import VIRGINIA
from tests.synthesis import resource, synthesized

CONFIG = ReplicationConfig(component="audit", to=replace(VIRGINIA, region="us-west-2"))
HERE = "111111111111"
SOURCE = End(
    bucket_name="here", bucket_arn="arn:aws:s3:::here", key_arn="key-here", region="us-east-1", account_id=HERE
)
DESTINATION = End(
    bucket_name="there", bucket_arn="arn:aws:s3:::there", key_arn="key-there", region="us-west-2", account_id=HERE
)


def replication(config: ReplicationConfig = CONFIG, destination: End = DESTINATION) -> Any:
    return synthesized(
        lambda stack: BucketReplication(
            stack,
            "replication",
            config,
            name="shop-replication-audit",
            source=SOURCE,
            destination=destination,
            topic_arn="arn:aws:sns:us-east-1:111111111111:shop-warning",
        )
    )


def rule(config: ReplicationConfig = CONFIG, destination: End = DESTINATION) -> Any:
    [only] = resource(replication(config, destination), "aws_s3_bucket_replication_configuration")["rule"]
    return only


def test_is_a_rule_for_everything_of_the_second_version() -> None:
    """A filter makes it one; then the delete markers and the priority must be said."""
    body = rule()

    assert (body["id"], body["status"], body["priority"], body["filter"]) == (RULE_ID, "Enabled", 1, {"prefix": ""})
    assert body["delete_marker_replication"] == {"status": "Enabled"}
    assert rule(replace(CONFIG, delete_markers=False))["delete_marker_replication"] == {"status": "Disabled"}


def test_encrypted_objects_are_selected_and_encrypted_again_with_the_other_regions_key() -> None:
    """One without the other passes every check of Terraform's, and nothing is copied."""
    body = rule()

    assert body["source_selection_criteria"]["sse_kms_encrypted_objects"] == {"status": "Enabled"}
    assert body["destination"]["encryption_configuration"] == {"replica_kms_key_id": "key-there"}


def test_changes_of_copies_go_back_once_there_is_a_way_back() -> None:
    assert rule()["source_selection_criteria"]["replica_modifications"] == {"status": "Enabled"}


def test_time_control_has_the_only_minutes_there_are_and_its_metrics() -> None:
    destination = rule()["destination"]

    assert destination["replication_time"] == {"status": "Enabled", "time": {"minutes": 15}}
    assert destination["metrics"] == {"status": "Enabled", "event_threshold": {"minutes": 15}}


def test_metrics_stay_without_time_control() -> None:
    destination = rule(replace(CONFIG, replication_time_control=False))["destination"]

    assert "replication_time" not in destination
    assert destination["metrics"] == {"status": "Enabled"}


def test_starts_when_the_role_may_do_its_work() -> None:
    """What fails for want of a permission is not tried again."""
    [first] = resource(replication(), "aws_s3_bucket_replication_configuration")["depends_on"]

    assert first.startswith("aws_iam_role_policy.")


def test_tells_what_it_could_not_copy() -> None:
    body = resource(replication(), "aws_s3_bucket_notification")

    assert body["bucket"] == "here"
    assert body["topic"] == [
        {
            "events": ["s3:Replication:*"],
            "id": "replication",
            "topic_arn": "arn:aws:sns:us-east-1:111111111111:shop-warning",
        }
    ]


def test_owner_and_access_stay_as_they_are_within_an_account() -> None:
    """Translating them is for copies in another account, and useless without naming it."""
    assert not {"account", "access_control_translation", "storage_class"} & set(rule()["destination"])


def test_copies_in_another_account_belong_to_it() -> None:
    destination = rule(destination=replace(DESTINATION, account_id="222222222222"))["destination"]

    assert destination["account"] == "222222222222"
    assert destination["access_control_translation"] == {"owner": "Destination"}


def test_refuses_a_mistaken_config() -> None:
    with pytest.raises(ConfigError, match="pending_alarm_gib: is out of range"):
        replication(replace(CONFIG, pending_alarm_gib=0))
