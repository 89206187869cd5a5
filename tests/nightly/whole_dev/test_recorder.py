"""AWS Config, as AWS has it after an apply (G4)."""

from typing import Any

import pytest

from constructs_lib.account.recorder.config import RecorderConfig
from constructs_lib.account.recorder.plan import packs_at, rules_alone
from constructs_lib.foundation.placement import Placement
from environments import dev
from tests.apply.estate import Estate

RECORDERS = [
    (plan.placement, plan.config) for plan in dev.ENVIRONMENT.stack_plans() if isinstance(plan.config, RecorderConfig)
]
IDS = [placement.stack_id("recorder") for placement, _ in RECORDERS]
EACH = pytest.mark.parametrize(("placement", "config"), RECORDERS, ids=IDS)


def client(estate: Estate, placement: Placement) -> Any:
    return estate.client("config", placement.account.id, placement.region)


@EACH
def test_records_what_it_is_told_to_into_the_accounts_bucket(
    estate: Estate, placement: Placement, config: RecorderConfig
) -> None:
    aws, recording = client(estate, placement), config.recording
    account = estate.outputs(placement.environment)[placement.stack_id("account")]
    (recorder,) = aws.describe_configuration_recorders()["ConfigurationRecorders"]
    (status,) = aws.describe_configuration_recorder_status()["ConfigurationRecordersStatus"]
    (channel,) = aws.describe_delivery_channels()["DeliveryChannels"]

    assert recording is not None
    assert recorder["recordingMode"]["recordingFrequency"] == recording.frequency
    assert recorder["recordingGroup"]["includeGlobalResourceTypes"] == recording.global_types
    assert status["recording"] is True
    assert (channel["s3BucketName"], channel["s3KmsKeyArn"]) == (account["LogBucketName"], account["LogKeyArn"])


@EACH
def test_asks_at_run_time_what_stacks_were_asked(estate: Estate, placement: Placement, config: RecorderConfig) -> None:
    pages = client(estate, placement).get_paginator("describe_config_rules").paginate()
    found = {rule["Source"]["SourceIdentifier"] for page in pages for rule in page["ConfigRules"]}
    where = packs_at(placement.tags, protected=placement.protected)

    assert found == {managed.identifier for managed in rules_alone(config, where)}


@EACH
def test_people_hear_of_what_breaks_a_rule(estate: Estate, placement: Placement, config: RecorderConfig) -> None:
    del config
    account = estate.outputs(placement.environment)[placement.stack_id("account")]
    events = estate.client("events", placement.account.id, placement.region)
    (target,) = events.list_targets_by_rule(Rule=placement.name("broken", "rules"))["Targets"]

    assert target["Arn"] == account["WarningTopicArn"]


@EACH
def test_who_collects_is_let_in(estate: Estate, placement: Placement, config: RecorderConfig) -> None:
    told = client(estate, placement).describe_aggregation_authorizations()["AggregationAuthorizations"]

    assert {(each["AuthorizedAccountId"], each["AuthorizedAwsRegion"]) for each in told} == {
        (place.account.id, place.region) for place in config.collected_by.values()
    }
