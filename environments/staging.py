"""Where a release proves itself: shaped like prod, smaller."""

from dataclasses import replace

from constructs_lib.account.audit.config import AuditConfig
from constructs_lib.account.audit.trail_config import TrailConfig
from constructs_lib.account.config import AccountConfig, BudgetConfig, ServiceBudgetConfig
from constructs_lib.dns.config import DnsConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.flows import must, never
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.acl.config import AclConfig
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from environments import accounts, payments, tools, waivers

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
            AuditConfig(
                trail=TrailConfig(expiry_days=90, object_lock=None),
                detector=accounts.DETECTOR,
                security_hub=accounts.SECURITY_HUB,
                analyzer=accounts.ANALYZER,
            ),
            payments.RECORDER,
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
    flows=(
        must("internet", "us-east-2-cluster/load-balancer", 443, why="customers"),
        must("us-east-2-cluster/load-balancer", "us-east-2-service-api/service", 8080, why="requests"),
        must("us-east-2-service-api/service", "us-east-2-database/database", 5432, why="payments"),
        must("us-east-2-database/rotation/function", "us-east-2-database/database", 5432, why="new passwords"),
        must("us-east-2-service-api/service", "aws:secretsmanager", 443, why="the database's password"),
        must("us-east-2-service-api/service", "aws:s3", 443, why="image layers"),
        never("internet", "us-east-2-service-api/service", why="the load balancer is the only way in"),
        never("internet", "us-east-2-database/database", why="data stays inside"),
        never("us-east-2-database/database", "internet", why="data stays inside"),
        never("us-east-2-network/vpc/isolated-*", "internet", why="isolated means isolated"),
        never("tools", "us-east-2-database/database", why="people reach data through the service"),
        must("us-east-2-service-api/service", "internet", 443, why="the card networks"),
        never("staging", "prod", why="environments do not know each other"),
    ),
    waivers=(
        replace(waivers.NO_FIREWALL, path="staging-us-east-2-cluster/load-balancer"),
        replace(waivers.NO_SIGNED_ZONE, path="staging-us-east-2-dns/zone"),
        replace(waivers.NO_QUERY_LOG, path="staging-us-east-2-dns/zone"),
    ),
)
