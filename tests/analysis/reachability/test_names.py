import pytest

from constructs_lib.analysis.reachability.reach import Reachability
from constructs_lib.foundation.errors import ConfigError
from tests.analysis.reachability.networks import group, machine, merged, network, simple

NAMED = {"//": {"cairn": {"placement": {"environment": "dev"}}}}


def estate() -> Reachability:
    resource = merged(
        network(0, a="a", b="b"), group("g", 0), machine("one", "v0-a", ["g"]), machine("two", "v0-b", ["g"])
    )
    return Reachability.of(
        {"dev-app": NAMED | {"resource": resource}, "dev-bare": NAMED | {"resource": network(5, a="a", b="b")}}
    )


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("internet", ["internet"]),
        ("net/one", ["net/one"]),
        ("net", ["net/one", "net/two"]),
        ("dev", ["net/one", "net/two"]),
        ("*/two", ["net/two"]),
        ("dev-app/aws_instance.one", ["net/one"]),
        ("bare", ["dev-bare/aws_subnet.v5-a", "dev-bare/aws_subnet.v5-b"]),
        ("dev-bare/aws_subnet.v5-*", ["dev-bare/aws_subnet.v5-a", "dev-bare/aws_subnet.v5-b"]),
        ("aws:s3", ["aws:s3"]),
        ("10.0.0.0/8", ["10.0.0.0/8"]),
    ],
)
def test_names_mean_things(name: str, found: list[str]) -> None:
    assert [each.name for each in estate().names.find(name, environment="dev")] == found


def test_a_name_of_nothing_tells_what_is_near() -> None:
    with pytest.raises(ConfigError, match="nothing is called like that") as error:
        estate().names.find("net/onne")

    assert "did you mean net/one" in str(error.value)


def test_an_address_of_two_networks_is_refused() -> None:
    twice = merged(network(0, a="a"), {"aws_vpc": {"v9": {"cidr_block": "10.0.0.0/16"}}})

    with pytest.raises(ConfigError, match="is in several VPCs"):
        simple(twice).ask("10.0.0.5", "net/web", 80)


def test_anything_in_a_subnet_is_guarded_by_nothing() -> None:
    names = estate().names
    subnet = next(iter(names.network.subnets.values()))

    assert names.subnet_endpoint(subnet).groups is None
