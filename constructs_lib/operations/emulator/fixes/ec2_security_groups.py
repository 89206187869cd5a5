"""Fixes to moto's security groups."""

from __future__ import annotations

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around_property


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


FIXES = (
    Fix(
        id="ec2.group-rule-description",
        symptom="aws_vpc_security_group_ingress_rule from another group: its description is planned again and again",
        apply=description_of_group_rules,
        probe=_see_description,
    ),
)
