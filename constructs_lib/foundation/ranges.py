"""Ranges of addresses as settings: written the one way AWS writes them."""

from collections.abc import Iterable, Iterator
from ipaddress import IPv4Network, IPv6Network, ip_network

from constructs_lib.foundation.errors import Problem

_NOT_IN_IDS = str.maketrans(".:/", "---")


def range_problems(where: str, cidrs: tuple[str, ...], *, ipv6: bool = False) -> Iterator[Problem]:
    """What is wrong with a list of IPv4 ranges: form, what everybody owns, and ranges inside each other. With `ipv6` it
    may name IPv6 ranges too.
    """
    sound: list[IPv4Network | IPv6Network] = []
    for index, cidr in enumerate(cidrs):
        place = f"{where}[{index}]"
        network = _parsed(cidr)
        if network is None or (isinstance(network, IPv6Network) and not ipv6):
            what = "is no range" if ipv6 else "is no IPv4 range"
            allowed = "such as 192.168.0.0/16" + (" or 2001:db8:20::/48" if ipv6 else "")
            yield Problem(where=place, what=what, got=repr(cidr), allowed=allowed)
        elif str(network) != cidr:
            yield Problem(where=place, what="is not how its range is written", got=repr(cidr), fix=f'write "{network}"')
        elif network.prefixlen == 0:
            yield Problem(
                where=place,
                what="is every address there is",
                got=repr(cidr),
                fix="name the ranges that lie there: the way to everywhere else is the network's own",
            )
        else:
            for other in sound:
                if network.overlaps(other):
                    yield Problem(
                        where=place,
                        what="overlaps another one of the list",
                        got=f"{cidr} and {other}",
                        fix="name each address once: keep the wider range",
                    )
            sound.append(network)


def range_id(cidr: str) -> str:
    """A range as part of an id: 10.21.0.0/16 → 10-21-0-0-16, 2001:db8::/56 → 2001-db8---56."""
    return cidr.translate(_NOT_IN_IDS)


def is_ipv6(cidr: str) -> bool:
    """Which kind a range is, also one that is not sound."""
    return ":" in cidr


def within(cidr: str, wider: Iterable[str]) -> bool:
    """Whether all of a range is in one of the others."""
    network = ip_network(cidr)
    # nothing of the one kind is in the other
    return any(
        network.network_address in each and network.prefixlen >= each.prefixlen for each in map(ip_network, wider)
    )


def _parsed(cidr: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(cidr, strict=False)
    except ValueError:
        return None
