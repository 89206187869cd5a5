"""The analyser and a simulator that sends every packet agree on every pair of small networks made at random."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from constructs_lib.analysis.reachability.reach import Reachability, as_text
from tests.analysis.reachability.conversations import Who, verdicts
from tests.analysis.reachability.simulator import OUTSIDERS
from tests.analysis.reachability.specimen_document import document
from tests.analysis.reachability.specimens import World, worlds

PORTS = (80, 443)


# a world is small enough to be read as it is: making a failing one smaller would take minutes
@settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(worlds())
def test_every_pair_has_the_same_answer(world: World) -> None:
    reachability = Reachability.of({"net": document(world)})
    names: dict[Who, str] = {None: "internet", **{each: each for each in OUTSIDERS}}
    names |= {index: f"net/aws_instance.e{index}" for index in range(len(world.endpoints))}

    for one, source in names.items():
        for other, target in names.items():
            # somebody outside and somebody else outside: nobody here knows
            if one == other or not (isinstance(one, int) or isinstance(other, int)):
                continue
            for port in PORTS:
                (answer,) = reachability.ask(source, target, port)
                expected = verdicts(world, one, other, port)
                best = next((each for each in ("yes", "partly") if each in expected.values()), "no")
                if (answer.families, answer.verdict) != (expected, best):
                    pytest.fail(f"simulated: {expected}\n{as_text(answer)}\n{world}")
