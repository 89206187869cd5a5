"""Small networks, made at random: as plain records for the simulator, and as the Terraform JSON the analyser reads."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

CIDRS = ("0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/24", "10.1.0.0/24", "10.0.0.0/29", "10.1.0.16/28", "203.0.113.0/24")
PORTS = ((0, 65535), (1024, 65535), (32768, 65535), (80, 80), (79, 81), (443, 443))


@dataclass(frozen=True)
class AclRule:
    number: int
    allow: bool
    cidr: str
    protocol: str
    ports: tuple[int, int]


@dataclass(frozen=True)
class GroupRule:
    cidr: str
    group: int | None
    protocol: str
    ports: tuple[int, int]


@dataclass
class Group:
    vpc: int
    ingress: list[GroupRule]
    egress: list[GroupRule]
    inline: bool


@dataclass
class Subnet:
    vpc: int
    cidr: str
    zone: str
    table: int | None
    acl: int | None


@dataclass
class Table:
    vpc: int
    routes: list[tuple[str, str, int]]
    """Destination, kind of target, its number."""
    inline: bool


@dataclass
class Acl:
    vpc: int
    ingress: list[AclRule]
    egress: list[AclRule]
    inline: bool


@dataclass
class Hub:
    """A transit gateway: its attachments (VPC → subnets), and its one table's routes beside the propagated ones."""

    attached: dict[int, list[int]]
    routes: list[tuple[str, int | None]]
    """Destination, and the VPC it goes to; None for a black hole."""


@dataclass
class Endpoint:
    subnet: int
    groups: list[int]
    public: bool
    forwards: bool


