"""Everything that can be wrong with environments, told at once and before cdktf is loaded."""

from dataclasses import replace
from typing import Any, ClassVar

import pytest

from constructs_lib.account.config import AccountConfig
from constructs_lib.environment import Environment, select
from constructs_lib.estate import check_all, require_all
from constructs_lib.foundation.config import check, config
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.moved import Moved
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import LocalState
from constructs_lib.foundation.usage import Usage
from constructs_lib.network.config import NetworkConfig
from tests.compute.service.shop import SHOP
from tests.placements import VIRGINIA

NETWORK = NetworkConfig(cidr="10.0.0.0/16", zones=("us-east-1a", "us-east-1b", "us-east-1c"))
OREGON = replace(VIRGINIA, region="us-west-2")
PROD = replace(VIRGINIA, environment="prod", account=Account(name="prod", id="999999999999", state=LocalState()))


@config
class QueueConfig:
    DOMAIN: ClassVar[str] = "serverless"
    component: str


def environment(stacks: Any, name: str = "test") -> Environment:
    return Environment(name=name, stacks=stacks)


TEST = environment({VIRGINIA: (AccountConfig(), NETWORK)})


def told(*environments: Environment) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check_all(environments)]


def test_a_good_environment() -> None:
    prod = environment({PROD: (replace(NETWORK, cidr="10.1.0.0/16"),)}, "prod")

    assert check_all([TEST, prod]) == ()
    require_all([TEST, prod])


def test_stacks_in_the_order_of_the_file() -> None:
    plans = environment(
        {OREGON: (AccountConfig(),), VIRGINIA: (QueueConfig(component="orders"), NETWORK)}
    ).stack_plans()

    assert [plan.id for plan in plans] == [
        "test-us-west-2-account",
        "test-us-east-1-serverless-orders",
        "test-us-east-1-network",
    ]
    assert plans[2].placement == VIRGINIA
    assert plans[2].config is NETWORK


def test_mistakes_of_all_configs_at_once() -> None:
    broken = environment(
        {
            VIRGINIA: (AccountConfig(log_expiry_days=0), replace(NETWORK, nat="two")),  # type: ignore[arg-type]
            replace(OREGON, tags=replace(OREGON.tags, owner="The Team")): (replace(NETWORK, cidr="8.8.0.0/16"),),
        }
    )

    assert told(broken) == [
        ("test.us-east-1.AccountConfig.log_expiry_days", "is out of range"),
        ("test.us-east-1.NetworkConfig.nat", "is not one of the choices"),
        ("test.us-west-2.tags.owner", "has the wrong form"),
        ("test.us-west-2.NetworkConfig.cidr", "is no private range"),
    ]


def test_configs_of_one_type_are_told_by_their_component() -> None:
    first, second = SHOP, replace(SHOP, component="web", image="web", traffic=replace(SHOP.traffic, priority=1))

    assert told(environment({VIRGINIA: (first, second)})) == [
        ("test.us-east-1.ServiceConfig(web).image", "does not say which version")
    ]


def test_zones_of_another_region() -> None:
    (problem, *others) = check(environment({OREGON: (NETWORK,)}))

    assert len(others) == 2
    assert problem == Problem(
        where="us-west-2.NetworkConfig.zones[0]",
        what="unknown zone in us-west-2",
        got="'us-east-1a'",
        allowed="us-west-2a, us-west-2b, us-west-2c, us-west-2d",
    )


def test_a_placement_of_another_environment() -> None:
    assert told(environment({PROD: (AccountConfig(),)})) == [("test.us-east-1", "placement of another environment")]


def test_two_configs_for_one_stack() -> None:
    twice = environment(
        {VIRGINIA: (QueueConfig(component="a"), QueueConfig(component="a"), QueueConfig(component="b"))}
    )

    assert told(twice) == [("test.test-us-east-1-serverless-a", "2 configs want to be this stack")]


