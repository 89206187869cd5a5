"""The network of a placement."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.config import NetworkConfig


class NetworkStack(PlatformStack):
    """The VPC, its ways out, and its flow logs."""

    def __init__(self, scope: Construct, placement: Placement, config: NetworkConfig) -> None:
        super().__init__(scope, placement, config)
        account = self.read(AccountOutputs, placement)
        del account
