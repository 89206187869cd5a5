from constructs_lib.analysis.reachability.read import network_of
from tests.analysis.reachability.networks import group, machine, network, reachability, told


def test_what_stands_for_several_is_a_doubt_about_everything() -> None:
    several = {"aws_subnet": {"x": {"for_each": "${toset([1, 2])}", "vpc_id": "v", "cidr_block": "10.0.9.0/24"}}}
    made = reachability(
        network(0, app="a"), group("g", 0), machine("a", "v0-app", ["g"]), machine("b", "v0-app", ["g"]), several
    )

    assert told(made, "a", "b")[0] == "unknown"
    assert "count or for_each" in str(made.network.doubts[0])


def test_no_stacks_are_no_network() -> None:
    assert network_of({}).vpcs == {}
