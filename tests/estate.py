"""A small estate of stacks that read each other, for tests of how stacks are composed."""

from dataclasses import dataclass
from typing import ClassVar

from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from constructs import Construct

from constructs_lib.environment import Environment
from constructs_lib.foundation.config import config
from constructs_lib.foundation.outputs import Name
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from tests.placements import VIRGINIA


@config
class LayerConfig:
    """A stack that reads others of its kind."""

    DOMAIN: ClassVar[str] = "layer"

    component: str
    reads: tuple[str, ...] = ()
    topics: tuple[str, ...] = ("topic",)
    """The ids of its topics: some collide."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LayerOutputs:
    """What a layer tells the others."""

    DOMAIN: ClassVar[str] = "layer"

    name: Name


class LayerStack(PlatformStack):
    """A few topics."""

    def __init__(self, scope: Construct, placement: Placement, config: LayerConfig) -> None:
        super().__init__(scope, placement, config)
        for component in config.reads:
            self.read(LayerOutputs, placement, component)
        names = [SnsTopic(self, id_).name for id_ in config.topics]
        self.publish(LayerOutputs(name=names[0]))


STACKS = {"layer": "tests.estate:LayerStack"}


def estate(*layers: LayerConfig, place: Placement = VIRGINIA) -> Environment:
    """An environment of layers."""
    return Environment(name=place.environment, stacks={place: layers})
