"""A detector alone in somebody's stack."""

from typing import Any

from constructs_lib.account.audit.config import DetectorConfig
from constructs_lib.account.audit.detector import Detector
from tests.synthesis import resource, resources, synthesized


def detector(**settings: Any) -> Any:
    return synthesized(lambda stack: Detector(stack, "detector", DetectorConfig(**settings)))


def test_every_feature_is_on_or_off_by_name() -> None:
    """AWS switches most of them on in a new detector, and leaves a feature as it is when nobody names it any more."""
    features = resources(detector(), "aws_guardduty_detector_feature").values()

    assert {body["name"]: body["status"] for body in features} == {
        "S3_DATA_EVENTS": "ENABLED",
        "EKS_AUDIT_LOGS": "DISABLED",
        "EBS_MALWARE_PROTECTION": "ENABLED",
        "RDS_LOGIN_EVENTS": "ENABLED",
        "LAMBDA_NETWORK_LOGS": "ENABLED",
        "RUNTIME_MONITORING": "DISABLED",
    }


def test_agents_are_those_that_are_asked_for() -> None:
    document = detector(features=("RUNTIME_MONITORING",), agents=("ECS_FARGATE_AGENT_MANAGEMENT",))
    features = resources(document, "aws_guardduty_detector_feature")

    assert features["detector_runtime-monitoring"]["additional_configuration"] == [
        {"name": "EKS_ADDON_MANAGEMENT", "status": "DISABLED"},
        {"name": "ECS_FARGATE_AGENT_MANAGEMENT", "status": "ENABLED"},
        {"name": "EC2_AGENT_MANAGEMENT", "status": "DISABLED"},
    ]
    assert [name for name, body in features.items() if "additional_configuration" in body] == [
        "detector_runtime-monitoring"
    ]


def test_it_runs_and_tells_soon() -> None:
    body = resource(detector(), "aws_guardduty_detector")

    assert (body["enable"], body["finding_publishing_frequency"]) == (True, "FIFTEEN_MINUTES")
