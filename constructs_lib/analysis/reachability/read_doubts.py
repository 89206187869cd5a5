"""What nobody can tell from the JSON, so that no answer is certain: modules, templates, numbers told at the apply."""

from collections.abc import Iterator
from typing import Final

from constructs_lib.analysis.reachability.identities import why_unknown
from constructs_lib.analysis.reachability.kinds import DOUBTS, READ
from constructs_lib.analysis.reachability.model import Doubt
from constructs_lib.analysis.terraform.estate import Block, Estate
from constructs_lib.analysis.terraform.values import Reference

_RANGES: Final = ("cidr_block", "ipv6_cidr_block")
_POOLS: Final = {"ipv4_ipam_pool_id": "cidr_block", "ipv6_ipam_pool_id": "ipv6_cidr_block"}
_OTHER_PROVIDERS: Final = ("awscc_ec2_", "awscc_networkfirewall_", "awscc_networkmanager_")


def doubts(estate: Estate) -> Iterator[Doubt]:
    """Every one of them, with its reason."""
    for address in estate.modules:
        yield Doubt(address, "what a module makes is not in the JSON, and it may be anything")
    for kind in sorted(estate.kinds):
        if why := DOUBTS.get(kind):
            yield from (Doubt(block.address, why) for block in estate.of(kind))
        elif kind.startswith(_OTHER_PROVIDERS):
            yield from (Doubt(block.address, "of this provider nothing is read") for block in estate.of(kind))
        elif kind in READ:
            for block in estate.of(kind):
                yield from (Doubt(block.address, why) for why in _of(block))


def _of(block: Block) -> Iterator[str]:
    if "for_each" in block.body or block.body.get("count", 1) != 1:
        yield "stands for several, as many as its count or for_each says at the apply"
    for name in block.body.get("dynamic", {}):
        yield f"has as many of {name} as for_each says at the apply"
    for name in READ[block.kind]:
        value = block.get(name)
        if why := why_unknown(value):
            yield f"{name} is not known: {why}"
        elif name in _RANGES and isinstance(value, Reference):
            yield f"{name} is not known: AWS decides it"
    for pool, name in _POOLS.items():
        if block.get(pool) is not None and block.get(name) is None:
            yield f"{name} is not known: a pool of IPAM decides it"
