"""What watches an account, as AWS has it after an apply."""

from typing import Any

import pytest

from constructs_lib.account.audit.config import AuditConfig
from constructs_lib.foundation.placement import Placement
from environments import dev
from tests.apply.estate import Estate

PLACES = [plan.placement for plan in dev.ENVIRONMENT.stack_plans() if isinstance(plan.config, AuditConfig)]


def client(estate: Estate, service: str, placement: Placement) -> Any:
    return estate.client(service, placement.account.id, placement.region)


@pytest.mark.parametrize("placement", PLACES, ids=lambda each: each.environment)
def test_each_account_has_one_trail_that_records_everywhere(estate: Estate, placement: Placement) -> None:
    trails = client(estate, "cloudtrail", placement)
    [trail] = trails.describe_trails()["trailList"]

    assert (trail["IsMultiRegionTrail"], trail["LogFileValidationEnabled"]) == (True, True)
    assert trail["S3BucketName"] == placement.bucket_name("trail")
    assert trails.get_trail_status(Name=trail["Name"])["IsLogging"] is True
    assert trails.get_event_selectors(TrailName=trail["Name"])["AdvancedEventSelectors"] == [
        {
            "Name": "Management events",
            "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}],
        }
    ]


@pytest.mark.parametrize("placement", PLACES, ids=lambda each: each.environment)
def test_everything_that_is_counted_rings_somewhere(estate: Estate, placement: Placement) -> None:
    logs, alarms = (client(estate, service, placement) for service in ("logs", "cloudwatch"))
    name = placement.name("trail")
    counted = logs.describe_metric_filters(logGroupName=f"/aws/cloudtrail/{name}")["metricFilters"]
    ringing = alarms.describe_alarms(AlarmNamePrefix=f"{name}-")["MetricAlarms"]
    topics = {topic["TopicArn"] for topic in client(estate, "sns", placement).list_topics()["Topics"]}

    assert {each["metricTransformations"][0]["metricName"] for each in counted} == {
        each["MetricName"] for each in ringing
    }
    assert {arn for each in ringing for arn in each["AlarmActions"]} == topics


@pytest.mark.parametrize("placement", PLACES, ids=lambda each: each.environment)
def test_every_region_in_use_has_a_detector_a_hub_and_an_analyzer(estate: Estate, placement: Placement) -> None:
    guardduty, hub = (client(estate, service, placement) for service in ("guardduty", "securityhub"))
    [detector] = guardduty.list_detectors()["DetectorIds"]
    found = guardduty.get_detector(DetectorId=detector)
    extra = {each["Name"] for each in found["Features"] if each["Status"] == "ENABLED"}
    standards = hub.get_enabled_standards()["StandardsSubscriptions"]
    [analyzer] = client(estate, "accessanalyzer", placement).list_analyzers()["analyzers"]

    assert found["Status"] == "ENABLED"
    # dev reads what every detector reads, and no more
    assert ("S3_DATA_EVENTS" in extra) is placement.protected
    assert {each["StandardsStatus"] for each in standards} == {"READY"}
    assert (analyzer["name"], analyzer["type"]) == (placement.name("analyzer"), "ACCOUNT")
