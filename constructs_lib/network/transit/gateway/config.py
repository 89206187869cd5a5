"""Settings of a transit gateway: the hub of a region's networks."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Literal

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.state import AccountId

DEFAULT_ASN = 64512
"""What AWS gives a gateway that is told nothing."""

_PRIVATE_ASNS = ((64512, 65534), (4_200_000_000, 4_294_967_294))


def asn_problems(where: str, asn: int) -> Iterator[Problem]:
    """AWS's side of BGP takes private numbers only."""
    if not any(first <= asn <= last for first, last in _PRIVATE_ASNS):
        yield Problem(
            where=where,
            what="is no private ASN",
            got=str(asn),
            allowed=" or ".join(f"{first} to {last}" for first, last in _PRIVATE_ASNS),
        )


@config
class TransitGatewayConfig:
    """The hub that networks of a region attach to. Whoever is attached reaches nobody until a link says so."""

    DOMAIN: ClassVar[str] = "transit-gateway"

    asn: int = DEFAULT_ASN
    """AWS's number in BGP. Hubs differ in it, or routes between them would look like loops."""
    shared_with: tuple[AccountId, ...] = ()
    """Other accounts whose networks may ask to be attached. Each is accepted by the attachment's own stack, so an
    account that is listed still cannot attach what no environment file names."""
    sharing: Literal["organization", "invitation"] = "organization"
    """`organization`: the accounts are of one AWS organization in which RAM sharing is switched on. `invitation`: they
    need not be, and accept the share first."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the number and the accounts."""
        yield from asn_problems("asn", self.asn)
        twice = sorted(account for account, count in Counter(self.shared_with).items() if count > 1)
        if twice:
            yield Problem(
                where="shared_with", what="names an account twice", got=", ".join(twice), fix="name each account once"
            )

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """A share with oneself is refused by AWS."""
        if placement.account.id in self.shared_with:
            yield Problem(
                where="shared_with",
                what="names the account the hub is in",
                got=placement.account.id,
                fix="leave it out: networks of that account attach without a share",
            )
