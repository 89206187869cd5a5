"""How on-demand and spot share."""

import pytest

from constructs_lib.compute.capacity import ON_DEMAND, SPOT, Share, shares


@pytest.mark.parametrize(
    ("spot_percent", "expected"),
    [
        (0, (Share(ON_DEMAND, 0, 100),)),
        (1, (Share(ON_DEMAND, 1, 99), Share(SPOT, 0, 1))),
        (70, (Share(ON_DEMAND, 1, 30), Share(SPOT, 0, 70))),
        (99, (Share(ON_DEMAND, 1, 1), Share(SPOT, 0, 99))),
        (100, (Share(SPOT, 0, 100),)),
    ],
)
def test_a_mixture_keeps_one_task_that_nobody_takes_away(spot_percent: int, expected: tuple[Share, ...]) -> None:
    assert shares(spot_percent) == expected


def test_only_one_provider_has_a_base() -> None:
    """AWS refuses two."""
    assert [sum(share.base > 0 for share in shares(percent)) for percent in range(101)] == [0, *[1] * 99, 0]
