"""What Fargate tasks run on: what is paid in full, what is cheap and can be taken away, and how they share."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Interval

SpotPercent = Annotated[int, Interval(ge=0, le=100)]
"""The share of tasks on spot capacity: up to 70 % cheaper, and AWS takes it back with two minutes' notice."""

ON_DEMAND, SPOT = "FARGATE", "FARGATE_SPOT"
PROVIDERS = (ON_DEMAND, SPOT)
_ALL = 100
_NEVER_ON_SPOT = 1
"""With a mixture, this many tasks are on demand before any is on spot: losing all spot capacity leaves the service up."""


@dataclass(frozen=True, slots=True)
class Share:
    """One provider's part: `base` tasks first, then `weight` of each hundred."""

    provider: str
    base: int
    weight: int


def shares(spot_percent: int) -> tuple[Share, ...]:
    """Providers by share. One without a share is left out: AWS wants no weight of zero among weights."""
    if spot_percent == 0:
        return (Share(ON_DEMAND, 0, _ALL),)
    if spot_percent == _ALL:
        return (Share(SPOT, 0, _ALL),)
    return Share(ON_DEMAND, _NEVER_ON_SPOT, _ALL - spot_percent), Share(SPOT, 0, spot_percent)
