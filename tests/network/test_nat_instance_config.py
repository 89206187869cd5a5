"""What can be said of a NAT instance, and where there may be one."""

from dataclasses import replace
from typing import Any, get_args

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.foundation.errors import Problem
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.nat_instance_config import NatInstanceConfig, NatInstanceType
from tests.placements import VIRGINIA

NETWORK = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1a", "us-east-1b"), nat="instance")
UNPROTECTED = replace(VIRGINIA, protected=False)


@pytest.mark.parametrize("kind", get_args(NatInstanceType))
def test_each_class_carries_twice_as_much_as_the_one_before(kind: NatInstanceType) -> None:
    position = get_args(NatInstanceType).index(kind)

    assert NatInstanceConfig(instance_type=kind).baseline_megabits == 64 * 2**position


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"image_id": "ami-0123456789abcdef0"},
        {"image_id": "resolve:ssm:/golden/nat/arm64", "session_manager": True},
    ],
)
def test_accepts(settings: dict[str, Any]) -> None:
    assert check(replace(NETWORK, nat_instance=NatInstanceConfig(**settings))) == ()


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        # half a gigabyte is too little for its own package manager
        ({"instance_type": "t4g.nano"}, "nat_instance.instance_type"),
        # the image is arm64
        ({"instance_type": "t3.micro"}, "nat_instance.instance_type"),
        ({"image_id": "al2023"}, "nat_instance.image_id"),
        ({"image_id": "ami-XYZ"}, "nat_instance.image_id"),
    ],
)
def test_refuses(settings: dict[str, Any], where: str) -> None:
    problems = check(replace(NETWORK, nat_instance=NatInstanceConfig(**settings)))

    assert [problem.where for problem in problems] == [where]


def test_settings_of_a_machine_that_there_is_none_of() -> None:
    assert check(replace(NETWORK, nat="single", nat_instance=NatInstanceConfig())) == (
        Problem(
            where="nat_instance",
            what="describes a machine that there is none of",
            got="nat='single'",
            fix='write nat="instance", or leave nat_instance out',
        ),
    )


def test_protected_placements_do_not_depend_on_one_machine() -> None:
    assert list(NETWORK.problems_at(UNPROTECTED)) == []
    assert list(NETWORK.problems_at(VIRGINIA)) == [
        Problem(
            where="nat",
            what="is a single machine, which a protected placement must not depend on",
            got="'instance'",
            allowed="'per_zone', 'single', or 'none' with endpoints",
            fix='write nat="per_zone": a gateway in each zone outlives the others',
        )
    ]
    assert list(replace(NETWORK, nat="single").problems_at(VIRGINIA)) == []
