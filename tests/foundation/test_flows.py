import pytest

from constructs_lib.foundation.config import check
from constructs_lib.foundation.flows import Flow, must, never


@pytest.mark.parametrize(
    "flow",
    [
        must("internet", "dev-us-east-1-cluster/load-balancer", 443),
        never("dev", "prod"),
        must("a", "b", protocol="icmp"),
        never("10.0.0.0/8", "*/database", 5432),
    ],
)
def test_flows_that_can_be_asked(flow: Flow) -> None:
    assert check(flow) == ()


@pytest.mark.parametrize(
    ("flow", "where", "what"),
    [
        (must("a", "b"), "port", "is missing"),
        (must("a", "b", 70000), "port", ""),
        (must("", "b", 80), "source", ""),
        (must("a b", "c", 80), "source", "is no name"),
        (must("aws:s3", "b", 80), "source", "is a service of AWS"),
        (never("internet", "internet"), "target", "is the internet on both sides"),
        (must("a", "b", 80, protocol="icmp"), "port", "has no meaning for icmp"),
    ],
)
def test_flows_that_cannot(flow: Flow, where: str, what: str) -> None:
    found = check(flow)

    assert where in [problem.where for problem in found]
    assert any(what in problem.what for problem in found)


def test_flows_are_sentences() -> None:
    assert [str(each) for each in (must("a", "b", 80), never("a", "b"), must("a", "b", protocol="icmp"))] == [
        *("a must reach b on tcp 80", "a must never reach b", "a must reach b by icmp"),
    ]
