"""Settings of a zone and its certificate."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar

from annotated_types import Interval, Len

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.host_names import RelativeNameOrWildcard, ZoneName, full_name

_COMMON_NAME_LIMIT = 64
"""Of the first name only: https://docs.aws.amazon.com/acm/latest/userguide/acm-public-certificates.html"""
_NAME_LIMIT = 253
_NAMES_LIMIT = 10
"""ACM's quota for the names of one certificate."""


@config
class DnsConfig:
    """A public zone, and one certificate for names in it, in the region of the placement."""

    DOMAIN: ClassVar[str] = "dns"

    zone: ZoneName
    """The zone, such as dev.payments.example.com. Whoever holds the name above it must delegate it to the name servers
    that the stack publishes as soon as the zone exists, while the certificate still waits: without the delegation nobody
    finds the zone, and the first deployment fails after 75 minutes."""
    certificate_names: Annotated[tuple[RelativeNameOrWildcard, ...], Len(1, _NAMES_LIMIT)] = ("@", "*")
    """Relative to the zone; `@` is the zone itself, `*` any one label below it. A change makes a new certificate: the old
    one goes when nothing uses it any more, so list what is coming in time."""
    expiry_warning_days: Annotated[int, Interval(ge=1, le=59)] = 30
    """Days before its end that a certificate not renewed is told. ACM renews 60 days before, so 30 means a month of
    failed attempts, with a month left."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the names as a whole."""
        twice = sorted(name for name, count in Counter(self.certificate_names).items() if count > 1)
        if twice:
            yield Problem(
                where="certificate_names", what="name a host twice", got=", ".join(twice), fix="name each once"
            )
        for index, name in enumerate(self.certificate_names):
            limit = _NAME_LIMIT if index else _COMMON_NAME_LIMIT
            full = full_name(name, self.zone)
            if len(full) > limit:
                yield Problem(
                    where=f"certificate_names[{index}]",
                    what="is too long with its zone",
                    got=f"{full} ({len(full)} characters)",
                    allowed=f"{_COMMON_NAME_LIMIT} characters for the first name, {_NAME_LIMIT} for the others",
                    fix="name a shorter one first" if index == 0 else "",
                )
