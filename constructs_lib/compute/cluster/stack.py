"""The cluster of a placement and its load balancer."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.compute.cluster.alarms import LoadBalancerAlarms
from constructs_lib.compute.cluster.aliases import Aliases
from constructs_lib.compute.cluster.cluster import Cluster
from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.compute.cluster.load_balancer import LoadBalancer
from constructs_lib.compute.cluster.outputs import ClusterOutputs
from constructs_lib.dns.outputs import DnsOutputs
from constructs_lib.foundation import names
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.outputs import NetworkOutputs


class ClusterStack(PlatformStack):
    """Where services run, and the one way in from the internet."""

    def __init__(self, scope: Construct, placement: Placement, config: ClusterConfig) -> None:
        super().__init__(scope, placement, config)
        account = self.read(AccountOutputs, placement)
        network = self.read(NetworkOutputs, placement)
        dns = self.read(DnsOutputs, placement)
        cluster = Cluster(
            self,
            "cluster",
            config,
            name=placement.name("cluster"),
            log_key_arn=account.log_key_arn,
            protected=placement.protected,
        )
        load_balancer = LoadBalancer(
            self,
            "load-balancer",
            config,
            name=placement.name("public", limit=names.LOAD_BALANCER),
            vpc_id=network.vpc_id,
            subnet_ids=network.public_subnet_ids,
            certificate_arn=dns.certificate_arn,
            access_log_bucket_name=account.access_log_bucket_name,
            protected=placement.protected,
        )
        Aliases(
            self,
            "aliases",
            config,
            zone_id=dns.zone_id,
            zone_name=dns.zone_name,
            load_balancer_dns=load_balancer.dns_name,
            load_balancer_zone_id=load_balancer.zone_id,
        )
        LoadBalancerAlarms(
            self,
            "alarms",
            name=placement.name("public"),
            load_balancer_arn_suffix=load_balancer.arn_suffix,
            critical_topic_arn=account.critical_topic_arn,
            warning_topic_arn=account.warning_topic_arn,
        )
        self.publish(
            ClusterOutputs(
                cluster_arn=cluster.arn,
                cluster_name=cluster.name,
                exec_log_group_arn=cluster.exec_log_group_arn,
                load_balancer_arn=load_balancer.arn,
                load_balancer_arn_suffix=load_balancer.arn_suffix,
                load_balancer_dns=load_balancer.dns_name,
                load_balancer_zone_id=load_balancer.zone_id,
                load_balancer_security_group_id=load_balancer.security_group_id,
                https_listener_arn=load_balancer.https_listener_arn,
            )
        )
