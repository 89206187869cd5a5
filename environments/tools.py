"""Where people and build runners reach the environments from."""

from constructs_lib.account.audit.config import AuditConfig
from constructs_lib.account.audit.trail_config import TrailConfig
from constructs_lib.account.config import AccountConfig
from constructs_lib.account.recorder.config import AggregatorConfig, RecorderConfig
from constructs_lib.account.sweeper.config import SweeperConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import NetworkConfig
from environments import accounts

VIRGINIA = Placement(environment="tools", account=accounts.TOOLS, region="us-east-1", tags=accounts.TAGS)

# Those who reach into other environments are let in by their range
CIDR = "10.60.0.0/16"

ENVIRONMENT = Environment(
    name="tools",
    stacks={
        VIRGINIA: (
            AccountConfig(),
            AuditConfig(
                trail=TrailConfig(),
                detector=accounts.DETECTOR,
                security_hub=accounts.SECURITY_HUB,
                analyzer=accounts.ANALYZER_OF_CONTRACTS,
            ),
            # what AWS Config finds in all of them is looked at here
            RecorderConfig(
                aggregator=AggregatorConfig(accounts=(accounts.DEV.id, accounts.STAGING.id, accounts.PROD.id))
            ),
            SweeperConfig(time_zone="America/New_York"),
            NetworkConfig(cidr=CIDR, zones=("us-east-1a", "us-east-1b", "us-east-1c"), ipv6=True, nat="single"),
        ),
    },
    # no network of any environment gets these: people sit there, and will want to reach all of them
    reserved={"offices": ("10.128.0.0/12",)},
)
