"""Settings of a managed prefix list."""

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, ClassVar, Literal

from annotated_types import Interval, Len

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.names import Component

# A security group has sixty rules a direction, and a list counts as its max_entries, in use or not
# https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html#managed-prefix-list-considerations
_MOST_ENTRIES = 60


@config
class PrefixListConfig:
    """Ranges under one name, which security groups and routes refer to instead of repeating them.

    Network ACLs cannot: they take ranges only.
    """

    DOMAIN: ClassVar[str] = "prefix-list"

    component: Component
    """Whose ranges they are: `offices`."""
    entries: Annotated[Mapping[str, Annotated[str, Len(1, 255)]], Len(min_length=1)]
    """Ranges, all IPv4 or all IPv6, each with what it is."""
    max_entries: Annotated[int, Interval(ge=1, le=_MOST_ENTRIES)] = 10
    """Room to grow. A security group that names the list spends this many of its sixty rules on it, whatever is in it;
    so AWS refuses more where a group that names it is full. Lower it in a deployment after the one that takes entries
    out: AWS refuses less room than there are entries."""

    @property
    def address_family(self) -> Literal["IPv4", "IPv6"]:
        """What the first range is; the others must be too."""
        return "IPv4" if isinstance(ip_network(next(iter(self.entries))), IPv4Network) else "IPv6"

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the ranges."""
        families: set[type[IPv4Network | IPv6Network]] = set()
        for cidr in self.entries:
            where = f"entries[{cidr!r}]"
            try:
                network = ip_network(cidr, strict=False)
            except ValueError:
                yield Problem(where=where, what="is no range", got=repr(cidr), allowed="such as 203.0.113.0/24")
                continue
            families.add(type(network))
            if str(network) != cidr:
                fix = f'write "{network}"'
                yield Problem(where=where, what="is not how its range is written", got=repr(cidr), fix=fix)
            elif network.prefixlen == 0:
                fix = "name ranges, or write the rule with cidr"
                yield Problem(where=where, what="is everybody", got=repr(cidr), fix=fix)
        if len(families) > 1:
            yield Problem(
                where="entries",
                what="mix IPv4 and IPv6",
                got=", ".join(self.entries),
                fix="make a list for each",
            )
        if len(self.entries) > self.max_entries:
            yield Problem(
                where="entries",
                what="are more than max_entries",
                got=str(len(self.entries)),
                allowed=f"at most {self.max_entries}",
                fix="raise max_entries, as far as the groups that name the list have room",
            )
