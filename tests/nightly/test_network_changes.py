"""Real Terraform: networks grow and shrink, and nothing that stays is touched."""

import json
from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.network.acl.config import AclConfig
from constructs_lib.network.acl.network_acls import NetworkAcls
from constructs_lib.network.acl.plan import plan_acl_rules
from constructs_lib.network.config import TIERS, NetworkConfig
from constructs_lib.network.dhcp.config import DhcpConfig
from constructs_lib.network.dhcp.dhcp_options import DhcpOptions
from constructs_lib.network.egress_only import EgressOnly
from constructs_lib.network.plan import Ipv6Part, plan_subnets
from constructs_lib.network.prefix_list.config import PrefixListConfig
from constructs_lib.network.prefix_list.prefix_list import PrefixList
from constructs_lib.network.vpc import Vpc
from constructs_lib.operations.emulator import Emulator
from constructs_lib.parts.security_group import SecurityGroup
from tests.operations.emulator.conftest import Terraform
from tests.synthesis import synthesized

SMALL = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1a", "us-east-1b"), nat="none")
LARGE = replace(
    SMALL,
    zones=("us-east-1c", "us-east-1b", "us-east-1a"),
    secondary_cidrs=("10.21.0.0/16", "100.64.0.0/16"),
    ipv6=True,
    dhcp=DhcpConfig(domain_name="corp.example.com", ntp_servers=("169.254.169.123",)),
    acl=AclConfig(public_ports=(443, 80), isolated_from=("10.60.0.0/16",), refused=("198.51.100.0/24",)),
)
OFFICES = PrefixListConfig(component="offices", entries={"203.0.113.0/24": "Oslo"}, max_entries=2)
MORE_OFFICES = replace(
    OFFICES,
    entries={"203.0.113.0/24": "Oslo, new building", "198.51.100.0/25": "Bergen", "198.51.100.128/25": "Bodo"},
    max_entries=5,
)


def document(config: NetworkConfig, offices: PrefixListConfig) -> Any:
    """A bare stack with everything a network is made of, wired by hand."""

    def build(stack: TerraformStack) -> None:
        AwsProvider(stack, "aws", region="us-east-1", max_retries=2)
        vpc = Vpc(stack, "vpc", config, name="shop", protected=False)
        NetworkAcls(
            stack,
            "network-acls",
            config,
            name="shop",
            vpc_id=vpc.id,
            default_network_acl_id=vpc.default_network_acl_id,
            subnet_ids=vpc.all_subnet_ids,
            ipv6_cidr=vpc.ipv6_cidr,
        )
        if config.ipv6:
            EgressOnly(stack, "egress-only", name="shop", vpc_id=vpc.id, route_table_ids=vpc.private_route_table_ids)
        if config.dhcp:
            DhcpOptions(stack, "dhcp-options", config.dhcp, name="shop", vpc_id=vpc.id)
        listed = PrefixList(stack, "offices", offices, name="offices")
        group = SecurityGroup(stack, "group", name="bastion", description="Bastion", vpc_id=vpc.id)
        group.allow_from("from-offices", port=443, why="Offices", prefix_list_id=listed.outputs.prefix_list_id)

    return synthesized(build)


def settle(terraform: Terraform, config: NetworkConfig, offices: PrefixListConfig) -> set[str]:
    """Apply, expect an empty plan, and say what the apply destroyed or replaced."""
    (terraform.folder / "cdk.tf.json").write_text(json.dumps(document(config, offices)), encoding="utf-8")
    planned = terraform("plan", "-out=plan")
    assert planned.returncode == 0, planned.stderr
    changes = json.loads(terraform("show", "-json", "plan").stdout)["resource_changes"]
    applied = terraform("apply", "-auto-approve", "-parallelism=30")
    assert applied.returncode == 0, applied.stderr
    again = terraform("plan", "-detailed-exitcode")
    assert again.returncode == 0, again.stdout + again.stderr
    return {each["address"] for each in changes if "delete" in each["change"]["actions"]}