@dataclass
class World:
    regions: list[str]
    gateways: list[bool]
    subnets: list[Subnet]
    tables: list[Table]
    acls: list[Acl]
    groups: list[Group]
    peerings: list[tuple[int, int, bool]]
    nats: list[tuple[int, bool]]
    endpoints: list[Endpoint]
    hub: Hub | None = None
    notes: list[str] = field(default_factory=list)

    def cidr(self, vpc: int) -> str:
        return f"10.{vpc}.0.0/24"


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A few VPCs with everything between them, much of it wrong."""
    vpcs = draw(st.integers(1, 3))
    regions = [draw(st.sampled_from(["us-east-1", "us-east-1", "us-west-2"])) for _ in range(vpcs)]
    port_rule = st.tuples(st.sampled_from(CIDRS), st.sampled_from(["tcp", "tcp", "all", "udp"]), st.sampled_from(PORTS))
    acl_rules = st.lists(
        st.builds(
            lambda number, allow, rest: AclRule(number, allow, *rest), st.integers(1, 99), st.booleans(), port_rule
        ),
        max_size=3,
        unique_by=lambda rule: rule.number,
    )
    open_acl = st.just([AclRule(100, True, "0.0.0.0/0", "all", (0, 65535))])
    acls = [
        Acl(vpc, draw(acl_rules | open_acl), draw(acl_rules | open_acl), draw(st.booleans())) for vpc in range(vpcs)
    ]
    counts = [draw(st.integers(1, 3)) for _ in range(vpcs)]
    tables = [Table(vpc, [], draw(st.booleans())) for vpc in range(vpcs) for _ in range(2)]
    subnets = [
        Subnet(
            vpc,
            f"10.{vpc}.0.{16 * index}/28",
            f"{regions[vpc]}{'ab'[index % 2]}",
            draw(st.sampled_from([None, 2 * vpc, 2 * vpc + 1])),
            draw(st.sampled_from([None, None, vpc])),
        )
        for vpc in range(vpcs)
        for index in range(counts[vpc])
    ]
    pairs = [(one, other) for one in range(vpcs) for other in range(one)]
    peerings = [(*pair, draw(st.sampled_from([True, True, False]))) for pair in pairs if draw(st.booleans())]
    nats = [(index, draw(st.booleans())) for index in range(len(subnets)) if draw(st.integers(0, 2)) == 0]
    groups = [
        Group(draw(st.integers(0, vpcs - 1)), [], [], draw(st.booleans())) for _ in range(draw(st.integers(1, 4)))
    ]
    rule = st.builds(
        lambda rest, group: GroupRule(rest[0], group, rest[1], rest[2]),
        port_rule,
        st.none() | st.integers(0, len(groups) - 1),
    )
    anything = GroupRule("0.0.0.0/0", None, "all", (0, 65535))
    for group in groups:
        group.ingress = draw(st.lists(rule | st.just(anything), max_size=2))
        group.egress = draw(st.lists(rule | st.just(anything), max_size=2))
    endpoints = [
        Endpoint(
            index,
            draw(st.lists(st.integers(0, len(groups) - 1), min_size=1, max_size=2, unique=True)),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for index in range(len(subnets))
    ]
    hub = _hub(draw, vpcs, subnets) if len(set(regions)) == 1 and draw(st.booleans()) else None
    world = World(regions, [draw(st.booleans()) for _ in range(vpcs)], subnets, tables, acls, groups, peerings, nats, endpoints, hub)
    for table in tables:
        table.routes = _routes(draw, world, table.vpc)
    return world


def _hub(draw: st.DrawFn, vpcs: int, subnets: list[Subnet]) -> Hub:
    attached = {}
    for vpc in range(vpcs):
        own = [index for index, subnet in enumerate(subnets) if subnet.vpc == vpc]
        if draw(st.integers(0, 3)):
            # one subnet of a zone at most, as AWS wants it
            chosen = {subnets[index].zone: index for index in draw(st.lists(st.sampled_from(own), min_size=1))}
            attached[vpc] = sorted(chosen.values())
    targets = st.none() | (st.sampled_from(sorted(attached)) if attached else st.none())
    routes = st.lists(st.tuples(st.sampled_from(["10.0.0.0/8", "10.1.0.16/28", "0.0.0.0/0"]), targets), max_size=1)
    return Hub(attached, draw(routes))


def _routes(draw: st.DrawFn, world: World, vpc: int) -> list[tuple[str, str, int]]:
    targets: list[tuple[str, int]] = []
    if world.gateways[vpc]:
        targets.append(("igw", vpc))
    targets += [("nat", index) for index, (subnet, _) in enumerate(world.nats) if world.subnets[subnet].vpc == vpc]
    targets += [("peering", index) for index, (one, other, _) in enumerate(world.peerings) if vpc in (one, other)]
    targets += [("instance", index) for index, each in enumerate(world.endpoints) if world.subnets[each.subnet].vpc == vpc]
    if world.hub and vpc in world.hub.attached:
        targets.append(("hub", 0))
    if not targets:
        return []
    others = [world.cidr(other) for other in range(len(world.regions)) if other != vpc]
    destinations = st.sampled_from(["0.0.0.0/0", "0.0.0.0/0", "10.0.0.0/8", "10.1.0.16/28", *others])
    chosen = draw(st.lists(st.tuples(destinations, st.sampled_from(targets)), max_size=3, unique_by=lambda each: each[0]))
    return [(cidr, *target) for cidr, target in chosen if cidr != world.cidr(vpc)]


def document(world: World) -> dict[str, Any]:
    """The world as one stack's JSON. Regions have a provider each."""
    resource: dict[str, dict[str, Any]] = {}

    def add(kind: str, name: str, **body: Any) -> None:
        resource.setdefault(kind, {})[name] = body

    for vpc, region in enumerate(world.regions):
        add("aws_vpc", f"v{vpc}", cidr_block=world.cidr(vpc), provider=f"aws.{region}")
        if world.gateways[vpc]:
            add("aws_internet_gateway", f"v{vpc}", vpc_id=f"${{aws_vpc.v{vpc}.id}}")
    for index, subnet in enumerate(world.subnets):
        add("aws_subnet", f"s{index}", vpc_id=f"${{aws_vpc.v{subnet.vpc}.id}}", cidr_block=subnet.cidr, availability_zone=subnet.zone)
        if subnet.table is not None:
            add("aws_route_table_association", f"s{index}", subnet_id=f"${{aws_subnet.s{index}.id}}", route_table_id=f"${{aws_route_table.t{subnet.table}.id}}")
    for index, table in enumerate(world.tables):
        routes = [_route(*each) for each in table.routes]
        inline = {"route": [{"cidr_block": each.pop("to"), **each} for each in [dict(one) for one in routes]]}
        add("aws_route_table", f"t{index}", vpc_id=f"${{aws_vpc.v{table.vpc}.id}}", **(inline if table.inline else {}))
        for number, route in enumerate([] if table.inline else routes):
            to = route.pop("to")
            add("aws_route", f"t{index}r{number}", route_table_id=f"${{aws_route_table.t{index}.id}}", destination_cidr_block=to, **route)
    for index, acl in enumerate(world.acls):
        _add_acl(add, world, index, acl)
    for index, group in enumerate(world.groups):
        _add_group(add, index, group)
    for index, (one, other, accepted) in enumerate(world.peerings):
        add("aws_vpc_peering_connection", f"p{index}", vpc_id=f"${{aws_vpc.v{one}.id}}", peer_vpc_id=f"${{aws_vpc.v{other}.id}}")
        if accepted:
            add("aws_vpc_peering_connection_accepter", f"p{index}", vpc_peering_connection_id=f"${{aws_vpc_peering_connection.p{index}.id}}", auto_accept=True)
    for index, (subnet, public) in enumerate(world.nats):
        add("aws_nat_gateway", f"n{index}", subnet_id=f"${{aws_subnet.s{subnet}.id}}", connectivity_type="public" if public else "private")
    for index, each in enumerate(world.endpoints):
        groups = [f"${{aws_security_group.g{group}.id}}" for group in each.groups]
        add("aws_instance", f"e{index}", subnet_id=f"${{aws_subnet.s{each.subnet}.id}}", vpc_security_group_ids=groups, associate_public_ip_address=each.public, source_dest_check=not each.forwards)
    if world.hub:
        _add_hub(add, world.hub)
    providers = [{"alias": region, "region": region} for region in sorted(set(world.regions))]
    return {"provider": {"aws": providers}, "resource": resource}


