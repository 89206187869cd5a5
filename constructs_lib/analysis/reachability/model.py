"""A network as records: what the JSON of an estate says about who is where and what lets whom through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from constructs_lib.analysis.reachability.ranges import Range
from constructs_lib.analysis.terraform.estate import Place

Verdict = Literal["yes", "no", "partly", "unknown"]


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule or a route is about: ranges, or members of a security group. `unknown` says why it cannot be told."""

    ranges: tuple[Range, ...] = ()
    group: str = ""
    unknown: str = ""

    def __str__(self) -> str:
        if self.unknown:
            return "what cannot be known yet"
        return f"members of {self.group}" if self.group else ", ".join(map(str, self.ranges)) or "nothing"


@dataclass(frozen=True, slots=True)
class Ports:
    """A protocol and its ports; for ICMP the two numbers are type and code, -1 for any."""

    protocol: str = "all"
    first: int = 0
    last: int = 65535
    unknown: str = ""

    def __str__(self) -> str:
        if self.protocol == "all":
            return "everything"
        if (self.first, self.last) in ((0, 65535), (-1, -1)):
            return self.protocol
        return f"{self.protocol} {self.first}" + (f"-{self.last}" if self.last != self.first else "")


@dataclass(frozen=True, slots=True)
class Rule:
    """Of a security group: lets through what it matches."""

    address: str
    ports: Ports
    match: Match


@dataclass(frozen=True, slots=True)
class Group:
    """A security group."""

    address: str
    vpc: str
    ingress: tuple[Rule, ...] = ()
    egress: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class AclRule:
    """Of a network ACL: the first that matches decides."""

    address: str
    number: int
    allow: bool
    ports: Ports
    match: Match


@dataclass(frozen=True, slots=True)
class Acl:
    """A network ACL, its rules in the order of their numbers."""

    address: str
    ingress: tuple[AclRule, ...]
    egress: tuple[AclRule, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """Where a table sends what it matches."""

    address: str
    match: Match
    kind: str
    """`local`, `internet gateway`, `NAT`, `peering`, `transit gateway`, `VPN gateway`, `endpoint`, …"""
    target: str = ""
    propagated: bool = False
    """Whether a gateway told it the table."""
    listed: bool = False
    """Whether it is of a prefix list."""

    @property
    def precedence(self) -> int:
        """Which of several for the very same range counts.

        https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
        """
        return 0 if self.propagated else 1 if self.listed else 2


@dataclass(frozen=True, slots=True)
class Table:
    """A route table, of a VPC or of a transit gateway."""

    address: str
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class Subnet:
    """A subnet, and what its traffic passes."""

    address: str
    path: str
    vpc: str
    zone: str
    ranges: tuple[Range, ...]
    table: Table
    acl: Acl
    public_addresses: bool = False
    """Whether interfaces get public addresses by themselves."""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Vpc:
    """A VPC and its doors."""

    address: str
    path: str
    place: Place
    ranges: tuple[Range, ...]
    internet_gateway: str = ""
    internet_doubt: str = ""
    """Why it is not known what passes to and from the internet."""
    vpn_gateway: str = ""
    subnets: tuple[Subnet, ...] = ()
    private_services: Mapping[str, str] = field(default_factory=dict[str, str])
    """Service → the interface endpoint that its usual name leads to."""


@dataclass(frozen=True, slots=True)
class Nat:
    """A NAT gateway, or a machine that forwards what is not for it."""

    address: str
    subnet: str
    public: bool
    instance: str = ""
    """The endpoint that a NAT instance is; empty for a gateway."""


@dataclass(frozen=True, slots=True)
class Peering:
    """A connection between two VPCs. `broken` says why it carries nothing, `unknown` why that cannot be told."""

    address: str
    ends: tuple[str, str]
    broken: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """What hangs on a transit gateway: a VPC, a VPN, another transit gateway."""

    address: str
    gateway: str
    kind: Literal["vpc", "peering", "outside"]
    other: str = ""
    """The VPC, or the transit gateway at the other end."""
    subnets: tuple[str, ...] = ()
    table: str = ""
    """The route table that says where what comes in here goes."""
    group_references: bool = False
    ipv6: bool = True
    """Whether its interfaces have IPv6 addresses, without which it carries none."""
    broken: str = ""


@dataclass(frozen=True, slots=True)
class TransitGateway:
    """A transit gateway."""

    address: str
    group_references: bool = False


@dataclass(frozen=True, slots=True)
class Outside:
    """Networks behind a VPN or Direct Connect. `unknown` says that the other side tells its ranges at run time."""

    address: str
    gateway: str
    ranges: tuple[Range, ...] = ()
    unknown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Somebody who can be asked about."""

    name: str
    kind: str
    address: str = ""
    stack: str = ""
    environment: str = ""
    vpc: str = ""
    subnets: tuple[str, ...] = ()
    groups: tuple[str, ...] | None = None
    """Security groups; None where none guards it."""
    public: bool = False
    """Whether it has a public IPv4 address."""
    accelerator: str = ""
    """What brings the internet to it though it has none."""
    ipv6: bool = False
    listens: bool = True
    """Whether anything can connect to it: nothing connects to a function."""
    ports: tuple[tuple[str, int], ...] = ()
    """What it serves, as far as the JSON says."""
    service: str = ""
    """The AWS service: `com.amazonaws.us-east-1.s3`, or behind an interface endpoint."""
    fixed: tuple[Range, ...] = ()
    """Its addresses where it was named by them."""
    unknown: str = ""
    """Why nothing can be said about where it is."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something of which nobody can tell how it changes the network."""

    address: str
    why: str

    def __str__(self) -> str:
        return f"{self.address}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All of it."""

    vpcs: Mapping[str, Vpc]
    subnets: Mapping[str, Subnet]
    groups: Mapping[str, Group]
    nats: Mapping[str, Nat]
    peerings: Mapping[str, Peering]
    gateways: Mapping[str, TransitGateway]
    attachments: Mapping[str, Attachment]
    transit_tables: Mapping[str, Table]
    outsides: tuple[Outside, ...]
    service_endpoints: Mapping[str, tuple[str, str]]
    """Gateway endpoint → its VPC and service."""
    services: Mapping[str, int]
    """Service → the address that stands for it."""
    endpoints: tuple[Endpoint, ...]
    stray_rules: tuple[Rule, ...] = ()
    """Rules of groups that are not known: any group might have them."""
    stray_routes: tuple[Route, ...] = ()
    """Routes of tables that are not known."""
    edges: Mapping[str, Table] = field(default_factory=dict[str, Table])
    """Gateway → the table that says where what comes in by it goes."""
    cuts: tuple[Range, ...] = ()
    """Every range that anything is decided by."""
    doubts: tuple[Doubt, ...] = ()
    """Why parts of the network cannot be read at all, so that no answer is certain."""
