"""What customers use, and the region it recovers to."""

from dataclasses import replace

from constructs_lib.account.config import AccountConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from environments import accounts, tools

VIRGINIA = Placement(environment="prod", account=accounts.PROD, region="us-east-1", tags=accounts.TAGS)
OREGON = replace(VIRGINIA, account=accounts.PROD_RECOVERY, region="us-west-2")

ENVIRONMENT = Environment(
    name="prod",
    stacks={
        VIRGINIA: (
            AccountConfig(),
            NetworkConfig(cidr="10.30.0.0/16", zones=("us-east-1a", "us-east-1b", "us-east-1c"), nat="per_zone"),
            PeeringConfig(component="tools", peer=tools.VIRGINIA),
            PeeringConfig(component="recovery", peer=OREGON),
        ),
        OREGON: (
            AccountConfig(),
            NetworkConfig(cidr="10.40.0.0/16", zones=("us-west-2a", "us-west-2b", "us-west-2c"), nat="per_zone"),
            PeeringConfig(component="tools", peer=tools.VIRGINIA),
        ),
    },
)
