"""Small networks, made at random, as plain records."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

CIDRS4: tuple[str, ...] = (
    "0.0.0.0/0",
    "10.0.0.0/8",
    "10.0.0.0/24",
    "10.1.0.0/24",
    "10.0.0.0/29",
    "10.1.0.16/28",
    "203.0.113.0/24",
)
CIDRS6: tuple[str, ...] = (
    "::/0",
    "2600:1f18::/32",
    "2600:1f18::/64",
    "2600:1f18:1::/64",
    "2600:1f18::8000:0:0:0/65",
    "2a00:1450::/32",
)
CIDRS = (*CIDRS4, *CIDRS6, "192.168.0.0/16", "192.168.1.0/24")
OUTSIDE = ("192.168.0.0/16", "192.168.1.0/24", "10.9.0.0/16")
"""Ranges behind a VPN."""
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
    listed: int | None = None
    """A prefix list in place of the range."""


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
    ipv6: str | None = None

    @property
    def cidrs(self) -> list[str]:
        return [self.cidr, *([self.ipv6] if self.ipv6 else [])]


@dataclass
class Table:
    vpc: int
    routes: list[tuple[str, str, int]]
    """Destination (a range, or `pl-N`), kind of target, its number."""
    inline: bool
    told: bool = False
    """Whether its VPC's VPN gateway tells it what is behind it."""


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
    """Destination, and the VPC it goes to; None for a black hole, VPN for the connection."""
    vpn: list[str] = field(default_factory=list[str])
    """What is behind its VPN; nothing where it has none."""
    ipv4_only: list[int] = field(default_factory=list[int])
    """VPCs whose attachment carries no IPv6."""


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
    ipv6: list[bool] = field(default_factory=list[bool])
    egress_only: list[bool] = field(default_factory=list[bool])
    lists: Sequence[Sequence[str]] = ()
    """Prefix lists."""
    vpns: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    """VPC with a VPN gateway → the ranges that somebody wrote down for its connection."""

    def cidr(self, vpc: int) -> str:
        return f"10.{vpc}.0.0/24"

    def cidrs(self, vpc: int) -> list[str]:
        return [self.cidr(vpc), *([f"2600:1f18:{vpc}::/56"] if self.ipv6[vpc] else [])]


VPN = -1
ANY_PORT = (0, 65535)
OPEN_ACL = [AclRule(100, True, "0.0.0.0/0", "all", ANY_PORT), AclRule(101, True, "::/0", "all", ANY_PORT)]
OPEN_RULES = [GroupRule(cidr, None, "all", ANY_PORT) for cidr in ("0.0.0.0/0", "::/0")]


