"""GuardDuty in one region."""

from typing import get_args

from cdktf_cdktf_provider_aws.guardduty_detector import GuarddutyDetector
from cdktf_cdktf_provider_aws.guardduty_detector_feature import (
    GuarddutyDetectorFeature,
    GuarddutyDetectorFeatureAdditionalConfiguration,
)
from constructs import Construct

from constructs_lib.account.audit.config import Agent, DetectorConfig, Feature
from constructs_lib.foundation.config import require


class Detector(Construct):
    """The one detector of an account and region.

    Every feature is on or off by name: AWS switches most on in a new detector, and to take one away from here changes
    nothing there.
    """

    def __init__(self, scope: Construct, id_: str, config: DetectorConfig) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        detector = GuarddutyDetector(
            self, "Default", enable=True, finding_publishing_frequency=config.finding_publishing_frequency
        )
        for feature in get_args(Feature):
            GuarddutyDetectorFeature(
                self,
                feature.lower().replace("_", "-"),
                detector_id=detector.id,
                name=feature,
                status=_status(on=feature in config.features),
                additional_configuration=_agents(config) if feature == "RUNTIME_MONITORING" else None,
            )
        self.id = detector.id


def _agents(config: DetectorConfig) -> list[GuarddutyDetectorFeatureAdditionalConfiguration]:
    """All of them, in the order AWS tells them in: the provider compares them as a list."""
    return [
        GuarddutyDetectorFeatureAdditionalConfiguration(name=agent, status=_status(on=agent in config.agents))
        for agent in get_args(Agent)
    ]


def _status(*, on: bool) -> str:
    return "ENABLED" if on else "DISABLED"
