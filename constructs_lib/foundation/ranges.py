"""Ranges of addresses as settings: written the one way AWS writes them."""

from collections.abc import Iterator
from ipaddress import IPv4Network, ip_network

from constructs_lib.foundation.errors import Problem

_NOT_IN_IDS = str.maketrans(".:/", "---")


def range_problems(where: str, cidrs: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong with a list of IPv4 ranges: form, what everybody owns, and ranges inside each other."""
    sound: list[IPv4Network] = []
    for index, cidr in enumerate(cidrs):
        place = f"{where}[{index}]"
        network = _parsed(cidr)
        if network is None:
            yield Problem(where=place, what="is no IPv4 range", got=repr(cidr), allowed="such as 192.168.0.0/16")
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


def _parsed(cidr: str) -> IPv4Network | None:
    try:
        network = ip_network(cidr, strict=False)
    except ValueError:
        return None
    return network if isinstance(network, IPv4Network) else None
