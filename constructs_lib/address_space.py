"""The registry of addresses: every IPv4 range of the estate, whose it is, what meets what, and what is still free."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Network
from typing import Final, Literal, Protocol, runtime_checkable

from constructs_lib.environment import Environment
from constructs_lib.foundation.errors import Problem
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.ranges import PRIVATE_RANGES

Kind = Literal["network", "peer", "outside", "reserved", "found"]
"""A VPC of ours; one that is not, but peered with ours; what a VPN or a line leads to; what is only kept free of ours; a
VPC that exists in an account of ours and that no environment knows."""

# Docker's own bridge: a host that runs containers answers these addresses itself, Cloud9's and SageMaker's among them.
# https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
_TAKEN_BY_DOCKER: Final = ("Docker's bridge, which Cloud9 and SageMaker use", "172.17.0.0/16")
# Nothing is wrong with them, but everybody has them: the first range of every tutorial, and every default VPC
_NEVER_PROPOSED: Final = (IPv4Network("10.0.0.0/16"), IPv4Network("172.31.0.0/16"))


@runtime_checkable
class Claimant(Protocol):
    """A config that routes to ranges outside the estate: a peer that is not ours, a VPN to on-premises."""

    def claimed_ranges(self) -> Iterable[tuple[str, str]]:
        """Those ranges, each after its owner. The same owner in two configs is the same owner."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One range, and whose it is."""

    cidr: str
    owner: str
    kind: Kind
    routed_from: tuple[str, ...] = ()
    """For what is outside: the environment, account and region whose network has routes to it."""

    @property
    def network(self) -> IPv4Network:
        """The range as a number of addresses."""
        return IPv4Network(self.cidr)

    def meets(self, other: "Claim") -> bool:
        """Whether two owners want the same addresses, in a way that does harm.

        What is outside may overlap as it likes, as long as no network of ours has routes to both. Two lines to the same
        place are no harm: that is how one stands in for the other.
        """
        if self.owner == other.owner or not self.network.overlaps(other.network):
            return False
        if "network" in (self.kind, other.kind):
            return True
        return "peer" in (self.kind, other.kind) and self.routed_from == other.routed_from


@dataclass(frozen=True)
class AddressSpace:
    """All claims, in the order the environments make them."""

    claims: tuple[Claim, ...]

    @cached_property
    def conflicts(self) -> tuple[tuple[Claim, Claim], ...]:
        """Every two claims that meet. What can move is the second one; outside and reserved ranges stay where they are."""
        ours_last = sorted(self.claims, key=lambda claim: claim.kind == "network")
        pairs = ((ours_last[one], ours_last[other]) for one, other in sorted(_overlapping(ours_last)))
        return tuple((one, other) for one, other in pairs if one.meets(other))

    def proposals(self) -> Mapping[Claim, IPv4Network]:
        """A free range of the same size for everything that has to move; taken together they settle every conflict."""
        found: dict[Claim, IPv4Network] = {}
        for _, mover in self.conflicts:
            if mover.kind == "network" and mover not in found:
                block = self.free_block(mover.network.prefixlen, like=mover.network, but=tuple(found.values()))
                if block is not None:
                    found[mover] = block
        return found

    def free_block(self, prefix: int, *, like: IPv4Network, but: Sequence[IPv4Network] = ()) -> IPv4Network | None:
        """The first block of that size that nobody claims, in the private block of `like`.

        No other one, because a VPC that has one range already takes more from the same private block only.
        """
        taken = (*(claim.network for claim in self.claims), *but, *_NEVER_PROPOSED)
        pools = (pool for pool in PRIVATE_RANGES if like.subnet_of(pool))
        return next((block for pool in pools for block in _free(pool, prefix, taken)), None)

    def problems(self) -> Iterator[Problem]:
        """Every conflict, each with a way out of it."""
        proposals = self.proposals()
        for fixed, mover in self.conflicts:
            yield _told(fixed, mover, proposals.get(mover))


