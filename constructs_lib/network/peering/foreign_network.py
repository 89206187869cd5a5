"""Settings of a peer that is in no environment file."""

from collections.abc import Iterator
from dataclasses import replace
from ipaddress import IPv6Network, ip_network
from typing import Annotated

from annotated_types import Len
from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.ranges import range_problems
from constructs_lib.foundation.region import ZONES
from constructs_lib.foundation.state import AccountId, RoleName

VpcId = Annotated[str, StringConstraints(pattern=r"^vpc-([0-9a-f]{8}|[0-9a-f]{17})$")]
RouteTableId = Annotated[str, StringConstraints(pattern=r"^rtb-([0-9a-f]{8}|[0-9a-f]{17})$")]

_EVERYWHERE = ("0.0.0.0/0", "::/0")


@config
class ForeignNetwork:
    """A VPC that is in no environment file: another team's, a partner's, the one that was always there.

    With a role in its account Cairn does both sides. Without one, its owner accepts and routes back by hand; until then
    the connection waits and our routes lead nowhere, which every plan says.
    """

    vpc_id: VpcId
    account_id: AccountId
    region: str
    cidrs: Annotated[tuple[str, ...], Len(1, 50)]
    """Every IPv4 range of the VPC: what is routed to it, and what no network of ours may overlap."""
    ipv6_cidrs: tuple[str, ...] = ()
    """Its IPv6 ranges, routed where our network has IPv6 too."""
    route_table_ids: tuple[RouteTableId, ...] = ()
    """Its tables that shall lead back, for whoever has a role there. One left out is a subnet that never answers."""
    deploy_role: RoleName | None = None
    """The role to take in its account (our own, where that is its account). None: its owner accepts, routes and lets
    names resolve."""
    plan_role: RoleName | None = None
    """A role there that can change nothing, for plans. None: plans take the deploy role."""
    accepted: bool = False
    """Its owner has accepted. AWS takes the setting that lets its names resolve here only from then on."""

    def place(self, here: Placement) -> Placement:
        """It, as a place that a provider can be made for."""
        account = replace(
            here.account,
            # part of a provider's alias
            name="peer",
            id=self.account_id,
            deploy_role=self.deploy_role or here.account.deploy_role,
            plan_role=self.plan_role or self.deploy_role or here.account.plan_role,
        )
        return replace(here, account=account, region=self.region)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with its ranges, and with who does what."""
        if self.region not in ZONES:
            allowed = ", ".join(sorted(ZONES))
            yield Problem(where="region", what="unknown region", got=repr(self.region), allowed=allowed)
        for where, cidrs in (("cidrs", self.cidrs), ("ipv6_cidrs", self.ipv6_cidrs)):
            if set(cidrs) & set(_EVERYWHERE):
                yield Problem(
                    where=where,
                    what="routes everything to the peer, whose NAT and internet gateways serve its own VPC only",
                    got=", ".join(cidrs),
                    fix="name the peer's own ranges; for a shared way out use a transit gateway",
                )
        yield from range_problems("cidrs", tuple(cidr for cidr in self.cidrs if cidr not in _EVERYWHERE))
        yield from _ipv6_problems(self.ipv6_cidrs)
        if self.deploy_role is None and (self.route_table_ids or self.plan_role):
            yield Problem(
                where="deploy_role",
                what="is missing: without it nothing can be routed back from there",
                got=f"route_table_ids {self.route_table_ids!r}, plan_role {self.plan_role!r}",
                fix="name the role, or leave both out: then the owner of the VPC does it",
            )
        if self.deploy_role is not None and not self.route_table_ids:
            yield Problem(
                where="route_table_ids",
                what="names no table that leads back: packets would arrive, and no answer return",
                fix="name the route tables of its subnets",
            )
        if self.deploy_role is not None and self.accepted:
            yield Problem(
                where="accepted",
                what="says that somebody else accepted, and deploy_role that we do",
                got=f"deploy_role {self.deploy_role!r}",
                fix="leave accepted out",
            )


def _ipv6_problems(cidrs: tuple[str, ...]) -> Iterator[Problem]:
    for index, cidr in enumerate(cidrs):
        try:
            network = ip_network(cidr)
        except ValueError:
            network = None
        if not isinstance(network, IPv6Network) or str(network) != cidr:
            allowed = "as AWS writes it, such as 2600:1f18:1234:5600::/56"
            yield Problem(where=f"ipv6_cidrs[{index}]", what="is no IPv6 range", got=repr(cidr), allowed=allowed)
