"""One service of a placement."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.compute.cluster.outputs import ClusterOutputs
from constructs_lib.compute.service.alarms import ServiceAlarms
from constructs_lib.compute.service.autoscaling import Autoscaling
from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.database_access import DatabaseAccess
from constructs_lib.compute.service.outputs import ServiceOutputs
from constructs_lib.compute.service.service import Service
from constructs_lib.compute.service.target_group import TargetGroup
from constructs_lib.compute.service.task_definition import TaskDefinition
from constructs_lib.compute.service.task_network import TaskNetwork
from constructs_lib.data.database.outputs import DatabaseOutputs
from constructs_lib.dns.outputs import DnsOutputs
from constructs_lib.foundation import names
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.outputs import NetworkOutputs


class ServiceStack(PlatformStack):
    """Tasks, what leads to them, who decides how many there are, and what rings."""

    def __init__(self, scope: Construct, placement: Placement, config: ServiceConfig) -> None:
        super().__init__(scope, placement, config)
        account = self.read(AccountOutputs, placement)
        network = self.read(NetworkOutputs, placement)
        dns = self.read(DnsOutputs, placement)
        cluster = self.read(ClusterOutputs, placement)
        name = placement.name(config.component)
        tasks = TaskNetwork(
            self,
            "network",
            config,
            name=name,
            vpc_id=network.vpc_id,
            load_balancer_security_group_id=cluster.load_balancer_security_group_id,
        )
        database = (
            DatabaseAccess(
                self,
                "database",
                name=name,
                group=tasks.group,
                database=self.read(DatabaseOutputs, placement, config.database),
            )
            if config.database is not None
            else None
        )
        definition = TaskDefinition(
            self,
            "task",
            config,
            name=name,
            account_id=placement.account.id,
            region=placement.region,
            log_key_arn=account.log_key_arn,
            exec_log_group_arn=cluster.exec_log_group_arn,
            environment=database.environment if database else None,
            secrets=database.secrets if database else None,
            protected=placement.protected,
        )
        targets = TargetGroup(
            self,
            "targets",
            config,
            name=placement.name(config.component, str(config.traffic.port), limit=names.LOAD_BALANCER),
            vpc_id=network.vpc_id,
            listener_arn=cluster.https_listener_arn,
            zone_name=dns.zone_name,
        )
        service = Service(
            self,
            "service",
            config,
            name=name,
            cluster_arn=cluster.cluster_arn,
            task_definition_arn=definition.arn,
            target_group_arn=targets.arn,
            subnet_ids=network.all_private_subnet_ids,
            security_group_id=tasks.group.id,
            after=[targets.rule, *definition.policies, *tasks.rules, *(database.rules if database else ())],
        )
        Autoscaling(
            self,
            "autoscaling",
            config,
            name=name,
            cluster_name=cluster.cluster_name,
            service_name=service.name,
            load_balancer_arn_suffix=cluster.load_balancer_arn_suffix,
            target_group_arn_suffix=targets.arn_suffix,
        )
        ServiceAlarms(
            self,
            "alarms",
            config,
            name=name,
            cluster_name=cluster.cluster_name,
            service_name=service.name,
            load_balancer_arn_suffix=cluster.load_balancer_arn_suffix,
            target_group_arn_suffix=targets.arn_suffix,
            critical_topic_arn=account.critical_topic_arn,
            warning_topic_arn=account.warning_topic_arn,
        )
        self.publish(
            ServiceOutputs(
                service_name=service.name,
                log_group_name=definition.log_group_name,
                security_group_id=tasks.group.id,
                task_role_arn=definition.task_role_arn,
                target_group_arn_suffix=targets.arn_suffix,
            )
        )
