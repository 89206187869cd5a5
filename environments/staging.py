"""Where a release proves itself: shaped like prod, smaller."""

from constructs_lib.account.config import AccountConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from environments import accounts, tools

OHIO = Placement(environment="staging", account=accounts.STAGING, region="us-east-2", tags=accounts.TAGS)

ENVIRONMENT = Environment(
    name="staging",
    stacks={
        OHIO: (
            AccountConfig(log_expiry_days=90),
            NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-2a", "us-east-2b", "us-east-2c"), nat="single"),
            PeeringConfig(component="tools", peer=tools.VIRGINIA),
        ),
    },
)