def seldom(draw: st.DrawFn, odds: int = 5) -> bool:
    """Worlds mostly work: a world in which everything is wrong shows nothing but the first mistake."""
    # from the middle: Hypothesis likes the ends of a range
    return 40 <= draw(st.integers(0, 99)) < 40 + 100 // odds


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A few VPCs with everything between them, some of it wrong."""
    vpcs = draw(st.integers(1, 3))
    regions = ["us-east-1" if vpc == 0 or not seldom(draw) else "us-west-2" for vpc in range(vpcs)]
    counts = [draw(st.integers(1, 3)) for _ in range(vpcs)]
    acls = [Acl(vpc, _acl_rules(draw), _acl_rules(draw), draw(st.booleans())) for vpc in range(vpcs)]
    tables = [Table(vpc, [], draw(st.booleans())) for vpc in range(vpcs) for _ in range(2)]
    ipv6 = [not seldom(draw, 4) for _ in range(vpcs)]
    subnets = [
        Subnet(
            vpc,
            f"10.{vpc}.0.{16 * index}/28",
            f"{regions[vpc]}{'ab'[index % 2]}",
            None if seldom(draw) else 2 * vpc + min(index, 1),
            vpc if draw(st.booleans()) else None,
            f"2600:1f18:{vpc}:{index}::/64" if ipv6[vpc] and not seldom(draw) else None,
        )
        for vpc in range(vpcs)
        for index in range(counts[vpc])
    ]
    pairs = [(one, other) for one in range(vpcs) for other in range(one)]
    peerings = [(*pair, not seldom(draw)) for pair in pairs if draw(st.booleans())]
    nats = [(index, not seldom(draw)) for index, each in enumerate(subnets) if each.table in (None, 2 * each.vpc)]
    groups = [Group(vpc % vpcs, [], [], draw(st.booleans())) for vpc in range(vpcs + 1)]
    ranges: st.SearchStrategy[str] = st.sampled_from(CIDRS[1:])
    lists = draw(st.lists(st.lists(ranges, min_size=1, max_size=3, unique=True), max_size=2))
    for group in groups:
        group.ingress, group.egress = (_group_rules(draw, len(groups), len(lists)) for _ in range(2))
    endpoints = [
        Endpoint(index, _groups_of(draw, groups, each.vpc), not seldom(draw, 3), draw(st.booleans()))
        for index, each in enumerate(subnets)
    ]
    hub = _hub(draw, vpcs, subnets) if len(set(regions)) == 1 and draw(st.booleans()) else None
    gateways = [not seldom(draw) for _ in range(vpcs)]
    egress_only = [each and not seldom(draw) for each in ipv6]
    vpns = {vpc: draw(_outside_ranges()) for vpc in range(vpcs) if seldom(draw, 2)}
    world = World(regions, gateways, subnets, tables, acls, groups, peerings, nats, endpoints, hub)
    world.ipv6, world.egress_only, world.lists, world.vpns = ipv6, egress_only, lists, vpns
    for index, table in enumerate(tables):
        table.told = table.vpc in vpns and not seldom(draw, 4)
        table.routes = _routes(draw, world, table.vpc, outer=index % 2 == 0)
    return world


def _outside_ranges() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(OUTSIDE), min_size=1, max_size=2, unique=True)


def _acl_rules(draw: st.DrawFn) -> list[AclRule]:
    rule = st.builds(
        AclRule,
        st.integers(1, 99),
        st.booleans(),
        st.sampled_from(CIDRS),
        st.sampled_from(["tcp", "tcp", "all", "udp"]),
        st.sampled_from(PORTS),
    )
    odd = draw(st.lists(rule, min_size=1, max_size=2, unique_by=lambda each: each.number)) if seldom(draw, 2) else []
    return odd if seldom(draw, 10) else [*OPEN_ACL, *odd]


def _group_rules(draw: st.DrawFn, groups: int, lists: int) -> list[GroupRule]:
    rule = st.builds(
        GroupRule,
        st.sampled_from(CIDRS),
        st.none() | st.integers(0, groups - 1),
        st.sampled_from(["tcp", "all", "udp"]),
        st.sampled_from(PORTS),
        st.none() | st.integers(0, lists - 1) if lists else st.none(),
    )
    return draw(st.lists(rule, min_size=1, max_size=2)) if seldom(draw, 6) else OPEN_RULES


def _groups_of(draw: st.DrawFn, groups: list[Group], vpc: int) -> list[int]:
    own = [index for index, group in enumerate(groups) if group.vpc == vpc]
    return own[: draw(st.integers(1, len(own)))]


def _hub(draw: st.DrawFn, vpcs: int, subnets: list[Subnet]) -> Hub:
    attached = {}
    for vpc in range(vpcs):
        own = [index for index, subnet in enumerate(subnets) if subnet.vpc == vpc]
        if draw(st.integers(0, 3)):
            # one subnet of a zone at most, as AWS wants it
            chosen = {subnets[index].zone: index for index in draw(st.lists(st.sampled_from(own), min_size=1))}
            attached[vpc] = sorted(chosen.values())
    targets = st.none() | (st.sampled_from(sorted(attached)) if attached else st.none())
    routes: st.SearchStrategy[list[tuple[str, int | None]]] = st.lists(
        st.tuples(st.sampled_from(["10.0.0.0/8", "10.1.0.16/28", "0.0.0.0/0", "2600:1f18::/32"]), targets), max_size=1
    )
    hub = Hub(attached, draw(routes))
    hub.ipv4_only = [vpc for vpc in attached if seldom(draw, 2)]
    if seldom(draw, 2):
        hub.vpn = draw(_outside_ranges())
        hub.routes = [*hub.routes, *((cidr, VPN) for cidr in hub.vpn)]
    return hub


def _routes(draw: st.DrawFn, world: World, vpc: int, *, outer: bool) -> list[tuple[str, str, int]]:
    """The way out, a way to every other VPC, and now and then one that should not be there."""
    own = [index for index, subnet in enumerate(world.subnets) if subnet.vpc == vpc]
    nats = [("nat", index) for index, (subnet, _) in enumerate(world.nats) if subnet in own]
    machines = [("instance", index) for index in own]
    out = ([("igw", vpc)] if world.gateways[vpc] else []) if outer else nats
    out = machines if seldom(draw, 4) and not outer else out
    routes: dict[str, tuple[str, int]] = {}
    if out and not seldom(draw):
        routes["0.0.0.0/0"] = draw(st.sampled_from(out))
    out6 = [("eigw", vpc)] if world.egress_only[vpc] and not outer else [("igw", vpc)] if world.gateways[vpc] else []
    if out6 and world.ipv6[vpc] and not seldom(draw):
        routes["::/0"] = out6[0]
    over: list[tuple[str, int]] = []
    for other in range(len(world.regions)):
        ways = [("peering", index) for index, ends in enumerate(world.peerings) if {vpc, other} == {*ends[:2]}]
        if world.hub and vpc in world.hub.attached:
            ways.append(("hub", 0))
        if other != vpc and ways and not seldom(draw):
            # without the one family, what becomes of the other shows
            for cidr in [each for each in world.cidrs(other) if not seldom(draw, 4)]:
                routes[cidr] = draw(st.sampled_from(ways))
            over += ways
    behind = ([("hub", 0)] if world.hub and vpc in world.hub.attached else []) + (
        [("vgw", vpc)] if vpc in world.vpns else []
    )
    if behind and not seldom(draw, 3):
        routes[draw(st.sampled_from(OUTSIDE))] = draw(st.sampled_from(behind))
    if seldom(draw, 3) and (odd := [*out, *out6, *over, *machines, *behind]):
        listed = [f"pl-{index}" for index in range(min(1, len(world.lists)))]
        to = draw(st.sampled_from(["10.0.0.0/8", "10.1.0.16/28", "203.0.113.0/24", "2600:1f18::/32", *listed, *listed]))
        if vpc != 1 or to != "10.1.0.16/28":
            routes[to] = draw(st.sampled_from(odd))
    return [(cidr, *target) for cidr, target in routes.items()]
