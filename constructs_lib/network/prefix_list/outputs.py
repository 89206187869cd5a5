"""What a managed prefix list tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import PrefixListArn, PrefixListId


@dataclass(frozen=True, kw_only=True, slots=True)
class PrefixListOutputs:
    """What security groups and routes name."""

    DOMAIN: ClassVar[str] = "prefix-list"

    prefix_list_id: PrefixListId
    prefix_list_arn: PrefixListArn
