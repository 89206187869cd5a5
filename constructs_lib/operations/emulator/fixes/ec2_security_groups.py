"""Fixes to moto's security groups."""

from __future__ import annotations

from inspect import signature

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around, around_property


def description_of_group_rules() -> None:
    """Tell the description of a rule that names another group; moto looks for it at ranges only, and keeps it all the same."""
    from moto.ec2.models.security_groups import SecurityGroupRule

    @around_property(SecurityGroupRule, "description")
    def description(original, self):
        return original(self) or self.source_group.get("Description")


def _see_description(client: Clients) -> Seen:
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/24")["Vpc"]["VpcId"]
    web, database = (
        ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"] for name in ("web", "db")
    )
    pairs = [{"GroupId": web, "Description": "reads and writes"}]
    permission = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "UserIdGroupPairs": pairs}
    ec2.authorize_security_group_ingress(GroupId=database, IpPermissions=[permission])
    rules = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [database]}])
    return [each.get("Description") for each in rules["SecurityGroupRules"] if not each["IsEgress"]], [
        "reads and writes"
    ]


def description_of_prefix_list_rules() -> None:
    """Keep the description of a rule that names a prefix list, which moto forgets."""
    from moto.ec2.models.security_groups import SecurityGroupRule

    @around(SecurityGroupRule, "__init__")
    def init(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        listed = signature(original).bind(self, *args, **kwargs).arguments.get("prefix_list_id")
        self.prefix_list_description = (listed or {}).get("Description")

    @around_property(SecurityGroupRule, "description")
    def description(original, self):
        return original(self) or self.prefix_list_description


def _see_prefix_list_description(client: Clients) -> Seen:
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/24")["Vpc"]["VpcId"]
    group = ec2.create_security_group(GroupName="listed", Description="listed", VpcId=vpc)["GroupId"]
    listed = ec2.create_managed_prefix_list(PrefixListName="offices", MaxEntries=1, AddressFamily="IPv4")["PrefixList"]
    named = [{"PrefixListId": listed["PrefixListId"], "Description": "offices"}]
    permission = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "PrefixListIds": named}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission])
    rules = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])
    return [each.get("Description") for each in rules["SecurityGroupRules"] if not each["IsEgress"]], ["offices"]


FIXES = (
    Fix(
        id="ec2.group-rule-description",
        symptom="aws_vpc_security_group_ingress_rule from another group: its description is planned again and again",
        apply=description_of_group_rules,
        probe=_see_description,
    ),
    Fix(
        id="ec2.prefix-list-rule-description",
        symptom="aws_vpc_security_group_ingress_rule from a prefix list: its description is planned again and again",
        apply=description_of_prefix_list_rules,
        probe=_see_prefix_list_description,
    ),
)
