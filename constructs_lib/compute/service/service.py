"""A Fargate service: how many tasks run, where, and how one version follows another."""

from collections.abc import Sequence

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.ecs_service import (
    EcsService,
    EcsServiceCapacityProviderStrategy,
    EcsServiceDeploymentCircuitBreaker,
    EcsServiceLoadBalancer,
    EcsServiceNetworkConfiguration,
)
from constructs import Construct

from constructs_lib.compute.capacity import shares
from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.plan import SERVICE, ignored
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain

# A deployment starts all new tasks beside the old ones: never fewer than are wanted, at most twice as many.
_MINIMUM_HEALTHY_PERCENT, _MAXIMUM_PERCENT = 100, 200


class Service(Construct):
    """Tasks in private subnets, spread over the zones. A version that does not become healthy is taken back by itself,
    and the apply that brought it waits until one or the other is certain.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: ServiceConfig,
        *,
        name: str,
        cluster_arn: str,
        task_definition_arn: str,
        target_group_arn: str,
        subnet_ids: Sequence[str],
        security_group_id: str,
        after: Sequence[ITerraformDependable],
    ) -> None:
        """`after` is what tasks need although nothing here refers to it: the listener's rule, the roles' policies, the
        rules of security groups.
        """
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        service = EcsService(
            self,
            "Default",
            name=name,
            cluster=cluster_arn,
            task_definition=task_definition_arn,
            # said even when scaling owns it: unsaid it is none
            desired_count=config.desired_count,
            # never a launch type: with one AWS takes no strategy
            capacity_provider_strategy=[
                EcsServiceCapacityProviderStrategy(
                    capacity_provider=share.provider, base=share.base, weight=share.weight
                )
                for share in shares(config.spot_percent)
            ],
            platform_version="LATEST",
            network_configuration=EcsServiceNetworkConfiguration(
                subnets=list(subnet_ids), security_groups=[security_group_id], assign_public_ip=False
            ),
            load_balancer=[
                EcsServiceLoadBalancer(
                    target_group_arn=target_group_arn,
                    container_name=config.component,
                    container_port=config.traffic.port,
                )
            ],
            health_check_grace_period_seconds=config.traffic.health_check_grace_seconds,
            deployment_minimum_healthy_percent=_MINIMUM_HEALTHY_PERCENT,
            deployment_maximum_percent=_MAXIMUM_PERCENT,
            deployment_circuit_breaker=EcsServiceDeploymentCircuitBreaker(enable=True, rollback=True),
            availability_zone_rebalancing="ENABLED",
            enable_execute_command=config.enable_execute_command,
            # default tags end at the service; its tasks get theirs from it
            propagate_tags="SERVICE",
            enable_ecs_managed_tags=True,
            wait_for_steady_state=True,
            depends_on=list(after),
            lifecycle=TerraformResourceLifecycle(ignore_changes=ignored(config, SERVICE) or None),
        )
        self.name = service.name
        self.arn = service.id