def address_space(environments: Iterable[Environment], *more: Claim) -> AddressSpace:
    """What the environments claim, each claim once, and `more` that is known from elsewhere."""
    owner, cidr = _TAKEN_BY_DOCKER
    docker = Claim(cidr=cidr, owner=owner, kind="reserved")
    claims = (docker, *more, *(claim for each in environments for claim in _claims(each)))
    return AddressSpace(tuple(dict.fromkeys(claims)))


def _claims(environment: Environment) -> Iterator[Claim]:
    for owner, cidrs in environment.sound_reserved().items():
        for cidr in cidrs:
            yield Claim(cidr=cidr, owner=owner, kind="reserved")
    for plan in environment.sound_plans:
        spot = (plan.placement.environment, plan.placement.account.id, plan.placement.region)
        if isinstance(plan.config, NetworkConfig):
            for cidr in plan.config.cidrs:
                yield Claim(cidr=cidr, owner=plan.id, kind="network")
        if isinstance(plan.config, Claimant):
            kind = "peer" if isinstance(plan.config, PeeringConfig) else "outside"
            for owner, cidr in plan.config.claimed_ranges():
                yield Claim(cidr=cidr, owner=owner, kind=kind, routed_from=spot)


def _overlapping(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """The places of every two that share addresses. A range lies in another or beside it: only those around it share any."""
    around: list[tuple[int, IPv4Network]] = []
    networks = enumerate(claim.network for claim in claims)
    for place, network in sorted(networks, key=lambda each: (each[1].network_address, each[1].prefixlen)):
        while around and not network.subnet_of(around[-1][1]):
            around.pop()
        yield from ((min(place, outer), max(place, outer)) for outer, _ in around)
        around.append((place, network))


def _free(pool: IPv4Network, prefix: int, taken: Sequence[IPv4Network]) -> Iterator[IPv4Network]:
    """The blocks of a pool, in order, that touch nothing taken."""
    if prefix < pool.prefixlen:
        return
    size = 1 << (pool.max_prefixlen - prefix)
    at, end = int(pool.network_address), int(pool.broadcast_address)
    while at < end:
        block = IPv4Network((at, prefix))
        in_the_way = [int(each.broadcast_address) for each in taken if each.overlaps(block)]
        if not in_the_way:
            yield block
        # past what is in the way, at the next place such a block can begin
        at = (max(in_the_way, default=at) // size + 1) * size


def _told(fixed: Claim, mover: Claim, proposal: IPv4Network | None) -> Problem:
    where, got = f"{fixed.owner} and {mover.owner}", f"{fixed.cidr} and {mover.cidr}"
    way = f"such as {proposal}" if proposal else "of another private block or smaller: none of that size is free here"
    match fixed.kind, mover.kind:
        case "network", _:
            return Problem(
                where=where,
                what="networks overlap",
                got=got,
                fix=f"give {mover.owner} another range, {way}: networks that overlap can never be peered",
            )
        case "found", _:
            return Problem(
                where=where,
                what="network overlaps a VPC that exists and that no environment knows",
                got=got,
                fix=f"give {mover.owner} another range, {way}, or delete that VPC",
            )
        case "reserved", _:
            return Problem(
                where=where,
                what="network lies where addresses are kept for somebody else",
                got=got,
                fix=f"give {mover.owner} another range, {way}",
            )
        case _, "network":
            return Problem(
                where=where,
                what="network overlaps what another network has routes to",
                got=got,
                fix=f"give {mover.owner} another range, {way}; or, if {fixed.owner} was only to lead on to it: a peering "
                "ends at its own VPC, so peer the two networks, or use a transit gateway",
            )
        case _:
            return Problem(
                where=where,
                what=f"overlap, and the network of {' '.join(mover.routed_from)} has routes to both",
                got=got,
                fix="a packet can go to one of them only: reach one from another network, or by PrivateLink",
            )
