"""Fixes to moto's load balancers."""

from __future__ import annotations

import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around


def private_link_rules() -> None:
    """Whether the rules of a network load balancer's groups hold for PrivateLink too is kept; moto drops it."""
    from moto.elbv2.responses import ELBV2Response

    @around(ELBV2Response, "set_security_groups")
    def put(original, self):
        answer = original(self)
        enforced = self._get_param("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic")
        if enforced is not None:
            balancer = self.elbv2_backend.load_balancers[self._get_param("LoadBalancerArn")]
            balancer.enforce_security_group_inbound_rules_on_private_link_traffic = enforced
        return answer


def groups_of_the_dead() -> None:
    """A target group belongs to no load balancer that is gone; in moto it does for ever."""
    from moto.elbv2.models import ELBv2Backend

    @around(ELBv2Backend, "delete_load_balancer")
    def delete(original, self, arn):
        original(self, arn)
        for group in self.target_groups.values():
            group.load_balancer_arns = [each for each in group.load_balancer_arns if each != arn]


def _see_rules(client: Clients) -> Seen:
    ec2, elb = client("ec2"), client("elbv2")
    vpc = ec2.create_vpc(CidrBlock="10.9.1.0/24")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.1.0/28")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(GroupName=f"probe-{uuid.uuid4().hex}", Description="probe", VpcId=vpc)["GroupId"]
    arn = elb.create_load_balancer(
        Name=f"probe-{uuid.uuid4().hex[:16]}",
        Type="network",
        Scheme="internal",
        Subnets=[subnet],
        SecurityGroups=[group],
    )["LoadBalancers"][0]["LoadBalancerArn"]
    name = "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"
    elb.set_security_groups(LoadBalancerArn=arn, SecurityGroups=[group], **{name: "off"})
    return elb.describe_load_balancers(LoadBalancerArns=[arn])["LoadBalancers"][0].get(name), "off"


def _see_groups(client: Clients) -> Seen:
    ec2, elb = client("ec2"), client("elbv2")
    vpc = ec2.create_vpc(CidrBlock="10.9.1.0/24")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.1.0/28")["Subnet"]["SubnetId"]
    names = [f"probe-{uuid.uuid4().hex[:16]}" for _ in range(2)]
    balancer = elb.create_load_balancer(Name=names[0], Type="network", Subnets=[subnet])["LoadBalancers"][0]
    group = elb.create_target_group(Name=names[1], Protocol="TCP", Port=80, VpcId=vpc)["TargetGroups"][0]
    elb.create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"],
        Protocol="TCP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group["TargetGroupArn"]}],
    )
    elb.delete_load_balancer(LoadBalancerArn=balancer["LoadBalancerArn"])
    left = elb.describe_target_groups(TargetGroupArns=[group["TargetGroupArn"]])["TargetGroups"][0]
    return left["LoadBalancerArns"], []


FIXES = (
    Fix(
        id="elbv2.private-link-rules",
        symptom="aws_lb: enforce_security_group_inbound_rules_on_private_link_traffic is planned again",
        apply=private_link_rules,
        probe=_see_rules,
    ),
    Fix(
        id="elbv2.groups-of-the-dead",
        symptom="a target group is used by a load balancer that was deleted",
        apply=groups_of_the_dead,
        probe=_see_groups,
    ),
)
