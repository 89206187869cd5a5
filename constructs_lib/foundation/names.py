"""The one naming function: same pattern everywhere, never longer than the service allows, never random."""

from hashlib import sha256
from typing import Annotated, Final

from pydantic import StringConstraints

from constructs_lib.foundation.region import code

# Part of stack ids, physical names and, word by word, of the names of outputs: `session` → SessionTableName.
Component = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=24)]
"""What tells several things of a domain apart."""

# Limits that differ from the 64 most services allow. Each is the service's own quota on the name.
LOAD_BALANCER: Final = 32
ELASTICACHE: Final = 40
BUCKET: Final = 63
DATABASE: Final = 63
QUEUE: Final = 80
TOPIC: Final = 256
LOG_GROUP: Final = 512
DEFAULT: Final = 64

# Enough that two names that share a cut prefix do not meet: 32 bits over the few hundred names of an account.
_HASH_LENGTH: Final = 8


def physical_name(environment: str, region: str, *parts: str, limit: int = DEFAULT) -> str:
    """`<environment>-<region code>-<parts>`; over the limit the tail becomes a hash of the whole name.

    The region is always there because names of roles, budgets and buckets are shared by all regions of an account.
    """
    full = "-".join((environment, code(region), *(part for part in parts if part)))
    if len(full) <= limit:
        return full
    digest = sha256(full.encode()).hexdigest()[:_HASH_LENGTH]
    return f"{full[: limit - _HASH_LENGTH - 1].rstrip('-')}-{digest}"
