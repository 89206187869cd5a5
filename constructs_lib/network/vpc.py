"""A VPC, its subnets, and their route tables."""

from collections.abc import Mapping

from cdktf import Fn, ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.default_security_group import DefaultSecurityGroup
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.route_table import RouteTable
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc as AwsVpc
from cdktf_cdktf_provider_aws.vpc_ipv4_cidr_block_association import VpcIpv4CidrBlockAssociation
from cdktf_cdktf_provider_aws.vpc_ipv6_cidr_block_association import VpcIpv6CidrBlockAssociation
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.ranges import range_id
from constructs_lib.network.config import TIERS, NetworkConfig, Tier
from constructs_lib.network.plan import ANYWHERE, ANYWHERE_IPV6, SubnetPlan, plan_subnets


class Vpc(Construct):
    """A VPC whose subnets never move. Only public subnets have a route to the internet; ways out of the private ones are
    constructs of their own.

    The default route table stays as AWS makes it: no subnet uses it, and it routes nowhere but inside the VPC.
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
            lifecycle=TerraformResourceLifecycle(
                prevent_destroy=protected,
                # the association below says so; AWS answers it here too
                ignore_changes=["assign_generated_ipv6_cidr_block"],
            ),
        )
        self.ipv6_cidr = self._ipv6(vpc.id) if config.ipv6 else None
        """The block Amazon gave, or None without IPv6."""
        added = {cidr: self._range(cidr, vpc.id) for cidr in config.secondary_cidrs}
        # Empty lists, not absent ones: Terraform then takes out rules that somebody adds to the group later.
        DefaultSecurityGroup(
            self, "default-security-group", vpc_id=vpc.id, ingress=[], egress=[], tags={"Name": f"{name}-default"}
        )
        self.id = vpc.id
        self.cidr = config.cidr
        self.default_network_acl_id = vpc.default_network_acl_id
        plan = plan_subnets(config)
        subnets = {subnet: self._subnet(subnet, added.get(subnet.secondary)) for subnet in plan}
        tables = {table: self._route_table(table) for table in dict.fromkeys(subnet.route_table for subnet in plan)}
        for subnet, subnet_id in subnets.items():
            RouteTableAssociation(
                self, f"{subnet.id}-association", subnet_id=subnet_id, route_table_id=tables[subnet.route_table]
            )
        self.subnet_ids: Mapping[Tier, Mapping[str, str]] = {
            tier: {each.letter: subnets[each] for each in plan if each.tier == tier and not each.secondary}
            for tier in TIERS
        }
        """Those of the first range, by tier, then by the zone's letter; empty for a tier the config leaves out."""
        self.all_subnet_ids: Mapping[Tier, Mapping[str, str]] = {
            tier: {each.id: subnets[each] for each in plan if each.tier == tier} for tier in TIERS
        }
        """Those of every range, by tier, then by their name: `private-a`."""
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

    def _ipv6(self, vpc_id: str) -> str:
        """A resource of its own, which goes after all subnets have given their part back; as an argument of the VPC it
        would go first, and AWS refuses that.
        """
        return VpcIpv6CidrBlockAssociation(
            self,
            "ipv6",
            vpc_id=vpc_id,
            assign_generated_ipv6_cidr_block=True,
            # this is what makes Terraform change the subnets first
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        ).ipv6_cidr_block

    def _range(self, cidr: str, vpc_id: str) -> ITerraformDependable:
        return VpcIpv4CidrBlockAssociation(self, f"range-{range_id(cidr)}", vpc_id=vpc_id, cidr_block=cidr)

    def _subnet(self, subnet: SubnetPlan, added: ITerraformDependable | None) -> str:
        block = None
        if self.ipv6_cidr and subnet.ipv6:
            block = Fn.cidrsubnet(self.ipv6_cidr, subnet.ipv6.new_bits, subnet.ipv6.number)
        return Subnet(
            self,
            subnet.id,
            vpc_id=self.id,
            availability_zone=subnet.zone,
            cidr_block=subnet.cidr,
            # also in public subnets: what must be reached there gets its address on purpose
            # https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15
            map_public_ip_on_launch=False,
            ipv6_cidr_block=block,
            # an IPv6 address is a public one wherever a route leads
            assign_ipv6_address_on_creation=subnet.tier != "public" if block else None,
            tags={"Name": f"{self._name}-{subnet.id}"},
            lifecycle=self._lifecycle,
            depends_on=[added] if added else None,
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
        if self.ipv6_cidr:
            Route(
                self,
                "public-to-internet-ipv6",
                route_table_id=route_table_id,
                destination_ipv6_cidr_block=ANYWHERE_IPV6,
                gateway_id=gateway.id,
            )
        return gateway, route
