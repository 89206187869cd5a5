"""The payments platform, in Singapore, and the region it recovers to."""

from dataclasses import replace
from datetime import date

from constructs_lib.account.config import AccountConfig, BudgetConfig, ServiceBudgetConfig
from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.scaling import Scaling, ScheduledScaling
from constructs_lib.compute.service.traffic import Traffic
from constructs_lib.data.bucket.config import BucketConfig, ObjectLockConfig
from constructs_lib.data.database.config import ApplicationConfig, DatabaseConfig
from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.data.settings.config import Setting, SettingsConfig
from constructs_lib.data.table.config import AttributeConfig, TableConfig
from constructs_lib.dns.config import DnsConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.state import S3State
from constructs_lib.foundation.tags import Tags
from constructs_lib.foundation.waiver import Waiver
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.serverless.queue.config import QueueConfig

# A documentation id: replace it with your own before you deploy.
ACCOUNT = Account(
    name="payments-live",
    id="666666666666",
    state=S3State(bucket="payments-live-terraform-state", region="ap-southeast-1", account_id="666666666666"),
)
SINGAPORE = Placement(
    environment="live",
    account=ACCOUNT,
    region="ap-southeast-1",
    tags=Tags(
        application="payments",
        cost_center="FIN-2200",
        project="payments",
        owner="payments-team",
        billing_contact="finops@example.com",
        data_classification="confidential",
        compliance=("pci-dss",),
    ),
)
OREGON = replace(
    SINGAPORE,
    region="us-west-2",
    account=replace(
        ACCOUNT,
        state=S3State(bucket="payments-live-terraform-state-recovery", region="us-west-2", account_id="666666666666"),
    ),
)

AUDIT = BucketConfig(component="audit", object_lock=ObjectLockConfig(retention_days=365))
CLUSTER = ClusterConfig(host_names=("api",))
DATABASE = DatabaseConfig(
    database_name="payments",
    application=ApplicationConfig(name="payments"),
    instance_class="db.r7g.large",
    backup_days=35,
)
API = ServiceConfig(
    component="api",
    image="666666666666.dkr.ecr.ap-southeast-1.amazonaws.com/payments/api:2.0.1",
    traffic=Traffic(priority=100, host_names=("api",)),
    desired_count=3,
    scaling=Scaling(
        max_capacity=24,
        cpu_percent=60,
        requests_per_target=1200,
        scheduled=(
            ScheduledScaling(
                name="payday",
                schedule="cron(0 6 25 * ? *)",
                time_zone="Asia/Singapore",
                min_capacity=9,
                max_capacity=36,
            ),
            ScheduledScaling(
                name="after-payday",
                schedule="cron(0 22 26 * ? *)",
                time_zone="Asia/Singapore",
                min_capacity=3,
                max_capacity=24,
            ),
        ),
    ),
    database="",
)

ENVIRONMENT = Environment(
    name="live",
    stacks={
        SINGAPORE: (
            AccountConfig(
                budget=BudgetConfig(
                    monthly_limit_usd=9_000,
                    services={
                        "database": ServiceBudgetConfig(
                            service="Amazon Relational Database Service", monthly_limit_usd=2_500
                        )
                    },
                )
            ),
            NetworkConfig(cidr="10.80.0.0/16", zones=("ap-southeast-1a", "ap-southeast-1b", "ap-southeast-1c")),
            PeeringConfig(component="recovery", peer=OREGON),
            DnsConfig(zone="pay.example.com"),
            CLUSTER,
            DATABASE,
            TableConfig(
                component="session", partition_key=AttributeConfig(name="session_id"), ttl_attribute="expires_at"
            ),
            QueueConfig(retention_days=14),
            AUDIT,
            ReplicationConfig(component="audit", to=OREGON),
            SettingsConfig(
                component="payments",
                values={
                    "max-amount-cents": Setting(
                        value="1000000", description="The largest payment taken without a second look"
                    ),
                    "provider-timeout-ms": Setting(
                        value="2500", owner="operators", description="How long the card network may take to answer"
                    ),
                },
            ),
            API,
        ),
        OREGON: (
            AccountConfig(),
            NetworkConfig(cidr="10.90.0.0/16", zones=("us-west-2a", "us-west-2b", "us-west-2c"), nat="single"),
            DnsConfig(zone="recovery.pay.example.com"),
            CLUSTER,
            DATABASE,
            QueueConfig(retention_days=14),
            AUDIT,
            replace(API, desired_count=1, scaling=Scaling(max_capacity=24, cpu_percent=60, requests_per_target=1200)),
        ),
    },
    waivers=(
        Waiver(
            rule="CKV2_AWS_28",
            path="live-*-cluster/load-balancer",
            reason="an example without a web ACL: put one in front before customers come",
            owner="payments-team",
            expires=date(2027, 3, 31),
        ),
        Waiver(
            rule="CKV2_AWS_38",
            path="live-*-dns/zone",
            reason="nobody delegates to the example's zone, so nobody could check its signatures",
            owner="payments-team",
            expires=date(2027, 3, 31),
        ),
        Waiver(
            rule="CKV2_AWS_39",
            path="live-*-dns/zone",
            reason="Route 53 writes queries to a log group in us-east-1, where the example has nothing",
            owner="payments-team",
            expires=date(2027, 3, 31),
        ),
    ),
)
