"""The analyser and a simulator that sends every packet agree on every pair of small networks made at random."""

import pytest
from hypothesis import HealthCheck, given, settings

from constructs_lib.analysis.reachability.reach import Reachability, as_text
from tests.analysis.reachability.simulator import verdict
from tests.analysis.reachability.specimens import World, document, worlds

PORTS = (80, 443)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(worlds())
def test_every_pair_has_the_same_answer(world: World) -> None:
    reachability = Reachability.of({"net": document(world)})
    names = {None: "internet"} | {index: f"net/aws_instance.e{index}" for index in range(len(world.endpoints))}

    for one, source in names.items():
        for other, target in names.items():
            if one == other:
                continue
            for port in PORTS:
                (answer,) = reachability.ask(source, target, port)
                expected = verdict(world, one, other, port)
                if answer.verdict != expected:
                    pytest.fail(f"simulated: {expected}\n{as_text(answer)}\n{world}")
