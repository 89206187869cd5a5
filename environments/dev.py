"""Where changes are tried first: cheap, and free to be destroyed."""

from dataclasses import replace

from constructs_lib.account.config import AccountConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from environments import accounts, tools

VIRGINIA = Placement(
    environment="dev",
    account=accounts.DEV,
    region="us-east-1",
    tags=replace(accounts.TAGS, data_classification="internal"),
    protected=False,
)

ENVIRONMENT = Environment(
    name="dev",
    stacks={
        VIRGINIA: (
            AccountConfig(log_expiry_days=30),
            NetworkConfig(cidr="10.10.0.0/16", zones=("us-east-1a", "us-east-1b", "us-east-1c"), nat="none"),
            PeeringConfig(component="tools", peer=tools.VIRGINIA),
        ),
    },
)
