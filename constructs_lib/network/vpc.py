"""A VPC, its subnets, and their route tables."""

from collections.abc import Mapping

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.default_security_group import DefaultSecurityGroup
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.route_table import RouteTable
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc as AwsVpc
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.config import TIERS, NetworkConfig, Tier
from constructs_lib.network.plan import ANYWHERE, SubnetPlan, plan_subnets


class Vpc(Construct):
    """A VPC whose subnets never move. Only public subnets have a route to the internet; NAT is a construct of its own.

    The default route table and network ACL stay as AWS makes them: no subnet uses that table, and it routes nowhere
    but inside the VPC.
    """

    def __init__(self, scope: Construct, id_: str, config: NetworkConfig, *, name: str, protected: bool = True) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        # A VPC keeps no data, but a changed range would replace it and so everything inside; AWS would refuse half-way,
        # after an hour of deleting. The same goes for a subnet that holds a database.
        self._lifecycle = TerraformResourceLifecycle(prevent_destroy=protected)
        self._name = name
        vpc = AwsVpc(
            self,
            "Default",
            cidr_block=config.cidr,
            # both are needed for private zones, interface endpoints and names over peering
            enable_dns_support=True,
            enable_dns_hostnames=True,
            tags={"Name": name},
            lifecycle=self._lifecycle,
        )
        # Empty lists, not absent ones: Terraform then takes out rules that somebody adds to the group later.
        DefaultSecurityGroup(
            self, "default-security-group", vpc_id=vpc.id, ingress=[], egress=[], tags={"Name": f"{name}-default"}
        )
        self.id = vpc.id
        self.cidr = config.cidr
        plan = plan_subnets(config)
        subnets = {subnet: self._subnet(subnet) for subnet in plan}
        tables = {table: self._route_table(table) for table in dict.fromkeys(subnet.route_table for subnet in plan)}
        for subnet, subnet_id in subnets.items():
            RouteTableAssociation(
                self, f"{subnet.id}-association", subnet_id=subnet_id, route_table_id=tables[subnet.route_table]
            )
        self.subnet_ids: Mapping[Tier, Mapping[str, str]] = {
            tier: {subnet.letter: subnets[subnet] for subnet in plan if subnet.tier == tier} for tier in TIERS
        }
        """By tier, then by the zone's letter; empty for a tier the config leaves out."""
        self.all_route_table_ids: Mapping[str, str] = tables
        """By the table's name: `public`, `isolated`, and `private-a` for each zone."""
        self.route_table_ids: Mapping[Tier, tuple[str, ...]] = {
            tier: tuple(dict.fromkeys(tables[subnet.route_table] for subnet in plan if subnet.tier == tier))
            for tier in TIERS
        }
        """By tier, in the letters' order; empty for a tier the config leaves out."""
        self.private_route_table_ids: Mapping[str, str] = {
            subnet.letter: tables[subnet.route_table] for subnet in plan if subnet.tier == "private"
        }
        """By the zone's letter."""
        self.internet_access = self._internet_access(tables["public"]) if "public" in tables else ()
        """What must exist before anything can reach the internet from a public subnet, and go after it."""

    def _subnet(self, subnet: SubnetPlan) -> str:
        return Subnet(
            self,
            subnet.id,
            vpc_id=self.id,
            availability_zone=subnet.zone,
            cidr_block=subnet.cidr,
            # also in public subnets: what must be reached there gets its address on purpose
            # https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15
            map_public_ip_on_launch=False,
            tags={"Name": f"{self._name}-{subnet.id}"},
            lifecycle=self._lifecycle,
        ).id

    def _route_table(self, table: str) -> str:
        """A table without routes. They are resources of their own, so that NAT and peerings can add theirs."""
        return RouteTable(self, f"{table}-routes", vpc_id=self.id, tags={"Name": f"{self._name}-{table}"}).id

    def _internet_access(self, route_table_id: str) -> tuple[ITerraformDependable, ...]:
        gateway = InternetGateway(self, "internet-gateway", vpc_id=self.id, tags={"Name": self._name})
        route = Route(
            self,
            "public-to-internet",
            route_table_id=route_table_id,
            destination_cidr_block=ANYWHERE,
            gateway_id=gateway.id,
        )
        return gateway, route
