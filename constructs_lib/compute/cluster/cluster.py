"""An ECS cluster on Fargate, and a record of what people type into its tasks."""

from cdktf_cdktf_provider_aws.ecs_cluster import (
    EcsCluster,
    EcsClusterConfiguration,
    EcsClusterConfigurationExecuteCommandConfiguration,
    EcsClusterConfigurationExecuteCommandConfigurationLogConfiguration,
    EcsClusterSetting,
)
from cdktf_cdktf_provider_aws.ecs_cluster_capacity_providers import (
    EcsClusterCapacityProviders,
    EcsClusterCapacityProvidersDefaultCapacityProviderStrategy,
)
from constructs import Construct

from constructs_lib.compute.capacity import PROVIDERS, shares
from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.log_group import LogGroup


class Cluster(Construct):
    """A cluster. Tasks run on demand and on spot capacity; ECS Exec, where a service has it, is logged."""

    def __init__(
        self, scope: Construct, id_: str, config: ClusterConfig, *, name: str, log_key_arn: str, protected: bool = True
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        exec_logs = LogGroup(
            self,
            "exec-logs",
            name=f"/ecs/{name}/exec",
            retention_days=config.exec_log_retention_days,
            key_arn=log_key_arn,
            protected=protected,
        )
        cluster = EcsCluster(
            self,
            "Default",
            name=name,
            setting=[EcsClusterSetting(name="containerInsights", value=config.container_insights)],
            configuration=EcsClusterConfiguration(
                execute_command_configuration=EcsClusterConfigurationExecuteCommandConfiguration(
                    logging="OVERRIDE",
                    log_configuration=EcsClusterConfigurationExecuteCommandConfigurationLogConfiguration(
                        cloud_watch_log_group_name=exec_logs.name,
                        # refuses the session when the group has no key, instead of logging in the clear
                        cloud_watch_encryption_enabled=True,
                    ),
                )
            ),
        )
        EcsClusterCapacityProviders(
            self,
            "capacity-providers",
            cluster_name=cluster.name,
            capacity_providers=list(PROVIDERS),
            default_capacity_provider_strategy=[
                EcsClusterCapacityProvidersDefaultCapacityProviderStrategy(
                    capacity_provider=share.provider, base=share.base, weight=share.weight
                )
                for share in shares(config.spot_percent)
            ],
        )
        self.arn = cluster.arn
        self.name = cluster.name
        self.exec_log_group_arn = exec_logs.arn
