"""Fixes to moto's EC2 where networks have IPv6."""

from __future__ import annotations

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around, around_property


def subnet_association_state() -> None:
    """Say the state of a subnet's block as a word: moto puts a record where the word belongs, which is no XML."""
    from moto.ec2.models.subnets import Subnet

    @around_property(Subnet, "ipv6_cidr_block_association_set")
    def associations(original, self):
        return [
            each | {"ipv6CidrBlockState": {"state": each["ipv6CidrBlockState"]["state"]["State"]}}
            for each in original(self)
        ]


def subnet_association_filter() -> None:
    """Find subnets by the association of their block, as the provider does while one comes or goes."""
    from moto.ec2.models.subnets import Subnet

    @around(Subnet, "get_filter_value")
    def value(original, self, filter_name, method_name=None):
        if filter_name == "ipv6-cidr-block-association.association-id":
            return [each["associationId"] for each in self.ipv6_cidr_block_association_set]
        return original(self, filter_name, method_name)


def _see_filter(client: Clients) -> Seen:
    ec2 = client("ec2")
    name = "ipv6-cidr-block-association.association-id"
    return ec2.describe_subnets(Filters=[{"Name": name, "Values": ["subnet-cidr-assoc-0"]}])["Subnets"], []


def _see_subnet(client: Clients) -> Seen:
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/24", AmazonProvidedIpv6CidrBlock=True)["Vpc"]["VpcId"]
    [block] = ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"]
    first = block["Ipv6CidrBlock"].replace("/56", "/64")
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/25", Ipv6CidrBlock=first)["Subnet"]["SubnetId"]
    [association] = ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["Ipv6CidrBlockAssociationSet"]
    return (association["Ipv6CidrBlock"], association["Ipv6CidrBlockState"]["State"]), (first, "associated")


FIXES = (
    Fix(
        id="ec2.subnet-ipv6-state",
        symptom="aws_subnet with ipv6_cidr_block: waiting for it to become associated fails on broken XML",
        apply=subnet_association_state,
        probe=_see_subnet,
    ),
    Fix(
        id="ec2.subnet-ipv6-filter",
        symptom="aws_subnet: waiting for ipv6_cidr_block to go fails, since subnets are not found by it",
        apply=subnet_association_filter,
        probe=_see_filter,
    ),
)
