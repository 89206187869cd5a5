"""A managed prefix list of a placement."""

from constructs import Construct

from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.prefix_list.config import PrefixListConfig
from constructs_lib.network.prefix_list.prefix_list import PrefixList


class PrefixListStack(PlatformStack):
    """The list, and what others call it."""

    def __init__(self, scope: Construct, placement: Placement, config: PrefixListConfig) -> None:
        super().__init__(scope, placement, config)
        prefix_list = PrefixList(self, "prefix-list", config, name=placement.name("prefix-list", config.component))
        self.publish(prefix_list.outputs)
