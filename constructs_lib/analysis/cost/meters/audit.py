"""What watches an account: by the event, the gigabyte, the check, and the role."""

from collections.abc import Iterator, Mapping
from typing import Final

from constructs_lib.analysis.cost.resource import Resource, Use
from constructs_lib.foundation.usage import AssumptionName

# What comes with every detector, and what a feature adds. A disk is only scanned after a finding.
_FEATURES: Final[Mapping[str, tuple[str, AssumptionName]]] = {
    "S3_DATA_EVENTS": ("detector.object-event-million", "detector_object_events_million"),
    "RDS_LOGIN_EVENTS": ("detector.database-vcpu", "detector_database_vcpus"),
    "RUNTIME_MONITORING": ("detector.runtime-vcpu", "detector_runtime_vcpus"),
}


def trail(resource: Resource) -> Iterator[Use]:
    """What it records of contents, and what is looked at for insights. The first copy of management events is free."""
    if resource.blocks("event_selector") or any(map(_of_contents, resource.blocks("advanced_event_selector"))):
        yield resource.uses("trail.data-event-million", "trail_data_events_million")
    insights = len(resource.blocks("insight_selector"))
    if insights:
        yield resource.uses("trail.insight-event-million", "trail_management_events_million", times=insights)


def _of_contents(selector: Mapping[str, object]) -> bool:
    return "resources.type" in str(selector.get("field_selector"))


def detector(resource: Resource) -> Iterator[Use]:
    """The account's calls, and its networks' flow and DNS logs."""
    if resource.flag("enable", default=True):
        yield resource.uses("detector.event-million", "detector_events_million")
        yield resource.uses("detector.log-gb", "detector_log_gb")


def detector_feature(resource: Resource) -> Iterator[Use]:
    """What it reads more."""
    feature = _FEATURES.get(resource.text("name"))
    if feature is not None and resource.text("status") == "ENABLED":
        yield resource.uses(*feature)


def hub(resource: Resource) -> Iterator[Use]:
    """Every check of every resource."""
    yield resource.uses("hub.check-thousand", "hub_checks_thousand")


def analyzer(resource: Resource) -> Iterator[Use]:
    """Access from outside is free; who uses what is paid for by the role."""
    if resource.text("type", "ACCOUNT").endswith("_UNUSED_ACCESS"):
        yield resource.uses("analyzer.identity", "analyzed_identities")
