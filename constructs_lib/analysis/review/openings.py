"""What a security group or a network ACL lets through, as ranges that can be compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any, Final, Literal, cast

from constructs_lib.analysis.review.planned import PlannedResource, Values

Direction = Literal["in", "out"]

EVERYWHERE: Final = ("0.0.0.0/0", "::/0")
_ALL_PORTS: Final = (0, 65535)
_ALL_PROTOCOLS: Final = ("-1", "all")
# as AWS answers, whatever was asked for
_NUMBERS: Final = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """One way in or out: of what, which way, which ports, and who is on the other side."""

    owner: str
    """The security group or network ACL."""
    direction: Direction
    protocol: str
    ports: tuple[int, int]
    peer: str
    """A range, a security group, a prefix list, or `itself`."""

    def __str__(self) -> str:
        first, last = self.ports
        what = "everything" if self.protocol in _ALL_PROTOCOLS else self.protocol
        if self.protocol not in _ALL_PROTOCOLS and self.ports != _ALL_PORTS:
            what += f" {first}" if first == last else f" {first}-{last}"
        return f"{what} {'from' if self.direction == 'in' else 'to'} {self.peer}"

    def contains(self, other: "Opening") -> bool:
        """Whether all that goes through the other goes through this one."""
        return (
            (self.owner, self.direction) == (other.owner, other.direction)
            and self.protocol in (*_ALL_PROTOCOLS, other.protocol)
            and (
                self.protocol in _ALL_PROTOCOLS or (self.ports[0] <= other.ports[0] and other.ports[1] <= self.ports[1])
            )
            and _within(other.peer, self.peer)
        )


def _within(narrower: str, wider: str) -> bool:
    if narrower == wider:
        return True
    try:
        inner, outer = ip_network(narrower, strict=False), ip_network(wider, strict=False)
    except ValueError:
        return False
    return inner.version == outer.version and inner.subnet_of(cast("Any", outer))


def openings(resource: PlannedResource, values: Values) -> Iterator[Opening]:
    """What one resource lets through, as it was or as it will be."""
    owner = _text(values, "security_group_id") or _text(values, "network_acl_id")
    match resource.type:
        case "aws_security_group" | "aws_default_security_group":
            # rules inside a group and beside it speak of the same group: by its id, once it has one
            yield from _blocks(values, _text(resource.before or values, "id") or resource.address)
        case "aws_network_acl" | "aws_default_network_acl":
            yield from _blocks(values, _text(resource.before or values, "id") or resource.address)
        case "aws_security_group_rule":
            yield from _rule(values, owner, "in" if values.get("type") == "ingress" else "out")
        case "aws_network_acl_rule":
            yield from _rule(values, owner, "out" if values.get("egress") else "in")
        case "aws_vpc_security_group_ingress_rule":
            yield from _rule(values, owner, "in")
        case "aws_vpc_security_group_egress_rule":
            yield from _rule(values, owner, "out")
        case _:
            return


def _blocks(values: Values, owner: str) -> Iterator[Opening]:
    for rule in _listed(values.get("ingress")):
        yield from _rule(rule, owner, "in")
    for rule in _listed(values.get("egress")):
        yield from _rule(rule, owner, "out")


def _listed(value: object) -> list[Values]:
    listed = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("Values", each) for each in listed if isinstance(each, Mapping)]


def _rule(values: Values, owner: str, direction: Direction) -> Iterator[Opening]:
    # a network ACL also has rules that deny
    if "deny" in (values.get("rule_action"), values.get("action")):
        return
    protocol = str(values.get("ip_protocol") or values.get("protocol") or "-1").lower()
    protocol = _NUMBERS.get(protocol, protocol)
    ports = (_port(values.get("from_port"), _ALL_PORTS[0]), _port(values.get("to_port"), _ALL_PORTS[1]))
    for peer in _peers(values):
        yield Opening(owner=owner, direction=direction, protocol=protocol, ports=ports, peer=peer)


def _port(value: object, otherwise: int) -> int:
    return int(value) if isinstance(value, int | float) and value >= 0 else otherwise


def _peers(values: Values) -> Iterator[str]:
    names = ("cidr_ipv4", "cidr_ipv6", "cidr_block", "ipv6_cidr_block", "referenced_security_group_id")
    names += ("prefix_list_id", "source_security_group_id")
    for name in names:
        if values.get(name):
            yield str(values[name])
    for name in ("cidr_blocks", "ipv6_cidr_blocks", "security_groups", "prefix_list_ids"):
        listed = values.get(name)
        yield from (
            str(each) for each in (cast("list[object]", listed) if isinstance(listed, list) else [listed]) if each
        )
    if values.get("self") is True:
        yield "itself"


def _text(values: Values, name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""
