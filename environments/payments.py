"""What the payments system is made of, whichever environment it runs in. Each says what is different there."""

from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.data.table.config import AttributeConfig, TableConfig
from constructs_lib.serverless.queue.config import QueueConfig

CLUSTER = ClusterConfig(host_names=("api",))
QUEUE = QueueConfig()
SESSIONS = TableConfig(
    component="session", partition_key=AttributeConfig(name="session_id"), ttl_attribute="expires_at"
)