def _route(to: str, kind: str, number: int) -> dict[str, str]:
    key, value = {
        "igw": ("gateway_id", f"aws_internet_gateway.v{number}"),
        "nat": ("nat_gateway_id", f"aws_nat_gateway.n{number}"),
        "peering": ("vpc_peering_connection_id", f"aws_vpc_peering_connection.p{number}"),
        "instance": ("network_interface_id", f"aws_instance.e{number}"),
        "hub": ("transit_gateway_id", "aws_ec2_transit_gateway.hub"),
    }[kind]
    attribute = "primary_network_interface_id" if kind == "instance" else "id"
    return {"to": to, key: f"${{{value}.{attribute}}}"}


def _add_acl(add: Any, world: World, index: int, acl: Acl) -> None:
    subnets = [f"${{aws_subnet.s{number}.id}}" for number, subnet in enumerate(world.subnets) if subnet.acl == index]
    ways = {"ingress": acl.ingress, "egress": acl.egress}

    def body(rule: AclRule) -> dict[str, Any]:
        protocol = "-1" if rule.protocol == "all" else rule.protocol
        first, last = (0, 0) if rule.protocol == "all" else rule.ports
        return {"protocol": protocol, "from_port": first, "to_port": last, "cidr_block": rule.cidr}

    inline = {
        way: [{"rule_no": rule.number, "action": "allow" if rule.allow else "deny", **body(rule)} for rule in rules]
        for way, rules in ways.items()
        if acl.inline
    }
    add("aws_network_acl", f"a{index}", vpc_id=f"${{aws_vpc.v{acl.vpc}.id}}", subnet_ids=subnets, **inline)
    for way, rules in ways.items():
        for rule in [] if acl.inline else rules:
            add("aws_network_acl_rule", f"a{index}{way}{rule.number}", network_acl_id=f"${{aws_network_acl.a{index}.id}}", egress=way == "egress", rule_number=rule.number, rule_action="allow" if rule.allow else "deny", **body(rule))


def _add_group(add: Any, index: int, group: Group) -> None:
    def body(rule: GroupRule, *, inline: bool) -> dict[str, Any]:
        protocol = "-1" if rule.protocol == "all" else rule.protocol
        ports: dict[str, Any] = {} if rule.protocol == "all" and not inline else {"from_port": rule.ports[0], "to_port": rule.ports[1]}
        member = f"${{aws_security_group.g{rule.group}.id}}"
        if inline:
            return {"protocol": protocol, **ports, **({"cidr_blocks": [rule.cidr]} if rule.group is None else {"security_groups": [member]})}
        return {"ip_protocol": protocol, **ports, **({"cidr_ipv4": rule.cidr} if rule.group is None else {"referenced_security_group_id": member})}

    ways = {"ingress": group.ingress, "egress": group.egress}
    inline = {way: [body(rule, inline=True) for rule in rules] for way, rules in ways.items() if group.inline}
    add("aws_security_group", f"g{index}", vpc_id=f"${{aws_vpc.v{group.vpc}.id}}", **inline)
    for way, rules in ways.items():
        for number, rule in enumerate([] if group.inline else rules):
            add(f"aws_vpc_security_group_{way}_rule", f"g{index}{number}", security_group_id=f"${{aws_security_group.g{index}.id}}", **body(rule, inline=False))


def _add_hub(add: Any, hub: Hub) -> None:
    add("aws_ec2_transit_gateway", "hub", description="all")
    for vpc, subnets in hub.attached.items():
        add("aws_ec2_transit_gateway_vpc_attachment", f"v{vpc}", transit_gateway_id="${aws_ec2_transit_gateway.hub.id}", vpc_id=f"${{aws_vpc.v{vpc}.id}}", subnet_ids=[f"${{aws_subnet.s{index}.id}}" for index in subnets])
    for number, (cidr, vpc) in enumerate(hub.routes):
        target = {"blackhole": True} if vpc is None else {"transit_gateway_attachment_id": f"${{aws_ec2_transit_gateway_vpc_attachment.v{vpc}.id}}"}
        add("aws_ec2_transit_gateway_route", f"r{number}", destination_cidr_block=cidr, transit_gateway_route_table_id="${aws_ec2_transit_gateway.hub.association_default_route_table_id}", **target)
