"""Who uses it, from another account without a route to it."""

from dataclasses import replace

from constructs_lib.account.config import AccountConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import S3State
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.endpoint.config import EndpointConfig
from environments import sandbox

HERE = replace(
    sandbox.HERE,
    environment="guest",
    account=Account(
        name="guest",
        id="888888888888",
        state=S3State(bucket="guest-terraform-state", region="us-east-1", account_id="888888888888"),
    ),
)

ENVIRONMENT = Environment(
    name="guest",
    stacks={
        HERE: (
            AccountConfig(log_expiry_days=30),
            NetworkConfig(cidr="10.71.0.0/16", zones=("us-east-1a", "us-east-1b"), nat="none"),
            EndpointConfig(component="orders", provider=sandbox.HERE, private_dns=True, zones=("us-east-1b",)),
        ),
    },
)
