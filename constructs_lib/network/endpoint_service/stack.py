"""The load balancer of a placement, offered to other accounts by PrivateLink."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.compute.cluster.outputs import ClusterOutputs
from constructs_lib.dns.outputs import DnsOutputs
from constructs_lib.foundation import names
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.endpoint_service.alarms import EndpointServiceAlarms
from constructs_lib.network.endpoint_service.config import EndpointServiceConfig
from constructs_lib.network.endpoint_service.endpoint_service import EndpointService
from constructs_lib.network.endpoint_service.outputs import EndpointServiceOutputs
from constructs_lib.network.endpoint_service.private_load_balancer import PrivateLoadBalancer
from constructs_lib.network.outputs import NetworkOutputs


class EndpointServiceStack(PlatformStack):
    """The way in for others: a load balancer inside, and the service in front of it."""

    def __init__(self, scope: Construct, placement: Placement, config: EndpointServiceConfig) -> None:
        super().__init__(scope, placement, config)
        account = self.read(AccountOutputs, placement)
        network = self.read(NetworkOutputs, placement)
        cluster = self.read(ClusterOutputs, placement)
        dns = self.read(DnsOutputs, placement) if config.private_dns_name is not None else None
        name = placement.name("offered", config.component)
        load_balancer = PrivateLoadBalancer(
            self,
            "load-balancer",
            name=placement.name("offered", config.component, limit=names.LOAD_BALANCER),
            vpc_id=network.vpc_id,
            subnet_ids=network.private_subnet_ids,
            target_arn=cluster.load_balancer_arn,
            target_security_group_id=cluster.load_balancer_security_group_id,
            protected=placement.protected,
        )
        service = EndpointService(
            self,
            "service",
            config,
            name=name,
            load_balancer_arn=load_balancer.arn,
            topic_arn=account.warning_topic_arn,
            zone_id=dns.zone_id if dns else None,
            zone_name=dns.zone_name if dns else None,
        )
        EndpointServiceAlarms(
            self,
            "alarms",
            config,
            name=name,
            service_id=service.id,
            load_balancer_arn_suffix=load_balancer.arn_suffix,
            target_group_arn_suffix=load_balancer.target_group_arn_suffix,
            critical_topic_arn=account.critical_topic_arn,
            warning_topic_arn=account.warning_topic_arn,
        )
        self.publish(EndpointServiceOutputs(service_name=service.service_name, service_id=service.id))
