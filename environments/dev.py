"""Where changes are tried first: cheap, and free to be destroyed."""

from dataclasses import replace

from constructs_lib.account.audit.config import AuditConfig, DetectorConfig
from constructs_lib.account.audit.hub_config import SecurityHubConfig
from constructs_lib.account.audit.trail_config import TrailConfig
from constructs_lib.account.config import AccountConfig, BudgetConfig, ServiceBudgetConfig
from constructs_lib.account.recorder.config import RecorderConfig, RemediationConfig
from constructs_lib.account.recorder.recording import RecordingConfig
from constructs_lib.account.spending import AnomalyConfig, DenySpendingConfig
from constructs_lib.account.sweeper.config import SweeperConfig
from constructs_lib.dns.config import DnsConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.flows import must, never
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.usage import Usage
from constructs_lib.network.acl.config import AclConfig
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.prefix_list.config import PrefixListConfig
from environments import accounts, payments, tools, waivers

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
            AccountConfig(
                log_expiry_days=30,
                budget=BudgetConfig(
                    monthly_limit_usd=800,
                    services={
                        "database": ServiceBudgetConfig(
                            service="Amazon Relational Database Service", monthly_limit_usd=150
                        )
                    },
                    # who has spent it all begins nothing new; what runs goes on
                    actions={"nothing-new": DenySpendingConfig(roles=(accounts.DEV.deploy_role,))},
                ),
                anomalies=AnomalyConfig(at_least_usd=20),
            ),
            # calls and what is always found, no contents: nothing here is anybody's
            AuditConfig(
                trail=TrailConfig(expiry_days=90, object_lock=None, log_retention_days=30),
                detector=DetectorConfig(finding_publishing_frequency="SIX_HOURS", features=()),
                security_hub=SecurityHubConfig(standards=("fsbp-1.0.0",)),
                analyzer=accounts.ANALYZER,
            ),
            RecorderConfig(
                recording=RecordingConfig(
                    # what is made and destroyed ten times a day counts once; what lets somebody in is seen at once
                    frequency="DAILY",
                    other_frequency_types=("AWS::EC2::SecurityGroup", "AWS::S3::Bucket"),
                ),
                remediations=(RemediationConfig(rule="s3-public-access-block", automatic=True),),
                collected_by={"tools": tools.VIRGINIA},
            ),
            # people try things here by hand; it tells what they left behind, and deletes nothing
            SweeperConfig(time_zone="America/New_York"),
            NetworkConfig(
                cidr="10.10.0.0/16",
                zones=("us-east-1a", "us-east-1b", "us-east-1c"),
                nat="none",
                interface_endpoints=("derived",),
                acl=AclConfig(isolated_from=(tools.CIDR,)),
            ),
            PeeringConfig(component="tools", peer=tools.VIRGINIA),
            PrefixListConfig(component="tools", entries={tools.CIDR: "Bastions, build runners and dashboards"}),
            DnsConfig(zone="dev.payments.example.com"),
            replace(payments.CLUSTER, spot_percent=100),
            replace(payments.SESSIONS, point_in_time_recovery_days=None),
            replace(payments.QUEUE, retention_days=4),
            replace(payments.DATABASE, instance_class="db.t4g.micro", multi_zone=False),
            replace(payments.API, desired_count=1, spot_percent=100),
            replace(payments.AUDIT, expiry_days=30, intelligent_tiering_after_days=None, object_lock=None),
            payments.SETTINGS,
        ),
    },
    usage=Usage(stacks={"dev-us-east-1-recorder": {"config_items_thousand": 0.5}}),
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
        never("us-east-1-service-api/service", "internet", why="no NAT: dev calls AWS only"),
        never("dev", "staging", why="environments do not know each other"),
        never("dev", "prod", why="environments do not know each other"),
    ),
    waivers=(
        replace(waivers.NO_FIREWALL, path="dev-us-east-1-cluster/load-balancer"),
        replace(waivers.NO_SIGNED_ZONE, path="dev-us-east-1-dns/zone"),
        replace(waivers.NO_QUERY_LOG, path="dev-us-east-1-dns/zone"),
    ),
)
