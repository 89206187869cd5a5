"""Where a release proves itself: shaped like prod, smaller."""

from dataclasses import replace

from constructs_lib.account.config import AccountConfig, BudgetConfig, ServiceBudgetConfig
from constructs_lib.dns.config import DnsConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.acl.config import AclConfig
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from environments import accounts, payments, tools

OHIO = Placement(environment="staging", account=accounts.STAGING, region="us-east-2", tags=accounts.TAGS)

ENVIRONMENT = Environment(
    name="staging",
    stacks={
        OHIO: (
            AccountConfig(
                log_expiry_days=90,
                budget=BudgetConfig(
                    monthly_limit_usd=2_500,
                    services={
                        "database": ServiceBudgetConfig(
                            service="Amazon Relational Database Service", monthly_limit_usd=600
                        )
                    },
                ),
            ),
            NetworkConfig(
                cidr="10.20.0.0/16",
                zones=("us-east-2a", "us-east-2b", "us-east-2c"),
                nat="single",
                acl=AclConfig(isolated_from=(tools.CIDR,)),
            ),
            PeeringConfig(component="tools", peer=tools.VIRGINIA),
            DnsConfig(zone="staging.payments.example.com"),
            replace(payments.CLUSTER, spot_percent=50),
            payments.SESSIONS,
            replace(payments.QUEUE, retention_days=10),
            payments.DATABASE,
            replace(payments.API, spot_percent=50),
            replace(payments.AUDIT, expiry_days=90, object_lock=None),
            payments.SETTINGS,
        ),
    },
)
