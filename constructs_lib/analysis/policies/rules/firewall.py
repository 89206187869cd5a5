"""Security groups and network ACLs: what lets packets through."""

from collections.abc import Iterator
from typing import Final

from constructs_lib.analysis.policies.blocks import Block, NotKnown, listed
from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, rule

_ANYWHERE: Final = frozenset({"0.0.0.0/0", "::/0"})
_PUBLIC_PORTS: Final = frozenset({80, 443})
"""What may be open to the world: the web, in front of a load balancer."""
_ADMIN_PORTS: Final = (22, 3389)
_ALL: Final = (0, 65535)

INGRESS: Final = ("aws_vpc_security_group_ingress_rule", "aws_security_group_rule", "aws_security_group")
EGRESS: Final = ("aws_vpc_security_group_egress_rule", "aws_security_group_rule", "aws_security_group")
_SOURCES: Final = ("cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks")


def _rules(resource: Resource, direction: str) -> Iterator[Block]:
    """A rule of its own, or those inside a group."""
    match resource.type:
        case "aws_security_group":
            yield from resource.blocks(direction)
        case "aws_security_group_rule" if resource.get("type") != direction:
            return
        case _:
            yield resource


def _open(entry: Block) -> bool:
    return any(source in _ANYWHERE for path in _SOURCES for source in entry.entries(path) if source is not None)


def _ports(entry: Block) -> tuple[int, int]:
    protocol = str(entry.get("ip_protocol", entry.get("protocol", "-1")))
    if protocol in ("-1", "all") or entry.raw("from_port") is None:
        return _ALL
    return int(entry.number("from_port", 0)), int(entry.number("to_port", 0))


@rule(
    "security-group-open-ingress",
    on=INGRESS,
    why="The whole internet tries every open port within minutes.",
    fix="name a security group or a range of your own; only 80 and 443 may be open to everybody",
    names=Names(
        cis=("5.3", "5.4"),
        pci=("1.3.1",),
        soc2=("CC6.6",),
        hipaa=("164.312(e)(1)",),
        fsbp=("EC2.18", "EC2.19"),
        checkov=("CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_277"),
    ),
)
def open_ingress(resource: Resource) -> Faults:
    for entry in _rules(resource, "ingress"):
        if _open(entry):
            first, last = _ports(entry)
            if not (first == last and first in _PUBLIC_PORTS):
                yield Fault(what="a port is open to everybody", got=f"{first} to {last}", allowed="80 or 443")


@rule(
    "security-group-open-egress",
    on=EGRESS,
    why="What got in takes data out by any port it likes.",
    fix="name the port, and a security group, prefix list or range where there is one",
    names=Names(pci=("1.3.2",), soc2=("CC6.6",), checkov=("CKV_AWS_382",)),
)
def open_egress(resource: Resource) -> Faults:
    for entry in _rules(resource, "egress"):
        if _open(entry) and _ports(entry) == _ALL and not _forwards(resource):
            yield Fault(what="everything may go out to everywhere")


def _forwards(rule: Resource) -> bool:
    """Whether it is of a machine that forwards, such as a NAT instance: what leaves it was let out where it came from."""
    try:
        group = rule.target("security_group_id")
    except NotKnown:
        return False
    return group is not None and any(
        each.get("source_dest_check") is False
        and any(each.stack.leads_to(one, group) for one in listed(each.raw("security_groups")))
        for each in group.stack.of("aws_network_interface")
    )


