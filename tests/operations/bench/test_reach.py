import json

import pytest

from constructs_lib.analysis.reachability.reach import Reachability
from constructs_lib.operations.bench.reach import all_pairs, bench_reach, sample_estate
from constructs_lib.operations.console import Console


def test_the_estate_has_what_is_promised_and_its_network_works() -> None:
    documents = sample_estate()
    reachability = Reachability.of(documents)
    names = [f"{place}-service-0/service" for place in ("dev-us-east-1", "staging-us-east-2", "prod-us-east-1")]

    assert (len(documents), len(reachability.network.vpcs)) == (30, 4)
    assert [reachability.ask(names[0], other, 8080)[0].verdict for other in names[1:]] == ["yes", "no"]
    assert all_pairs(reachability) == 20 * 20


def test_the_figures_are_within_their_limits(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_reach(Console(as_json=True), repeats=1) == 0
    figures = json.loads(capsys.readouterr().out)

    assert (figures["stacks"], figures["VPCs"], figures["questions"]) == (30, 4, 400)
