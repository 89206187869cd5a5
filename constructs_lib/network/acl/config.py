"""Settings of the network ACLs of a network."""

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Network, ip_network
from typing import Annotated

from annotated_types import Interval, Len

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.network.ranges import PRIVATE_RANGES, is_private

# What these leave room for beside the rules every tier has: an ACL holds twenty a direction, and a test counts them
# https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-nacls
_MOST_PORTS, _MOST_RANGES, _MOST_REFUSED = 2, 5, 3


@config
class AclConfig:
    """What passes between the tiers and the rest of the world. Answers are let back by themselves.

    ACLs are the wall behind security groups, not instead of them: they know ranges and ports, no workloads.
    """

    public_ports: Annotated[tuple[Annotated[int, Interval(ge=1, le=65535)], ...], Len(0, _MOST_PORTS)] = (443,)
    """TCP ports at which anybody may reach public subnets."""
    isolated_from: Annotated[tuple[str, ...], Len(0, _MOST_RANGES)] = ()
    """Ranges beyond this network that may open TCP connections to isolated subnets: where databases are administered
    from. This network's own private subnets always may. Add at the end: each place in the list is a rule's number."""
    refused: Annotated[tuple[str, ...], Len(0, _MOST_REFUSED)] = ()
    """Ranges of the internet, IPv4 or IPv6, with which nothing is exchanged in either direction."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the ports and ranges."""
        if len(set(self.public_ports)) < len(self.public_ports):
            got = ", ".join(map(str, self.public_ports))
            yield Problem(where="public_ports", what="name a port twice", got=got, fix="name each port once")
        for index, cidr in enumerate(self.isolated_from):
            found = list(_written_wrongly(cidr, f"isolated_from[{index}]"))
            yield from found
            network = None if found else ip_network(cidr)
            if network is not None and not (isinstance(network, IPv4Network) and is_private(network)):
                yield Problem(
                    where=f"isolated_from[{index}]",
                    what="is no private range: isolated subnets are never reached from the internet",
                    got=repr(cidr),
                    allowed=", ".join(map(str, PRIVATE_RANGES)),
                )
        for index, cidr in enumerate(self.refused):
            found = list(_written_wrongly(cidr, f"refused[{index}]"))
            yield from found
            if not found and ip_network(cidr).prefixlen == 0:
                yield Problem(where=f"refused[{index}]", what="refuses everybody", got=repr(cidr), fix="name a range")
        for where in ("isolated_from", "refused"):
            ranges: tuple[str, ...] = getattr(self, where)
            if len(set(ranges)) < len(ranges):
                fix = "name each range once"
                yield Problem(where=where, what="name a range twice", got=", ".join(ranges), fix=fix)


def _written_wrongly(cidr: str, where: str) -> Iterator[Problem]:
    try:
        network = ip_network(cidr, strict=False)
    except ValueError:
        yield Problem(where=where, what="is no range", got=repr(cidr), allowed="such as 10.60.0.0/16")
        return
    if str(network) != cidr:
        yield Problem(where=where, what="is not how its range is written", got=repr(cidr), fix=f'write "{network}"')


def own_ranges_named(isolated_from: Sequence[str], cidrs: Sequence[str]) -> Iterator[Problem]:
    """What of the ranges beyond a network is in it: that would let its public subnets in too."""
    for index, each in enumerate(isolated_from):
        inside = [cidr for cidr in cidrs if IPv4Network(each).overlaps(IPv4Network(cidr))]
        if inside:
            yield Problem(
                where=f"isolated_from[{index}]",
                what="overlaps this network, whose private subnets may already and whose public ones must not",
                got=f"{each} and {', '.join(inside)}",
                fix="name ranges beyond this network only",
            )