class Seen:
    """What of the network is there at AWS."""

    def __init__(self, aws: Emulator) -> None:
        ec2 = aws.session().client("ec2")
        [self.vpc] = [each for each in ec2.describe_vpcs()["Vpcs"] if not each["IsDefault"]]
        of_vpc = [{"Name": "vpc-id", "Values": [self.vpc["VpcId"]]}]
        self.subnets = {
            each["CidrBlock"]: (each["SubnetId"], each["AvailabilityZone"])
            for each in ec2.describe_subnets(Filters=of_vpc)["Subnets"]
        }
        self.ipv6 = {
            each["CidrBlock"]: [block["Ipv6CidrBlock"] for block in each["Ipv6CidrBlockAssociationSet"]]
            for each in ec2.describe_subnets(Filters=of_vpc)["Subnets"]
        }
        acls = ec2.describe_network_acls(Filters=of_vpc)["NetworkAcls"]
        names = {each["NetworkAclId"]: {t["Key"]: t["Value"] for t in each["Tags"]}["Name"] for each in acls}
        ids = {subnet_id: cidr for cidr, (subnet_id, _) in self.subnets.items()}
        self.under = {
            ids[association["SubnetId"]]: names[each["NetworkAclId"]].removeprefix("shop-")
            for each in acls
            for association in each["Associations"]
            if association["SubnetId"] in ids  # moto remembers subnets that are gone
        }
        self.rules = {
            (names[each["NetworkAclId"]].removeprefix("shop-"), entry["Egress"], entry["RuleNumber"])
            for each in acls
            for entry in each["Entries"]
            if entry["RuleNumber"] < 32767  # the last one is AWS's own and refuses the rest
        }
        self.dhcp = (
            ec2.describe_dhcp_options(DhcpOptionsIds=[self.vpc["DhcpOptionsId"]])["DhcpOptions"]
            if (self.vpc.get("DhcpOptionsId", "default") != "default")
            else []
        )
        [offices] = [each for each in ec2.describe_managed_prefix_lists()["PrefixLists"] if each["OwnerId"] != "AWS"]
        entries = ec2.get_managed_prefix_list_entries(PrefixListId=offices["PrefixListId"])["Entries"]
        self.offices = {each["Cidr"]: each["Description"] for each in entries}


def expect_planned(seen: Seen, config: NetworkConfig) -> None:
    """What is there is what was planned, and nothing else."""
    planned = plan_subnets(config)
    assert {cidr: zone for cidr, (_, zone) in seen.subnets.items()} == {each.cidr: each.zone for each in planned}
    assert seen.under == {each.cidr: each.tier for each in planned}
    assert seen.rules == {(rule.tier, rule.egress, rule.number) for rule in plan_acl_rules(config)}
    dual = {each.cidr for each in planned if config.ipv6 and each.ipv6}
    assert {cidr for cidr, blocks in seen.ipv6.items() if blocks} == dual


@pytest.fixture
def terraform_alone(terraform_of: Callable[[Any], Terraform]) -> Terraform:
    return terraform_of(document(SMALL, OFFICES))


@pytest.mark.apply
def test_a_network_grows_and_shrinks_and_what_stays_is_never_touched(
    terraform_alone: Terraform, emulator: Emulator
) -> None:
    assert settle(terraform_alone, SMALL, OFFICES) == set()
    small = Seen(emulator)
    expect_planned(small, SMALL)

    # nothing goes but the entry whose description changed: AWS has no other way
    assert {name.rpartition("_")[0] for name in settle(terraform_alone, LARGE, MORE_OFFICES)} == {
        "aws_ec2_managed_prefix_list_entry.offices_entry-203-0-113-0-24"
    }
    large = Seen(emulator)
    expect_planned(large, LARGE)
    assert {cidr: large.subnets[cidr] for cidr in small.subnets} == small.subnets
    [block] = [each["Ipv6CidrBlock"] for each in large.vpc["Ipv6CidrBlockAssociationSet"]]
    assert large.ipv6["10.20.136.0/21"] == [str(list(ip_network(block).subnets(new_prefix=64))[136])]
    assert {option["Key"]: option["Values"][0]["Value"] for option in large.dhcp[0]["DhcpConfigurations"]} == {
        "domain-name": "corp.example.com",
        "domain-name-servers": "AmazonProvidedDNS",
        "ntp-servers": "169.254.169.123",
    }
    assert large.offices == MORE_OFFICES.entries

    back = replace(LARGE, secondary_cidrs=LARGE.secondary_cidrs[1:], ipv6=False, dhcp=None, acl=SMALL.acl)
    gone = settle(terraform_alone, back, replace(OFFICES, max_entries=MORE_OFFICES.max_entries))
    shrunk = Seen(emulator)
    expect_planned(shrunk, back)
    assert {cidr: shrunk.subnets[cidr] for cidr in small.subnets} == small.subnets
    assert [address for address in gone if address.startswith("aws_subnet.") and "10-21-0-0-16" not in address] == []
    assert shrunk.offices == OFFICES.entries

    destroyed = terraform_alone("destroy", "-auto-approve", "-parallelism=30")
    assert destroyed.returncode == 0, destroyed.stderr
    assert terraform_alone("state", "list").stdout == ""


def test_the_parts_of_a_network_know_each_others_names() -> None:
    """What the look above relies on: every subnet of the plan is in the document, under its tier."""
    wired = document(LARGE, OFFICES)["resource"]

    assert len(wired["aws_subnet"]) == len(wired["aws_network_acl_association"]) == len(plan_subnets(LARGE))
    assert len(wired["aws_network_acl"]) == len(TIERS)
    assert any(isinstance(rule.place, Ipv6Part) for rule in plan_acl_rules(LARGE))
