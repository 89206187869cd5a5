"""Rules about security groups and network ACLs."""

from typing import Any

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

IN, OUT = "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"
GROUP, RULE = "aws_security_group", "aws_security_group_rule"
ACL, ACL_RULE = "aws_network_acl", "aws_network_acl_rule"
ANYWHERE = "0.0.0.0/0"


def numbered(*numbers: int) -> Any:
    """An ACL with inbound rules of its own, and one beside it."""
    rules = [{"rule_no": number} for number in numbers]
    beside = one(ACL_RULE, network_acl_id="${aws_network_acl.this.id}", rule_number=300)
    return both(one(ACL, ingress=rules, egress=[{"rule_no": 100}]), beside)


def everything_out_of(*, source_dest_check: bool) -> Any:
    """A machine that may send anything anywhere, be it its own or what others sent through it."""
    group = "${aws_security_group.this.id}"
    return both(
        one(GROUP, description="why"),
        one(OUT, security_group_id=group, cidr_ipv4=ANYWHERE, ip_protocol="-1"),
        one("aws_network_interface", security_groups=[group], source_dest_check=source_dest_check),
    )


def tcp(first: int, last: int | None = None, *, family: str = "cidr_block") -> Any:
    """A rule inside an ACL."""
    ports = {"from_port": first, "to_port": last or first}
    return {"protocol": "tcp", "action": "allow", family: ANYWHERE, **ports}


def asked_at(port: int, *, answered_from: int) -> Any:
    """An ACL that lets in to one port, and out to those from another on."""
    last = max(65535 if answered_from != port else port, port)
    acl, common = "${aws_network_acl.this.id}", {"rule_action": "allow", "cidr_block": ANYWHERE, "protocol": "6"}
    inwards = one(ACL_RULE, "in", network_acl_id=acl, from_port=port, to_port=port, **common)
    outwards = one(ACL_RULE, "out", network_acl_id=acl, egress=True, from_port=answered_from, to_port=last, **common)
    return both(one(ACL), inwards, outwards)


CASES = (
    Case(
        rule="security-group-open-ingress",
        good=one(IN, cidr_ipv4=ANYWHERE, ip_protocol="tcp", from_port=443, to_port=443),
        bad=one(IN, cidr_ipv4=ANYWHERE, ip_protocol="tcp", from_port=22, to_port=22),
        says="got      22 to 22",
    ),
    Case(
        rule="security-group-open-ingress",
        good=one(GROUP, ingress=[{"cidr_blocks": ["10.0.0.0/8"], "from_port": 0, "to_port": 65535, "protocol": "tcp"}]),
        bad=one(GROUP, ingress=[{"ipv6_cidr_blocks": ["::/0"], "from_port": 0, "to_port": 65535, "protocol": "tcp"}]),
        says="got      0 to 65535",
    ),
    Case(
        rule="security-group-open-ingress",
        good=one(RULE, type="egress", cidr_blocks=[ANYWHERE], protocol="-1", from_port=0, to_port=0),
        bad=one(RULE, type="ingress", cidr_blocks=[ANYWHERE, None], protocol="-1", from_port=0, to_port=0),
        says="open to everybody",
    ),
    Case(
        rule="security-group-open-egress",
        good=one(OUT, cidr_ipv4=ANYWHERE, ip_protocol="tcp", from_port=443, to_port=443),
        bad=one(OUT, cidr_ipv4=ANYWHERE, ip_protocol="-1"),
        says="everything may go out",
    ),
    Case(
        rule="security-group-open-egress",
        good=everything_out_of(source_dest_check=False),
        bad=everything_out_of(source_dest_check=True),
        says="everything may go out",
    ),
    Case(rule="security-group-description", good=one(IN, description="why"), bad=one(IN), says="no description"),
    Case(rule="nacl-rule-number", good=numbered(100, 200), bad=numbered(100, 300), says="got      300"),
    Case(
        rule="nacl-ports",
        good=one(ACL_RULE, protocol="tcp", from_port=443, to_port=443),
        bad=one(ACL_RULE, protocol="6"),
        says="a rule for 6 names no ports",
    ),
    Case(
        rule="nacl-answers",
        good=asked_at(443, answered_from=1024),
        bad=asked_at(443, answered_from=443),
        says="allow TCP in the other direction to ports 1024 to 65535",
    ),
    Case(
        rule="nacl-answers",
        good=asked_at(8443, answered_from=8443),
        bad=asked_at(22, answered_from=32768),
        says="got      ingress to port 22 of cidr_block",
    ),
    Case(
        rule="nacl-answers",
        good=one(ACL, ingress=[tcp(53)], egress=[{"protocol": "-1", "action": "allow", "cidr_block": ANYWHERE}]),
        bad=one(ACL, egress=[tcp(443)], ingress=[tcp(1024, 65535, family="ipv6_cidr_block")]),
        says="got      egress to port 443 of cidr_block",
    ),
    Case(
        rule="nacl-admin-ports",
        good=both(
            one(ACL_RULE, rule_action="allow", protocol="tcp", cidr_block=ANYWHERE, from_port=1024, to_port=65535),
            one(ACL_RULE, "no", rule_action="deny", protocol="-1", cidr_block=ANYWHERE),
            one(ACL_RULE, "too-big", rule_action="allow", protocol="1", cidr_block=ANYWHERE, icmp_type=3, icmp_code=4),
            one(ACL_RULE, "out", egress=True, rule_action="allow", protocol="-1", cidr_block=ANYWHERE),
        ),
        bad=one(ACL_RULE, rule_action="allow", protocol="-1", cidr_block=ANYWHERE),
        says="got      22, 3389",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
