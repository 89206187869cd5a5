"""`cairn cidrs`: whose every range of the estate is, and what is free."""

from ipaddress import IPv4Network
from typing import Final

from constructs_lib.address_space import address_space
from constructs_lib.network.ranges import LARGEST_PREFIX, PRIVATE_RANGES, SMALLEST_PREFIX
from constructs_lib.operations.console import Console, table
from constructs_lib.operations.project import Project

_SIZES: Final = (LARGEST_PREFIX, 18, 20, SMALLEST_PREFIX)
"""Of the free blocks that are shown: what a network may be."""


def cidrs(project: Project, console: Console) -> int:
    """The verb. Returns the exit code: 1 where ranges meet, which `cairn check` explains."""
    space = address_space(project.environments())
    claims = sorted(space.claims, key=lambda claim: (claim.network, claim.owner))
    meeting = {claim for pair in space.conflicts for claim in pair}
    used = [pool for pool in PRIVATE_RANGES if any(c.kind == "network" and c.network.subnet_of(pool) for c in claims)]
    free = {
        str(pool): [str(block) for size in _SIZES if (block := space.free_block(size, like=pool))]
        for pool in used or [IPv4Network(PRIVATE_RANGES[0])]
    }
    rows = [(c.cidr, c.kind, c.owner, "meets another one" if c in meeting else "") for c in claims]
    spare = [f"free in {pool}: {', '.join(blocks) or 'nothing'}" for pool, blocks in free.items()]
    console.answer(
        "\n".join([table(rows, heading=("range", "kind", "whose", "")), *spare]),
        {
            "ranges": [{"cidr": c.cidr, "kind": c.kind, "owner": c.owner, "conflict": c in meeting} for c in claims],
            "free": free,
        },
    )
    return 1 if meeting else 0
