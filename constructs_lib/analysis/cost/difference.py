"""What a change costs: two estimates of the same environment, before and after."""

from dataclasses import asdict, dataclass
from typing import Any

from constructs_lib.analysis.cost.estimate import Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class CostChange:
    """A resource that costs more or less than before; one that comes or goes costs nothing on the other side."""

    stack: str
    address: str
    before_usd: float
    after_usd: float

    @property
    def usd(self) -> float:
        """More, or less."""
        return round(self.after_usd - self.before_usd, 4)


@dataclass(frozen=True, kw_only=True, slots=True)
class CostDifference:
    """What a change does to the bill of a month."""

    environment: str
    before_usd: float
    after_usd: float
    changes: list[CostChange]
    """The largest first, whether more or less."""
    unknown: list[str]
    """What is new and costs nobody here knows how much."""

    @property
    def usd(self) -> float:
        """More, or less."""
        return round(self.after_usd - self.before_usd, 4)

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self) | {"usd": self.usd}


def difference(before: Estimate, after: Estimate) -> CostDifference:
    """What differs between two estimates, resource by resource."""
    old, new = _by_resource(before), _by_resource(after)
    changes = [
        CostChange(stack=stack, address=address, before_usd=one, after_usd=other)
        for stack, address in {**old, **new}
        if (one := old.get((stack, address), 0.0)) != (other := new.get((stack, address), 0.0))
    ]
    known = {(each.address, each.what) for each in before.unknown}
    return CostDifference(
        environment=after.environment,
        before_usd=before.usd,
        after_usd=after.usd,
        changes=sorted(changes, key=lambda each: (-abs(each.usd), each.stack, each.address)),
        unknown=[f"{each.address}: {each.what}" for each in after.unknown if (each.address, each.what) not in known],
    )


def _by_resource(made: Estimate) -> dict[tuple[str, str], float]:
    return {(stack_id, each.address): each.usd for stack_id, stack in made.stacks.items() for each in stack.resources}
