import pytest

from constructs_lib.analysis.reachability.flows import FlowError, broken_flows
from constructs_lib.foundation.flows import Flow, must, never
from tests.analysis.reachability.networks import simple


@pytest.mark.parametrize(
    "flow",
    [
        must("net/web", "net/db", 80),
        never("net/web", "net/db", 81),
        never("internet", "net/db"),
        must("internet", "net/web", 80),
    ],
)
def test_what_is_so_is_not_told(flow: Flow) -> None:
    assert broken_flows(simple(), {"dev": [flow]}) == ()


@pytest.mark.parametrize(
    ("flow", "what", "fix"),
    [
        (
            must("net/web", "net/db", 81, why="sales"),
            "net/web must reach net/db on tcp 81 (sales): the network disagrees",
            "open security group of net/db",
        ),
        (never("net/web", "net/db", 80), "the network disagrees", "close net/aws_security_group"),
        (never("net/*", "net/*", 80), "the network disagrees", "take the flow back"),
        (must("nobody", "net/db", 80), "nothing is called like that", "did you mean"),
    ],
)
def test_what_is_not_so_is_shown_with_its_way(flow: Flow, what: str, fix: str) -> None:
    (problem,) = broken_flows(simple(), {"dev": [flow]})

    assert problem.where == "dev.flows[0]"
    assert what in problem.what
    assert fix in problem.fix


def test_everything_wrong_is_told_at_once() -> None:
    broken = broken_flows(simple(), {"dev": [must("net/web", "net/db", 81)], "prod": [never("net/web", "net/db", 80)]})

    assert [each.where for each in broken] == ["dev.flows[0]", "prod.flows[0]"]
    assert str(FlowError(broken)).startswith("2 problems with flows:")
