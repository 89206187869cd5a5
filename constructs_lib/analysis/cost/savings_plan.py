"""What a Compute Savings Plan could cover: on-demand compute that runs every hour, whatever the load."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from constructs_lib.analysis.cost.estimate import Estimate
from constructs_lib.analysis.cost.prices import HOURS_A_MONTH

_ELIGIBLE: Final = ("fargate.", "ec2.", "lambda.")
"""By the start of a product's key. Spot has no plan; RDS and ElastiCache have reservations of their own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Committable:
    """At prices on demand; a plan asks less, by its term and by how it is paid."""

    usd: float
    """A month, of all the compute there is on average."""
    steady_usd_an_hour: float
    """Of what runs at the least load: committing to more is paid for and not used."""

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self)


def committable(made: Estimate) -> Committable:
    """What of an estimate a plan could cover."""
    lines = [
        line
        for stack in made.stacks.values()
        for each in stack.resources
        for line in each.lines
        if line.product.startswith(_ELIGIBLE) and not line.product.startswith("lambda.request")
    ]
    return Committable(
        usd=round(sum(line.usd for line in lines), 4),
        steady_usd_an_hour=round(sum(line.at_least_usd for line in lines) / HOURS_A_MONTH, 4),
    )
