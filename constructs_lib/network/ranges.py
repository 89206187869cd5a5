"""Which IPv4 ranges a VPC may have, alone and together."""

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Network, ip_network

from constructs_lib.foundation.errors import Problem

LARGEST_PREFIX, SMALLEST_PREFIX = 16, 22
"""AWS takes /16 to /28; below /22 the smallest tier would fall under AWS's smallest subnet, /28."""

_TEN, _TWELVE, _SIXTEEN, _SHARED = (
    IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
)
PRIVATE_RANGES = (_TEN, _TWELVE, _SIXTEEN, _SHARED)
"""What is nobody's on the internet. The last is shared address space, which AWS takes beside any of the others."""

# AWS's own services sit here and meet those of the VPC:
# https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions
_FIRST_TEN, _FIRST_TWO_TENS = IPv4Network("10.0.0.0/16"), IPv4Network("10.0.0.0/15")
_DEFAULT_VPC = IPv4Network("172.31.0.0/16")


def range_problems(cidr: str, where: str) -> Iterator[Problem]:
    """What is wrong with one range of a VPC."""
    try:
        network = ip_network(cidr, strict=False)
    except ValueError:
        yield Problem(where=where, what="is no IPv4 range", got=repr(cidr), allowed="such as 10.20.0.0/16")
        return
    if not isinstance(network, IPv4Network) or not LARGEST_PREFIX <= network.prefixlen <= SMALLEST_PREFIX:
        yield Problem(
            where=where,
            what="has the wrong size",
            got=repr(cidr),
            allowed=f"IPv4, /{LARGEST_PREFIX} to /{SMALLEST_PREFIX}",
        )
    elif str(network) != cidr:
        yield Problem(where=where, what="is not how its range is written", got=repr(cidr), fix=f'write "{network}"')
    elif not is_private(network):
        yield Problem(
            where=where, what="is no private range", got=repr(cidr), allowed=", ".join(map(str, PRIVATE_RANGES))
        )


def is_private(network: IPv4Network) -> bool:
    """Whether all of a range is private."""
    return any(network.subnet_of(block) for block in PRIVATE_RANGES)


def secondary_problems(cidr: str, secondary: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with ranges added to a VPC: each alone, with the first one, and with each other."""
    earlier: list[tuple[str, IPv4Network]] = []
    if not any(range_problems(cidr, "cidr")):
        earlier.append(("cidr", IPv4Network(cidr)))
    for index, text in enumerate(secondary):
        where = f"secondary_cidrs[{index}]"
        alone = tuple(range_problems(text, where))
        yield from alone
        if alone:
            continue
        network = IPv4Network(text)
        for name, other in earlier:
            if network.overlaps(other):
                fix = "give it a range of its own"
                yield Problem(where=where, what=f"overlaps {name}", got=f"{network} and {other}", fix=fix)
        yield from _together(where, network, [other for _, other in earlier])
        earlier.append((where, network))


def _together(where: str, network: IPv4Network, others: Sequence[IPv4Network]) -> Iterator[Problem]:
    """AWS keeps ranges of different private blocks apart, and refuses only when the VPC is there already."""
    blocks = [block for block in (_TEN, _TWELVE, _SIXTEEN) if any(other.subnet_of(block) for other in others)]
    allowed = (*blocks, _SHARED) if blocks else (_SHARED,)
    if others and not any(network.subnet_of(block) for block in allowed):
        yield Problem(
            where=where,
            what="cannot be in one VPC with the ranges before it: AWS takes them from one private block",
            got=f"{network} after {', '.join(map(str, others))}",
            allowed=" or ".join(map(str, allowed)),
        )
    elif network.subnet_of(_FIRST_TEN) and any(other.subnet_of(_FIRST_TWO_TENS) for other in others):
        fix = "take another part of 10.0.0.0/8"
        yield Problem(where=where, what=f"AWS adds none of {_FIRST_TEN} to such a VPC", got=str(network), fix=fix)
    elif network.subnet_of(_DEFAULT_VPC) and others:
        fix = "take another part of 172.16.0.0/12"
        yield Problem(where=where, what=f"AWS adds none of {_DEFAULT_VPC} to a VPC", got=str(network), fix=fix)
