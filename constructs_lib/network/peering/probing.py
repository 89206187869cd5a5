"""Settings of the probe that watches a peering."""

from collections.abc import Iterator
from ipaddress import IPv4Address
from typing import Annotated

from annotated_types import Interval, Len
from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.retention import RetentionDays

_LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
HostName = Annotated[str, StringConstraints(pattern=rf"^{_LABEL}(\.{_LABEL})*$", max_length=253)]


@config
class TargetConfig:
    """Something on the other side that takes TCP connections, and whose answer proves the whole way there."""

    host: HostName
    """Its name, or its IPv4 address in the peer's ranges."""
    port: Annotated[int, Interval(ge=1, le=65535)]

    @property
    def address(self) -> IPv4Address | None:
        """The host, where it is an address."""
        try:
            return IPv4Address(self.host)
        except ValueError:
            return None


@config
class ProbeConfig:
    """A function in our private subnets that looks at the peering every few minutes, because AWS publishes no metric.

    It asks whether the connection is active and whether our routes to it lead somewhere, and connects to the targets. When
    it finds something wrong, or falls silent, somebody is paged. About 0.50 USD a month; where the network has no NAT,
    two interface endpoints more (`ec2`, `monitoring`).
    """

    targets: Annotated[tuple[TargetConfig, ...], Len(0, 10)] = ()
    """What to connect to. Empty: status and routes only, which do not notice a security group or a network ACL."""
    interval_minutes: Annotated[int, Interval(ge=1, le=60)] = 5
    """How often it looks."""
    failures: Annotated[int, Interval(ge=1, le=10)] = 2
    """Looks in a row that must fail before somebody is paged."""
    log_retention_days: RetentionDays = 400
    """How long what it saw is kept."""

    def problems(self) -> Iterator[Problem]:
        """A target named twice."""
        seen: set[tuple[str, int]] = set()
        for index, target in enumerate(self.targets):
            if (target.host, target.port) in seen:
                got = f"{target.host}:{target.port}"
                yield Problem(where=f"targets[{index}]", what="is named twice", got=got, fix="name each target once")
            seen.add((target.host, target.port))
