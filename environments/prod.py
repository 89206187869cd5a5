"""What customers use, and the region it recovers to."""

from dataclasses import replace

from constructs_lib.account.config import AccountConfig, BudgetConfig, ServiceBudgetConfig
from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.dns.config import DnsConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from environments import accounts, payments, tools

VIRGINIA = Placement(environment="prod", account=accounts.PROD, region="us-east-1", tags=accounts.TAGS)
OREGON = replace(VIRGINIA, account=accounts.PROD_RECOVERY, region="us-west-2")

ENVIRONMENT = Environment(
    name="prod",
    stacks={
        VIRGINIA: (
            AccountConfig(
                budget=BudgetConfig(
                    monthly_limit_usd=12_000,
                    services={
                        "database": ServiceBudgetConfig(
                            service="Amazon Relational Database Service", monthly_limit_usd=3_500
                        ),
                        "containers": ServiceBudgetConfig(
                            service="Amazon Elastic Container Service", monthly_limit_usd=3_000
                        ),
                    },
                ),
            ),
            NetworkConfig(cidr="10.30.0.0/16", zones=("us-east-1a", "us-east-1b", "us-east-1c"), nat="per_zone"),
            PeeringConfig(component="tools", peer=tools.VIRGINIA),
            PeeringConfig(component="recovery", peer=OREGON),
            DnsConfig(zone="payments.example.com"),
            payments.CLUSTER,
            payments.SESSIONS,
            payments.QUEUE,
            payments.AUDIT,
            ReplicationConfig(component="audit", to=OREGON),
            payments.SETTINGS,
        ),
        OREGON: (
            AccountConfig(),
            NetworkConfig(cidr="10.40.0.0/16", zones=("us-west-2a", "us-west-2b", "us-west-2c"), nat="per_zone"),
            PeeringConfig(component="tools", peer=tools.VIRGINIA),
            # a zone of its own: what the recovery region needs to run depends on nothing of the other one
            DnsConfig(zone="recovery.payments.example.com"),
            payments.CLUSTER,
            payments.QUEUE,
            payments.AUDIT,
            payments.SETTINGS,
        ),
    },
)
