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


FIXES = (
    Fix(
        id="elbv2.private-link-rules",
        symptom="aws_lb: enforce_security_group_inbound_rules_on_private_link_traffic is planned again",
        apply=private_link_rules,
        probe=_see_rules,
    ),
)
