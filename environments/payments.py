"""What the payments system is made of, whichever environment it runs in. Each says what is different there."""

from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.data.bucket.config import BucketConfig, ObjectLockConfig
from constructs_lib.data.settings.config import Setting, SettingsConfig
from constructs_lib.data.table.config import AttributeConfig, TableConfig
from constructs_lib.serverless.queue.config import QueueConfig

AUDIT = BucketConfig(component="audit", object_lock=ObjectLockConfig(retention_days=365))
CLUSTER = ClusterConfig(host_names=("api",))
QUEUE = QueueConfig()
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
