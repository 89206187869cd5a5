"""Security groups, network ACLs and prefix lists, in all the ways they can be written."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from constructs_lib.analysis.reachability.identities import DEFAULT_ACL, DEFAULT_GROUP, Identities, why_unknown
from constructs_lib.analysis.reachability.model import Acl, AclRule, Group, Match, Ports, Rule
from constructs_lib.analysis.reachability.ranges import Range, parse_range
from constructs_lib.analysis.reachability.services import Services
from constructs_lib.analysis.terraform.estate import Block, Estate
from constructs_lib.analysis.terraform.values import Reference

_PROTOCOLS: Final = {"-1": "all", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}
EVERYWHERE: Final = tuple(found for text in ("0.0.0.0/0", "::/0") if (found := parse_range(text)))


class Filters:
    """Reads what lets packets through."""

    def __init__(self, estate: Estate, identities: Identities, services: Services) -> None:
        self.estate = estate
        self.of = identities
        self.services = services
        self._lists = self._prefix_lists()

    def groups(self, vpcs: Iterable[str]) -> tuple[dict[str, Group], tuple[Rule, ...]]:
        """Every group by its address, and the rules of those that cannot be told."""
        rules: dict[tuple[str, bool], list[Rule]] = {}
        strays: list[Rule] = []
        homes = {f"{vpc}{DEFAULT_GROUP}": vpc for vpc in vpcs}
        managed: set[str] = set()
        for block in self.estate.of("aws_security_group", "aws_default_security_group"):
            address = self.of.block(block)
            homes[address] = self.of.of(block.get("vpc_id"))
            managed.add(address)
            for key in ("ingress", "egress"):
                for index, entry in enumerate(block.blocks(key)):
                    rules.setdefault((address, key == "ingress"), []).extend(
                        self._inline_rules(f"{block.address}.{key}[{index}]", entry, address)
                    )
        for address, ingress, rule in self._single_rules():
            if address in homes:
                rules.setdefault((address, ingress), []).append(rule)
            else:
                strays.append(rule)
        for address in homes.keys() - managed:
            # as AWS makes it: its members among themselves, and everywhere
            rules.setdefault((address, True), []).append(Rule(address, Ports(), Match(group=address)))
            rules.setdefault((address, False), []).append(Rule(address, Ports(), Match(EVERYWHERE)))
        found = {
            address: Group(address, vpc, tuple(rules.get((address, True), ())), tuple(rules.get((address, False), ())))
            for address, vpc in homes.items()
        }
        return found, tuple(strays)

    def acls(self, vpcs: Iterable[str]) -> tuple[dict[str, Acl], dict[str, str]]:
        """Every network ACL by its address, and the one of each subnet that names one."""
        rules: dict[tuple[str, bool], list[AclRule]] = {}
        of_subnet: dict[str, str] = {}
        addresses: list[str] = []
        for block in self.estate.of("aws_network_acl", "aws_default_network_acl"):
            address = self.of.block(block)
            addresses.append(address)
            of_subnet |= dict.fromkeys(self.of.each(block.items("subnet_ids")), address)
            for key in ("ingress", "egress"):
                for index, entry in enumerate(block.blocks(key)):
                    rule = self._acl_rule(f"{block.address}.{key}[{index}]", entry, "rule_no", "action")
                    rules.setdefault((address, key == "ingress"), []).append(rule)
        for block in self.estate.of("aws_network_acl_rule"):
            entry = {key: block.get(key) for key in block.body if key != "//"}
            rule = self._acl_rule(block.address, entry, "rule_number", "rule_action")
            key = (self.of.of(block.get("network_acl_id")), not block.get("egress", default=False))
            rules.setdefault(key, []).append(rule)
        for block in self.estate.of("aws_network_acl_association"):
            of_subnet[self.of.of(block.get("subnet_id"))] = self.of.of(block.get("network_acl_id"))
        found = {
            address: Acl(
                address,
                *(tuple(sorted(rules.get((address, way), ()), key=lambda rule: rule.number)) for way in (True, False)),
            )
            for address in addresses
        }
        for vpc in vpcs:
            default = f"{vpc}{DEFAULT_ACL}"
            everything = (AclRule(default, 100, True, Ports(), Match(EVERYWHERE)),)
            found.setdefault(default, Acl(default, everything, everything))
        return found, of_subnet

    def ranges(self, *texts: object) -> Match:
        """Ranges written as text; absent ones are left out."""
        found: list[Range] = []
        for text in texts:
            if why := why_unknown(text):
                return Match(unknown=why)
            if text in (None, ""):
                continue
            block = parse_range(text) if isinstance(text, str) else None
            if block is None:
                return Match(unknown=f"{text} is no range that is known before the apply")
            found.append(block)
        return Match(tuple(found))

    def prefix_list(self, value: object) -> Match:
        """What a prefix list holds: ours by its entries, AWS's own by what stands for the service."""
        if isinstance(value, Reference):
            block = self.estate.at(value.address)
            if block and block.kind == "aws_vpc_endpoint":
                return Match((self.services.range_of(block.text("service_name")),))
            if block and block.mode == "data":
                return Match((self.services.range_of(block.text("name")),))
            if value.address in self._lists:
                return self._lists[value.address]
        return Match(unknown=why_unknown(value) or f"the entries of prefix list {value} are not in the JSON")

    def _prefix_lists(self) -> dict[str, Match]:
        found: dict[str, list[object]] = {}
        for block in self.estate.of("aws_ec2_managed_prefix_list"):
            found[block.address] = [entry.get("cidr") for entry in block.blocks("entry")]
        for block in self.estate.of("aws_ec2_managed_prefix_list_entry"):
            found.setdefault(self.of.of(block.get("prefix_list_id")), []).append(block.get("cidr"))
        return {address: self.ranges(*entries) for address, entries in found.items()}

    def _matches(self, entry: Mapping[str, Any], own: str) -> Iterator[Match]:
        """Everyone an inline rule or an `aws_security_group_rule` is about."""
        blocks = [*_listed(entry.get("cidr_blocks")), *_listed(entry.get("ipv6_cidr_blocks"))]
        if blocks:
            yield self.ranges(*blocks)
        for each in _listed(entry.get("prefix_list_ids")):
            yield self.prefix_list(each)
        for each in (*_listed(entry.get("security_groups")), *_listed(entry.get("source_security_group_id"))):
            yield self._member(each)
        if entry.get("self") in (True, "true"):
            yield Match(group=own)

    def _member(self, value: object) -> Match:
        return Match(group=self.of.of(value), unknown=why_unknown(value))

    def _inline_rules(self, address: str, entry: Mapping[str, Any], own: str) -> Iterator[Rule]:
        ports = ports_of(entry.get("protocol"), entry.get("from_port"), entry.get("to_port"))
        for match in self._matches(entry, own):
            yield Rule(address, ports, match)

    def _single_rules(self) -> Iterator[tuple[str, bool, Rule]]:
        """Rules that are resources of their own: their group, whether they are about what comes in, and what they say."""
        kinds = ("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule")
        for block in self.estate.of(*kinds):
            ports = ports_of(block.get("ip_protocol"), block.get("from_port"), block.get("to_port"))
            group = self.of.of(block.get("security_group_id"))
            yield group, block.kind == kinds[0], Rule(block.address, ports, self._only_match(block))
        for block in self.estate.of("aws_security_group_rule"):
            entry = {key: block.get(key) for key in block.body if key != "//"}
            ports = ports_of(entry.get("protocol"), entry.get("from_port"), entry.get("to_port"))
            group = self.of.of(block.get("security_group_id"))
            for match in self._matches(entry, group):
                yield group, entry.get("type") == "ingress", Rule(block.address, ports, match)

    def _only_match(self, block: Block) -> Match:
        if (group := block.get("referenced_security_group_id")) is not None:
            return self._member(group)
        if (entries := block.get("prefix_list_id")) is not None:
            return self.prefix_list(entries)
        return self.ranges(block.get("cidr_ipv4"), block.get("cidr_ipv6"))

    def _acl_rule(self, address: str, entry: Mapping[str, Any], number: str, action: str) -> AclRule:
        ports = ports_of(entry.get("protocol"), entry.get("from_port"), entry.get("to_port"))
        if ports.protocol.startswith("icmp"):
            ports = ports_of(ports.protocol, entry.get("icmp_type"), entry.get("icmp_code"))
        order = entry.get(number)
        match = self.ranges(entry.get("cidr_block"), entry.get("ipv6_cidr_block"))
        allow = entry.get(action)
        if why := why_unknown([order, allow]):
            match = Match(unknown=why)
        return AclRule(address, _whole(order) or 0, str(allow).lower() == "allow", ports, match)


def ports_of(protocol: object, first: object, last: object) -> Ports:
    """A rule's protocol and ports. All protocols means all ports, whatever is written beside."""
    if why := why_unknown([protocol, first, last]):
        return Ports(unknown=why)
    name = _PROTOCOLS.get(str(protocol).lower(), str(protocol).lower())
    if name == "all":
        return Ports()
    low, high = (value if isinstance(value, int) else _whole(value) for value in (first, last))
    if name.startswith("icmp"):
        return Ports(name, -1 if low is None else low, -1 if high is None else high)
    if isinstance(first, Reference) or isinstance(last, Reference):
        return Ports(unknown="its ports are only known after the apply")
    # no ports, or -1, are all of them
    return Ports(name, 0 if low in (None, -1) else low or 0, 65535 if high is None or high < 0 else high)


def _whole(value: object) -> int | None:
    text = str(value)
    return int(text) if text.lstrip("-").isdigit() else None


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownVariableType]