@pytest.mark.parametrize(
    ("stacks", "expected"),
    [
        (None, ("test.stacks", "has the wrong type")),
        ((AccountConfig(),), ("test.stacks", "has the wrong type")),
        ({"us-east-1": (AccountConfig(),)}, ("test.stacks", "is no placement")),
        ({VIRGINIA: [AccountConfig()]}, ("test.us-east-1", "has the wrong type")),
        ({VIRGINIA: AccountConfig()}, ("test.us-east-1", "has the wrong type")),
        ({VIRGINIA: None}, ("test.us-east-1", "has the wrong type")),
        ({VIRGINIA: (AccountConfig,)}, ("test.us-east-1", "is the class itself")),
        ({VIRGINIA: ("account",)}, ("test.us-east-1", "is no stack's config")),
        ({VIRGINIA: (None,)}, ("test.us-east-1", "is no stack's config")),
        ({VIRGINIA: (VIRGINIA,)}, ("test.us-east-1", "is no stack's config")),
        ({VIRGINIA: ((AccountConfig(),),)}, ("test.us-east-1", "is no stack's config")),
        ({replace(VIRGINIA, account=None): (AccountConfig(),)}, ("test.us-east-1.account", "has the wrong type")),  # type: ignore[arg-type]
        ({replace(VIRGINIA, region=5): (AccountConfig(),)}, ("test.5.region", "has the wrong type")),  # type: ignore[arg-type]
        (
            {VIRGINIA: (QueueConfig(component=5),)},  # type: ignore[arg-type]
            ("test.us-east-1.QueueConfig.component", "has the wrong type"),
        ),
    ],
    ids=[
        "nothing",
        "a tuple of configs",
        "a region as the key",
        "a list",
        "one config",
        "None",
        "the class",
        "text",
        "None in the tuple",
        "a placement as a config",
        "a tuple in a tuple",
        "no account",
        "a number as the region",
        "a number as the component",
    ],
)
def test_what_has_the_wrong_shape_is_a_problem_and_no_traceback(stacks: Any, expected: tuple[str, str]) -> None:
    """Python checks no types, so anything may be there; and the rest of the estate is still looked at."""
    overlapping = environment({PROD: (NETWORK, replace(NETWORK, cidr="10.0.0.0/8"))}, "prod")

    assert told(environment(stacks), overlapping) == [
        expected,
        ("prod.us-east-1.NetworkConfig.cidr", "has the wrong size"),
    ]


@pytest.mark.parametrize("name", ["", "Test", "x" * 13, None, 5])
def test_names_that_are_none(name: Any) -> None:
    found = check(Environment(name=name, stacks={}))

    assert [problem.where for problem in found] == ["name"]


def test_choosing_an_environment() -> None:
    prod = replace(TEST, name="prod")

    assert select([TEST, prod], "prod") == (prod,)
    assert select([TEST, prod], None) == (TEST, prod)
    assert select([TEST, prod], "") == (TEST, prod)


def test_choosing_an_unknown_one() -> None:
    with pytest.raises(ConfigError) as caught:
        select([TEST, replace(TEST, name="prod")], "production")

    assert caught.value.problems == (Problem(what="unknown environment", got="'production'", allowed="test, prod"),)


def test_moves_stay_within_a_stack_of_the_environment() -> None:
    move = Moved(was="aws_vpc.a", now="aws_vpc.b")
    good = replace(TEST, moved={"test-us-east-1-network": (move,)})
    bad = replace(TEST, moved={"prod-us-east-1-network": (move, replace(move, now="aws_vpc.c"))})

    assert check(good) == ()
    assert [(problem.where, problem.what) for problem in check(bad)] == [
        (
            "moved['prod-us-east-1-network']",
            "names no stack of this environment: a state can only move things within itself",
        ),
        ("moved['prod-us-east-1-network'].was", "2 moves name this address"),
    ]


def test_a_wrong_address_is_told_with_its_place() -> None:
    bad = replace(TEST, moved={"test-us-east-1-network": (Moved(was="vpc", now="aws_vpc.b"),)})

    assert [problem.where for problem in check(bad)] == ["moved['test-us-east-1-network'][0].was"]


def test_usage_is_declared_for_stacks_that_are_there() -> None:
    placed = {VIRGINIA: (AccountConfig(),)}
    sound = Environment(name="test", stacks=placed, usage=Usage(stacks={"test-us-east-1-account": {"bucket_gb": 1}}))
    lost = replace(sound, usage=Usage(stacks={"test-us-east-1-acount": {"bucket_gb": 1}}))

    assert check(sound) == ()
    assert check(lost) == (
        Problem(where="usage.stacks.test-us-east-1-acount", what="is no stack here", allowed="test-us-east-1-account"),
    )