@rule(
    "security-group-description",
    on=("aws_security_group", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"),
    why="A rule without a reason is never removed.",
    fix="say in description who talks to whom",
    names=Names(pci=("1.2.5",), soc2=("CC6.6",), checkov=("CKV_AWS_23",)),
)
def description(resource: Resource) -> Faults:
    if resource.raw("description") in (None, "", "Managed by Terraform"):
        yield Fault(what="there is no description")


NACL: Final = "aws_network_acl"
NACL_RULE: Final = "aws_network_acl_rule"


def _entries(acl: Resource) -> Iterator[tuple[str, str, Block]]:
    """Direction, number and block of every rule of an ACL, inside it or beside it."""
    for direction in ("ingress", "egress"):
        for each in acl.blocks(direction):
            yield direction, str(each.get("rule_no", "")), each
    for each in acl.users(NACL_RULE, "network_acl_id"):
        yield "egress" if each.on("egress") else "ingress", str(each.get("rule_number", "")), each


@rule(
    "nacl-rule-number",
    on=NACL,
    why="A direction has each number once; AWS refuses the second, or the later one wins.",
    fix="give each rule of a direction a number of its own",
)
def nacl_rule_number(acl: Resource) -> Faults:
    seen = set[tuple[str, str]]()
    for direction, number, _ in _entries(acl):
        if (direction, number) in seen:
            yield Fault(what=f"two {direction} rules have one number", got=number)
        seen.add((direction, number))


@rule(
    "nacl-ports",
    on=(NACL, NACL_RULE),
    why="A rule for TCP or UDP names its ports; AWS refuses one without.",
    fix="set from_port and to_port",
)
def nacl_ports(resource: Resource) -> Faults:
    for each in _own(resource):
        protocol = str(each.get("protocol", "-1")).lower()
        if protocol in ("tcp", "udp", "6", "17") and (each.raw("from_port") is None or each.raw("to_port") is None):
            yield Fault(what=f"a rule for {protocol} names no ports")


@rule(
    "nacl-answers",
    on=NACL,
    why="An ACL knows no connections: who is let in to ask is not let out to be answered, and every client times out.",
    fix="allow TCP in the other direction to ports 1024 to 65535, where clients wait for answers",
)
def nacl_answers(acl: Resource) -> Faults:
    allowed = [(direction, each) for direction, _, each in _entries(acl) if _allows(each) and _tcp(each)]
    for asked, answered in (("ingress", "egress"), ("egress", "ingress")):
        for source in ("cidr_block", "ipv6_cidr_block"):
            questions = [
                first
                for direction, each in allowed
                if direction == asked and each.raw(source) and (first := _ports(each)[0]) and not _reply_ports(first)
            ]
            answers = [
                each
                for direction, each in allowed
                if direction == answered
                and each.raw(source)
                and _ports(each)[0] <= _REPLIES
                and _ports(each)[1] == _ALL[1]
            ]
            if questions and not answers:
                got = f"{asked} to port {', '.join(map(str, sorted(set(questions))))} of {source}"
                yield Fault(what="the ACL lets nobody answer", got=got)


_REPLIES: Final = 1024
"""Where the ports that need no privilege begin, and answers go to."""


def _allows(entry: Block) -> bool:
    return str(entry.get("action", entry.get("rule_action", "allow"))).lower() == "allow"


def _tcp(entry: Block) -> bool:
    return str(entry.get("protocol", "-1")).lower() in ("tcp", "6", "-1", "all")


@rule(
    "nacl-admin-ports",
    on=(NACL, NACL_RULE),
    why="The ACL is the wall behind the security groups; it must not let the internet in to SSH and RDP.",
    fix="name a range of your own, or leave the rule out",
    names=Names(
        cis=("5.2",),
        pci=("1.3.1",),
        soc2=("CC6.6",),
        fsbp=("EC2.21",),
        checkov=("CKV_AWS_231", "CKV_AWS_232"),
    ),
)
def nacl_admin_ports(resource: Resource) -> Faults:
    for each in _own(resource):
        inbound = resource.type == NACL or not resource.on("egress")
        everybody = any(each.get(path) in _ANYWHERE for path in ("cidr_block", "ipv6_cidr_block"))
        first, last = _ports(each)
        opened = [port for port in _ADMIN_PORTS if first <= port <= last]
        portless = str(each.get("protocol", "-1")).lower() in _WITHOUT_PORTS
        if inbound and everybody and _allows(each) and opened and not (portless or _reply_ports(first)):
            yield Fault(what="the ACL lets everybody in", got=", ".join(map(str, opened)))


_WITHOUT_PORTS: Final = ("icmp", "icmpv6", "1", "58")


def _reply_ports(first: int) -> bool:
    """Answers come back to ephemeral ports, RDP's among them: an ACL has no memory and must let them in."""
    return first >= _REPLIES


def _own(resource: Resource) -> Iterator[Block]:
    if resource.type == NACL_RULE:
        yield resource
        return
    try:
        yield from resource.blocks("ingress")
    except NotKnown:
        return
