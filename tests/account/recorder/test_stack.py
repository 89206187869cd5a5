"""The stack of a recorder: what it puts together."""

from dataclasses import replace
from typing import Any

from constructs_lib.account.recorder.config import RecorderConfig
from constructs_lib.account.recorder.stack import RecorderStack
from tests.account.recorder.settings import EVERYTHING
from tests.placements import VIRGINIA
from tests.synthesis import resource, resources, statements, synthesized_stack

FREE = replace(VIRGINIA, protected=False)
RULE, STATUS = "aws_config_config_rule", "aws_config_configuration_recorder_status"


def recorder(config: RecorderConfig = EVERYTHING) -> tuple[RecorderStack, Any]:
    return synthesized_stack(lambda app: RecorderStack(app, FREE, config))


def test_needs_the_account_only() -> None:
    stack, _ = recorder()

    assert stack.stack_id == "test-us-east-1-recorder"
    assert [read.source for read in stack.reads] == ["test-us-east-1-account"]


def test_rules_and_packs_wait_for_a_recorder_that_runs() -> None:
    _, document = recorder()
    waiting = (*resources(document, RULE).values(), *resources(document, "aws_config_conformance_pack").values())

    assert len(waiting) > len(EVERYTHING.packs)
    assert {name.startswith(f"{STATUS}.recorder_running_") for body in waiting for name in body["depends_on"]} == {True}


def test_of_somebody_elses_recorder_only_the_rules_are_made() -> None:
    _, document = recorder(RecorderConfig(recording=None))

    assert [kind for kind in document["resource"] if "recorder" in kind or "channel" in kind] == []
    assert {"depends_on" in body for body in resources(document, RULE).values()} == {False}


def test_delivers_into_the_accounts_bucket_with_its_key() -> None:
    _, document = recorder(RecorderConfig())
    channel = resource(document, "aws_config_delivery_channel")

    assert "log-bucket-name" in channel["s3_bucket_name"]
    assert "log-key-arn" in channel["s3_kms_key_arn"]
    assert resources(document, "aws_s3_bucket") == {}


def test_or_into_its_own_once_its_policy_lets_it_in() -> None:
    _, document = recorder()
    policy = resource(document, "aws_s3_bucket_policy")

    assert resource(document, "aws_s3_bucket")["bucket"] == "test-use1-recorder-111111111111"
    assert resource(document, "aws_config_delivery_channel")["s3_bucket_name"].startswith("${aws_s3_bucket_policy.")
    assert statements(policy["policy"])["RecorderDelivers"]["Resource"] == (
        "arn:aws:s3:::test-use1-recorder-111111111111/evidence/AWSLogs/111111111111/Config/*"
    )


def test_changes_are_told_to_a_topic_that_aws_config_alone_publishes_to() -> None:
    _, document = recorder()
    policy = statements(resource(document, "aws_sns_topic_policy")["policy"])

    assert policy["ServicesOfThisAccountPublish"]["Principal"] == {"Service": "config.amazonaws.com"}
    assert resource(document, "aws_config_delivery_channel")["sns_topic_arn"].startswith("${aws_sns_topic.changes")


def test_remedies_are_of_rules_made_here() -> None:
    _, document = recorder()
    rules = {f"${{{RULE}.{name}.name}}" for name in document["resource"][RULE]}
    remedied = {
        body["config_rule_name"] for body in resources(document, "aws_config_remediation_configuration").values()
    }

    assert len(remedied) == len(EVERYTHING.remediations)
    assert remedied <= rules


def test_who_collects_and_who_may() -> None:
    _, document = recorder()

    assert resource(document, "aws_config_configuration_aggregator")["name"] == "test-use1-recorder"
    authorization = resource(document, "aws_config_aggregate_authorization")
    assert (authorization["account_id"], authorization["region"]) == ("111111111111", "us-east-1")


def test_people_are_told_by_the_warning_topic() -> None:
    _, document = recorder()

    assert "warning-topic-arn" in resource(document, "aws_cloudwatch_event_target")["arn"]
