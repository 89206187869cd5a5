"""What the payments system is made of, whichever environment it runs in. Each says what is different there."""

from constructs_lib.account.recorder.config import RecorderConfig, RemediationConfig
from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.scaling import Scaling, ScheduledScaling
from constructs_lib.compute.service.traffic import Traffic
from constructs_lib.data.bucket.config import BucketConfig, ObjectLockConfig
from constructs_lib.data.database.config import ApplicationConfig, DatabaseConfig
from constructs_lib.data.settings.config import Setting, SettingsConfig
from constructs_lib.data.table.config import AttributeConfig, TableConfig
from constructs_lib.serverless.queue.config import QueueConfig
from environments import tools

AUDIT = BucketConfig(component="audit", object_lock=ObjectLockConfig(retention_days=365))
CLUSTER = ClusterConfig(host_names=("api",))
DATABASE = DatabaseConfig(
    database_name="payments", application=ApplicationConfig(name="payments"), instance_class="db.t4g.medium"
)
QUEUE = QueueConfig()
# what auditors ask for, with a button for what AWS can close by itself
RECORDER = RecorderConfig(
    packs=("cis", "pci-dss"),
    remediations=(
        RemediationConfig(rule="s3-public-access-block"),
        RemediationConfig(rule="vpc-default-security-group"),
    ),
    collected_by={"tools": tools.VIRGINIA},
)
SETTINGS = SettingsConfig(
    component="payments",
    values={
        "log-level": Setting(value="info", owner="operators", description="What the service writes down: debug, info"),
        "max-amount-cents": Setting(value="500000", description="The largest payment taken without a second look"),
    },
)
SESSIONS = TableConfig(
    component="session", partition_key=AttributeConfig(name="session_id"), ttl_attribute="expires_at"
)
SCALING = Scaling(
    max_capacity=4,
    cpu_percent=60,
    memory_percent=75,
    requests_per_target=1000,
    scheduled=(
        ScheduledScaling(
            name="morning",
            schedule="cron(0 7 ? * MON-FRI *)",
            time_zone="America/New_York",
            min_capacity=2,
            max_capacity=4,
        ),
        ScheduledScaling(
            name="evening",
            schedule="cron(0 20 ? * MON-FRI *)",
            time_zone="America/New_York",
            min_capacity=1,
            max_capacity=4,
        ),
    ),
)
API = ServiceConfig(
    component="api",
    # one image for all environments, in the tools account: what was tried in staging is what runs in prod
    image="555555555555.dkr.ecr.us-east-1.amazonaws.com/payments/api:1.4.2",
    traffic=Traffic(priority=100, host_names=("api",)),
    scaling=SCALING,
    database="",
)
