"""Trails, detectors, the hub, analyzers."""

from typing import Any

import pytest

from tests.analysis.cost.metering import metered

MANAGEMENT = {"field_selector": [{"field": "eventCategory", "equals": ["Management"]}]}
CONTENTS = {"field_selector": [{"field": "eventCategory", "equals": ["Data"]}, {"field": "resources.type"}]}


@pytest.mark.parametrize(
    ("body", "uses"),
    [
        ({"advanced_event_selector": [MANAGEMENT]}, {}),
        ({"advanced_event_selector": [MANAGEMENT, CONTENTS, CONTENTS]}, {"trail.data-event-million": 1}),
        ({"event_selector": [{"data_resource": []}]}, {"trail.data-event-million": 1}),
        ({"insight_selector": [{"insight_type": "a"}, {"insight_type": "b"}]}, {"trail.insight-event-million": 2}),
    ],
)
def test_a_trail_costs_what_goes_beyond_calls(body: Any, uses: dict[str, float]) -> None:
    assert metered("aws_cloudtrail", body) == uses


def test_a_detector_costs_what_it_reads() -> None:
    assert metered("aws_guardduty_detector", {}) == {"detector.event-million": 1, "detector.log-gb": 5}
    assert metered("aws_guardduty_detector", {"enable": False}) == {}


@pytest.mark.parametrize(
    ("name", "uses"),
    [
        ("S3_DATA_EVENTS", {"detector.object-event-million": 1}),
        ("RDS_LOGIN_EVENTS", {"detector.database-vcpu": 2}),
        ("RUNTIME_MONITORING", {"detector.runtime-vcpu": 4}),
        # a disk is only scanned after a finding
        ("EBS_MALWARE_PROTECTION", {}),
    ],
)
def test_a_feature_costs_what_it_reads_more_while_it_is_on(name: str, uses: dict[str, float]) -> None:
    assert metered("aws_guardduty_detector_feature", {"name": name, "status": "ENABLED"}) == uses
    assert metered("aws_guardduty_detector_feature", {"name": name, "status": "DISABLED"}) == {}


def test_the_hub_costs_by_the_check() -> None:
    assert metered("aws_securityhub_account", {}) == {"hub.check-thousand": 5}


def test_an_analyzer_costs_by_the_role_whose_use_it_follows() -> None:
    assert metered("aws_accessanalyzer_analyzer", {}) == {}
    assert metered("aws_accessanalyzer_analyzer", {"type": "ACCOUNT_UNUSED_ACCESS"}) == {"analyzer.identity": 50}
