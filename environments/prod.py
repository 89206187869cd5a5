"""What customers use, and the region it recovers to."""

from dataclasses import replace

from constructs_lib.account.audit.config import AuditConfig
from constructs_lib.account.audit.trail_config import DataEventsConfig, TrailConfig
from constructs_lib.account.config import AccountConfig, BudgetConfig, ServiceBudgetConfig
from constructs_lib.account.recorder.recording import RecordingConfig
from constructs_lib.account.spending import AnomalyConfig
from constructs_lib.compute.service.scaling import Scaling, ScheduledScaling
from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.dns.config import DnsConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.flows import must, never
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.usage import Usage
from constructs_lib.network.acl.config import AclConfig
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.probing import ProbeConfig
from environments import accounts, payments, tools, waivers

VIRGINIA = Placement(environment="prod", account=accounts.PROD, region="us-east-1", tags=accounts.TAGS)
OREGON = replace(VIRGINIA, account=accounts.PROD_RECOVERY, region="us-west-2")

DATABASE = replace(
    payments.DATABASE,
    instance_class="db.m7g.large",
    backup_days=35,
    performance_insights_days=731,
    log_retention_days=400,
)
API = replace(
    payments.API,
    desired_count=3,
    scaling=Scaling(
        max_capacity=30,
        cpu_percent=60,
        memory_percent=75,
        requests_per_target=1000,
        scheduled=(
            ScheduledScaling(
                name="morning",
                schedule="cron(0 7 ? * MON-FRI *)",
                time_zone="America/New_York",
                min_capacity=6,
                max_capacity=30,
            ),
            ScheduledScaling(
                name="evening",
                schedule="cron(0 20 ? * MON-FRI *)",
                time_zone="America/New_York",
                min_capacity=3,
                max_capacity=30,
            ),
        ),
    ),
)

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
                anomalies=AnomalyConfig(at_least_usd=100, emails=(accounts.TAGS.billing_contact,)),
            ),
            AuditConfig(
                # every region of the account, this one's contents and the other one's copies of them
                trail=TrailConfig(
                    data_events=(
                        DataEventsConfig(bucket="audit"),
                        DataEventsConfig(bucket="audit", at=OREGON),
                        # who reads them is whoever is signed in
                        DataEventsConfig(table="session", only="WriteOnly"),
                    )
                ),
                detector=accounts.DETECTOR,
                security_hub=replace(accounts.SECURITY_HUB, gathers_from=(OREGON.region,)),
                analyzer=replace(accounts.ANALYZER, unused_access_days=90),
            ),
            payments.RECORDER,
            NetworkConfig(
                cidr="10.30.0.0/16",
                zones=("us-east-1a", "us-east-1b", "us-east-1c"),
                nat="per_zone",
                acl=AclConfig(isolated_from=(tools.CIDR,)),
            ),
            PeeringConfig(component="tools", peer=tools.VIRGINIA),
            # what a recovery hangs on is looked at all the time
            PeeringConfig(component="recovery", peer=OREGON, probe=ProbeConfig()),
            DnsConfig(zone="payments.example.com"),
            payments.CLUSTER,
            payments.SESSIONS,
            payments.QUEUE,
            DATABASE,
            API,
            payments.AUDIT,
            ReplicationConfig(component="audit", to=OREGON),
            payments.SETTINGS,
        ),
        OREGON: (
            AccountConfig(),
            AuditConfig(detector=accounts.DETECTOR, security_hub=accounts.SECURITY_HUB, analyzer=accounts.ANALYZER),
            # Virginia records IAM for both
            replace(payments.RECORDER, recording=RecordingConfig(global_types=False)),
            NetworkConfig(
                cidr="10.40.0.0/16",
                zones=("us-west-2a", "us-west-2b", "us-west-2c"),
                nat="per_zone",
                acl=AclConfig(isolated_from=(tools.CIDR,)),
            ),
            PeeringConfig(component="tools", peer=tools.VIRGINIA),
            # a zone of its own: what the recovery region needs to run depends on nothing of the other one
            DnsConfig(zone="recovery.payments.example.com"),
            payments.CLUSTER,
            payments.QUEUE,
            DATABASE,
            # warm, and no more: it grows with the traffic that comes when it has to
            replace(payments.API, desired_count=1, scaling=replace(payments.SCALING, max_capacity=30, scheduled=())),
            payments.AUDIT,
            payments.SETTINGS,
        ),
    },
    flows=(
        must("internet", "us-east-1-cluster/load-balancer", 443, why="customers"),
        must("us-east-1-cluster/load-balancer", "us-east-1-service-api/service", 8080, why="requests"),
        must("us-east-1-service-api/service", "us-east-1-database/database", 5432, why="payments"),
        must("us-east-1-database/rotation/function", "us-east-1-database/database", 5432, why="new passwords"),
        must("us-east-1-service-api/service", "aws:secretsmanager", 443, why="the database's password"),
        must("us-east-1-service-api/service", "aws:s3", 443, why="image layers"),
        never("internet", "us-east-1-service-api/service", why="the load balancer is the only way in"),
        never("internet", "us-east-1-database/database", why="data stays inside"),
        never("us-east-1-database/database", "internet", why="data stays inside"),
        never("us-east-1-network/vpc/isolated-*", "internet", why="isolated means isolated"),
        never("tools", "us-east-1-database/database", why="people reach data through the service"),
        must("us-east-1-service-api/service", "internet", 443, why="the card networks"),
        must("internet", "us-west-2-cluster/load-balancer", 443, why="customers"),
        must("us-west-2-cluster/load-balancer", "us-west-2-service-api/service", 8080, why="requests"),
        must("us-west-2-service-api/service", "us-west-2-database/database", 5432, why="payments"),
        must("us-west-2-database/rotation/function", "us-west-2-database/database", 5432, why="new passwords"),
        must("us-west-2-service-api/service", "aws:secretsmanager", 443, why="the database's password"),
        must("us-west-2-service-api/service", "aws:s3", 443, why="image layers"),
        never("internet", "us-west-2-service-api/service", why="the load balancer is the only way in"),
        never("internet", "us-west-2-database/database", why="data stays inside"),
        never("us-west-2-database/database", "internet", why="data stays inside"),
        never("us-west-2-network/vpc/isolated-*", "internet", why="isolated means isolated"),
        never("tools", "us-west-2-database/database", why="people reach data through the service"),
        must("us-west-2-service-api/service", "internet", 443, why="the card networks"),
        never("prod", "dev", why="environments do not know each other"),
        never("prod", "staging", why="environments do not know each other"),
    ),
    # what a busy month was like; the recovery region stands and waits
    usage=Usage(
        each={"function_invocations_million": 0.001, "log_gb": 5, "nat_gb": 200, "queue_requests_million": 20},
        stacks={
            # every write of a session is an event, of a kilobyte and a half in the log group
            "prod-us-east-1-audit": {
                "bucket_gb": 200,
                "detector_database_vcpus": 4,
                "detector_events_million": 3,
                "log_gb": 150,
                "trail_data_events_million": 90,
            },
            "prod-us-east-1-bucket-audit": {"bucket_gb": 400},
            "prod-us-east-1-cluster": {"load_balancer_internet_gb": 600, "load_balancer_units": 3},
            "prod-us-east-1-recorder": {"config_evaluations_thousand": 0.2, "config_items_thousand": 10},
            "prod-us-east-1-table-session": {"table_reads_million": 200, "table_writes_million": 80},
            "prod-us-west-2-bucket-audit": {"bucket_gb": 400},
            "prod-us-west-2-network": {"nat_gb": 10},
        },
    ),
    waivers=(
        replace(waivers.NO_FIREWALL, path="prod-*-cluster/load-balancer"),
        replace(waivers.NO_SIGNED_ZONE, path="prod-*-dns/zone"),
        replace(waivers.NO_QUERY_LOG, path="prod-*-dns/zone"),
    ),
)
