"""What a savings plan could cover."""

import pytest

from constructs_lib.analysis.cost.savings_plan import Committable, committable
from tests.analysis.cost.stacks import NAT, NETWORK, SERVICE, TASKS, dev, document

TASK_AN_HOUR = 0.04048 + 2 * 0.004445


def test_compute_is_covered_as_far_as_it_always_runs() -> None:
    found = committable(dev({NETWORK: document(NAT), SERVICE: document(TASKS)}))

    assert found.usd == pytest.approx(2 * 730 * TASK_AN_HOUR, abs=0.001)
    assert found.steady_usd_an_hour == pytest.approx(TASK_AN_HOUR, abs=0.0001)


def test_spot_is_not() -> None:
    spot = {
        **TASKS,
        "aws_ecs_service": {
            "api": {
                **TASKS["aws_ecs_service"]["api"],
                "capacity_provider_strategy": [{"capacity_provider": "FARGATE_SPOT", "weight": 1}],
            }
        },
    }

    assert committable(dev({SERVICE: document(spot)})) == Committable(usd=0, steady_usd_an_hour=0)


def test_of_functions_only_their_time() -> None:
    """A tenth of a million invocations of 200 ms with an eighth of a GB."""
    function = dev({SERVICE: document({"aws_lambda_function": {"it": {}}})})

    assert committable(function).usd == pytest.approx(2500 * 0.0000166667, abs=0.001)
