"""Address ranges as numbers: what covers what, and which parts of a range no rule tells apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final, Literal

Version = Literal[4, 6]
_BITS: Final = {4: 32, 6: 128}


@dataclass(frozen=True, slots=True)
class Range:
    """A block of addresses."""

    version: Version
    first: int
    length: int

    @property
    def last(self) -> int:
        """Its last address."""
        return self.first | ((1 << (_BITS[self.version] - self.length)) - 1)

    def __contains__(self, address: int) -> bool:
        shift = _BITS[self.version] - self.length
        return address >> shift == self.first >> shift

    def within(self, other: "Range") -> bool:
        """Whether all of it is in another one."""
        return self.version == other.version and self.length >= other.length and self.first in other

    def __str__(self) -> str:
        return _text(self)


@lru_cache(maxsize=50_000)
def _text(block: Range) -> str:
    if any(block.within(each) for each in STAND_INS):
        return "a range AWS decides"
    return f"{ip_address_of(block.version, block.first)}/{block.length}"


@lru_cache(maxsize=50_000)
def parse_range(text: str) -> Range | None:
    """A range, or a single address as one; None for what is neither."""
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        return None
    return Range(network.version, int(network.network_address), network.prefixlen)


def parse_address(text: str) -> tuple[Version, int] | None:
    """A single address; None for what is none."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return address.version, int(address)


@lru_cache(maxsize=50_000)
def shown(version: Version, address: int) -> str:
    """An address as people write it; what stands for one that AWS decides is not shown as if it were one."""
    if any(each.version == version and address in each for each in STAND_INS):
        return "an address AWS decides"
    return str(ip_address_of(version, address))


def ip_address_of(version: Version, address: int) -> IPv4Address | IPv6Address:
    """An address with its family."""
    return IPv4Address(address) if version == 4 else IPv6Address(address)  # noqa: PLR2004


def _ranges(*texts: str) -> tuple[Range, ...]:
    return tuple(found for found in map(parse_range, texts) if found)


PRIVATE: Final = _ranges("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
"""Addresses the internet never carries."""
_RESERVED: Final = _ranges("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4")
STAND_INS: Final = _ranges("240.0.0.0/4", "2001:db8::/32")
"""Addresses nobody has. They stand for those that AWS decides: of its own services, and of IPv6 ranges it gives."""
_OPEN: Final = {4: Range(4, 0, 0), 6: Range(6, 0x2 << 124, 3)}
_NOT_INTERNET: Final = (*PRIVATE, *_RESERVED, *STAND_INS)


def is_private(version: Version, address: int) -> bool:
    """Whether the internet never carries it."""
    return any(each.version == version and address in each for each in PRIVATE)


def is_internet(version: Version, address: int) -> bool:
    """Whether it can be somebody on the internet."""
    return address in _OPEN[version] and not any(each.version == version and address in each for each in _NOT_INTERNET)


def covers(block: Range, version: Version, address: int) -> bool | None:
    """Whether a range covers an address; None where the address is a stand-in for one that nobody knows yet.

    What AWS decides is a public address: every open range covers it, no private one does, and for anything between
    only AWS could tell.
    """
    if block.version != version:
        return False
    if address in block:
        return True
    stand_in = STAND_INS[0] if version == 4 else STAND_INS[1]  # noqa: PLR2004
    if address not in stand_in or block.within(stand_in) or any(block.within(each) for each in PRIVATE):
        return False
    return None


def pieces(blocks: Iterable[Range], cuts: Sequence[Range], *, outside: Iterable[Range] = ()) -> tuple[int, ...]:
    """One address of each part of `blocks` that the cuts tell apart, leaving `outside` out.

    Two addresses of one part are covered by the same cuts, so that whatever holds for one holds for the other.
    """
    found: dict[tuple[bool, ...], int] = {}
    left_out = tuple(outside)
    for block in blocks:
        own = [cut for cut in cuts if cut.version == block.version]
        edges = {block.first}
        for cut in (*own, *(each for each in left_out if each.version == block.version)):
            if cut.within(block):
                edges |= {cut.first, cut.last + 1}
        for edge in sorted(edges):
            if edge in block and not any(each.version == block.version and edge in each for each in left_out):
                found.setdefault(tuple(edge in cut for cut in own), edge)
    return tuple(found.values())


def internet_pieces(version: Version, cuts: Sequence[Range], own: Iterable[Range]) -> tuple[int, ...]:
    """One address of each part of the internet that the rules tell apart; `own` are the networks of the estate."""
    return pieces((_OPEN[version],), cuts, outside=(*_NOT_INTERNET, *own))
