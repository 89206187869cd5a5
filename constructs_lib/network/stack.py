"""The network of a placement."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.acl.network_acls import NetworkAcls
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.dhcp.dhcp_options import DhcpOptions
from constructs_lib.network.egress_only import EgressOnly
from constructs_lib.network.flow_log_alarm import FlowLogAlarm
from constructs_lib.network.flow_logs import FlowLogs, delivered_below
from constructs_lib.network.gateway_endpoints import GatewayEndpoints
from constructs_lib.network.interface_endpoints import InterfaceEndpoints
from constructs_lib.network.nat import Nat
from constructs_lib.network.nat_instance import NatInstance
from constructs_lib.network.outputs import NO_IPV6, NetworkOutputs
from constructs_lib.network.vpc import Vpc


class NetworkStack(PlatformStack):
    """The VPC, its ways out, what its tiers let through, and its flow logs, with what rings when they stop."""

    def __init__(self, scope: Construct, placement: Placement, config: NetworkConfig) -> None:
        super().__init__(scope, placement, config)
        account = self.read(AccountOutputs, placement)
        vpc = Vpc(self, "vpc", config, name=placement.name("network"), protected=placement.protected)
        instance = (
            NatInstance(
                self,
                "nat-instance",
                config,
                name=placement.name("nat"),
                vpc_id=vpc.id,
                public_subnet_ids=vpc.subnet_ids["public"],
                internet_access=vpc.internet_access,
                topic_arn=account.warning_topic_arn,
                tags=placement.tags.for_environment(placement.environment),
            )
            if config.nat == "instance"
            else None
        )
        Nat(
            self,
            "nat",
            config,
            name=placement.name("nat"),
            public_subnet_ids=vpc.subnet_ids["public"],
            private_route_table_ids=vpc.private_route_table_ids,
            internet_access=vpc.internet_access,
            instance=instance,
            protected=placement.protected,
        )
        if vpc.ipv6_cidr and vpc.private_route_table_ids:
            EgressOnly(
                self,
                "egress-only",
                name=placement.name("network"),
                vpc_id=vpc.id,
                route_table_ids=vpc.private_route_table_ids,
            )
        NetworkAcls(
            self,
            "network-acls",
            config,
            name=placement.name("network"),
            vpc_id=vpc.id,
            default_network_acl_id=vpc.default_network_acl_id,
            subnet_ids=vpc.all_subnet_ids,
            ipv6_cidr=vpc.ipv6_cidr,
        )
        if config.dhcp:
            DhcpOptions(self, "dhcp-options", config.dhcp, name=placement.name("network"), vpc_id=vpc.id)
        GatewayEndpoints(
            self,
            "gateway-endpoints",
            config,
            name=placement.name("network"),
            vpc_id=vpc.id,
            region=placement.region,
            account_ids=(placement.account.id,),
            route_table_ids=vpc.all_route_table_ids,
        )
        InterfaceEndpoints(
            self,
            "interface-endpoints",
            config,
            name=placement.name("network"),
            vpc_id=vpc.id,
            region=placement.region,
            account_ids=(placement.account.id,),
            private_subnet_ids=vpc.subnet_ids["private"],
        )
        FlowLogs(
            self,
            "flow-logs",
            name=placement.name("flow", "logs"),
            vpc_id=vpc.id,
            bucket_arn=account.log_bucket_arn,
        )
        FlowLogAlarm(
            self,
            "flow-log-alarm",
            name=placement.name("flow", "logs"),
            bucket_name=account.log_bucket_name,
            prefix=delivered_below(placement.account.id, placement.region),
            topic_arn=account.warning_topic_arn,
        )
        self.publish(
            NetworkOutputs(
                vpc_id=vpc.id,
                cidr=vpc.cidr,
                ipv6_cidr=vpc.ipv6_cidr or NO_IPV6,
                public_subnet_ids=tuple(vpc.subnet_ids["public"].values()),
                private_subnet_ids=tuple(vpc.subnet_ids["private"].values()),
                isolated_subnet_ids=tuple(vpc.subnet_ids["isolated"].values()),
                all_private_subnet_ids=tuple(vpc.all_subnet_ids["private"].values()),
                all_isolated_subnet_ids=tuple(vpc.all_subnet_ids["isolated"].values()),
                public_route_table_ids=vpc.route_table_ids["public"],
                private_route_table_ids=vpc.route_table_ids["private"],
                isolated_route_table_ids=vpc.route_table_ids["isolated"],
            )
        )
