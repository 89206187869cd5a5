"""Environments as data, and side by side."""

import json
from dataclasses import replace

from constructs_lib.account.config import AccountConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.state import LocalState
from constructs_lib.foundation.tags import Tags
from constructs_lib.network.config import NetworkConfig
from constructs_lib.operations.environment_data import ABSENT, as_data, differences
from tests.operations.small_project import SmallProject

TAGS = Tags(
    application="a",
    cost_center="ENG-1000",
    project="p",
    owner="team",
    billing_contact="b@example.com",
    data_classification="internal",
)
EAST = Placement(
    environment="dev",
    account=Account(name="one", id="111111111111", state=LocalState()),
    region="us-east-1",
    tags=TAGS,
    protected=False,
)
WEST = replace(EAST, region="us-west-2")


def network(region: str, **changes: object) -> NetworkConfig:
    base = NetworkConfig(cidr="10.0.0.0/16", zones=tuple(f"{region}{letter}" for letter in "abc"))
    return replace(base, **changes)


ONE = Environment(name="dev", stacks={EAST: (AccountConfig(), network("us-east-1"))})


def paths(other: Environment) -> dict[str, tuple[object, object]]:
    return {each.path: (each.one, each.other) for each in differences(ONE, other)}


def test_everything_is_shown() -> None:
    data = as_data(ONE)

    assert data["name"] == "dev"
    [place] = data["places"]
    assert (place["region"], place["account"]["id"], place["protected"]) == ("us-east-1", "111111111111", False)
    assert place["configs"]["NetworkConfig"]["zones"] == ["us-east-1a", "us-east-1b", "us-east-1c"]
    assert json.loads(json.dumps(data)) == data


def test_the_same_does_not_differ() -> None:
    assert differences(ONE, ONE) == ()


def test_places_are_compared_by_the_part_they_play() -> None:
    elsewhere = Environment(name="dev", stacks={WEST: (AccountConfig(), network("us-west-2"))})

    assert paths(elsewhere) == {"place 1.region": ("us-east-1", "us-west-2")}


def test_what_differs_has_its_path() -> None:
    other = Environment(
        name="dev", stacks={EAST: (AccountConfig(log_expiry_days=30), network("us-east-1", nat="none"))}
    )

    assert paths(other) == {
        "place 1.configs.AccountConfig.log_expiry_days": (400, 30),
        "place 1.configs.NetworkConfig.nat": ("per_zone", "none"),
    }


def test_what_one_lacks_is_absent() -> None:
    other = Environment(name="dev", stacks={EAST: (AccountConfig(),), WEST: ()})
    found = paths(other)

    assert found["place 1.configs.NetworkConfig"][1] == ABSENT
    assert found["place 2"][0] == ABSENT


def test_the_command_line_shows_and_compares(small_project: SmallProject) -> None:
    shown = small_project.cairn("env", "show", "dev")
    same = small_project.cairn("env", "diff", "dev", "dev")
    as_json = small_project.cairn("env", "diff", "dev", "dev", "--json")

    assert json.loads(shown.stdout)["places"][0]["configs"]["FirstConfig"]["topic"] == "one"
    assert same.stdout == "dev and dev do not differ\n"
    assert json.loads(as_json.stdout)["differences"] == []
    assert small_project.cairn("env", "diff", "dev", "nope").returncode == 2
