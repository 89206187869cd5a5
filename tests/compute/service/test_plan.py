"""What follows from services' settings."""

from dataclasses import replace

import pytest

from constructs_lib.compute.service.plan import (
    SCALABLE_TARGET,
    SERVICE,
    OwnedElsewhere,
    ignored,
    owned_elsewhere,
    repository_arn,
    route_problems,
    unknown_hosts,
    volume_name,
)
from constructs_lib.compute.service.traffic import Traffic
from tests.compute.service.shop import IMAGE, MORNING, SCALED, SHOP


def test_terraform_owns_the_count_until_scaling_does() -> None:
    assert owned_elsewhere(SHOP) == ()
    assert owned_elsewhere(replace(SHOP, scaling=SCALED)) == (OwnedElsewhere(SERVICE, "desired_count", "scaling"),)


def test_the_bounds_are_the_schedules() -> None:
    """A scheduled action writes them into the target: an apply that puts them back ends the night shift at noon."""
    config = replace(SHOP, scaling=replace(SCALED, scheduled=(MORNING,)))

    assert ignored(config, SERVICE) == ["desired_count"]
    assert ignored(config, SCALABLE_TARGET) == ["max_capacity", "min_capacity"]
    assert ignored(replace(SHOP, scaling=SCALED), SCALABLE_TARGET) == []


@pytest.mark.parametrize(
    ("image", "arn"),
    [
        (IMAGE, "arn:aws:ecr:us-east-1:111111111111:repository/shop/api"),
        ("111111111111.dkr.ecr.eu-west-1.amazonaws.com/a@sha256:0", "arn:aws:ecr:eu-west-1:111111111111:repository/a"),
        ("public.ecr.aws/nginx/nginx:1.27", None),
        ("shop:1", None),
    ],
)
def test_finds_the_repository(image: str, arn: str | None) -> None:
    assert repository_arn(image) == arn


def test_each_path_has_a_volume_of_its_own() -> None:
    assert [volume_name(path) for path in ("/tmp", "/var/cache", "/var-cache")] == ["tmp", "var_cache", "var-cache"]


def routed(
    first: tuple[int, tuple[str, ...], tuple[str, ...]], second: tuple[int, tuple[str, ...], tuple[str, ...]]
) -> list[tuple[str, str]]:
    """What is wrong between two rules, given by priority, hosts and paths."""
    services = [
        replace(SHOP, component=name, traffic=Traffic(priority=priority, host_names=hosts, path_patterns=paths))
        for name, (priority, hosts, paths) in (("one", first), ("two", second))
    ]
    return [(problem.where, problem.what) for problem in route_problems(services)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((1, (), ("/a/*",)), (2, (), ("/b/*",))),
        ((1, (), ("/a/*",)), (2, (), ("/*",))),
        ((2, (), ("/*",)), (1, (), ("/a/*",))),
        ((1, ("api",), ("/*",)), (2, ("web",), ("/*",))),
        ((1, ("api",), ("/*",)), (2, (), ("/*",))),
        ((1, ("api",), ()), (2, ("api", "web"), ())),
        ((1, (), ("/a/*",)), (2, (), ("/a/*", "/b/*"))),
        ((1, (), ("/??",)), (2, (), ("/*",))),
        ((1, (), ("/a?",)), (2, (), ("/a*",))),
    ],
)
def test_rules_that_leave_each_its_own(
    first: tuple[int, tuple[str, ...], tuple[str, ...]], second: tuple[int, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert routed(first, second) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((1, (), ("/*",)), (2, (), ("/a/*",))),
        ((1, (), ("/a/*", "/b/*")), (2, (), ("/b/c", "/a/*"))),
        ((1, ("api",), ()), (2, ("api",), ("/a",))),
        ((1, (), ("/*",)), (2, ("api",), ())),
        ((1, (), ("/a?",)), (2, (), ("/a?",))),
    ],
)
def test_rules_that_never_get_a_request(
    first: tuple[int, tuple[str, ...], tuple[str, ...]], second: tuple[int, tuple[str, ...], tuple[str, ...]]
) -> None:
    expected = [
        ("ServiceConfig(two).traffic.path_patterns", "never get a request: one takes them all, with priority 1")
    ]

    assert routed(first, second) == expected


def test_a_priority_taken_twice() -> None:
    assert routed((7, (), ("/a",)), (7, (), ("/b",))) == [("ServiceConfig(two).traffic.priority", "is that of one")]


def test_names_that_lead_nowhere() -> None:
    service = replace(SHOP, traffic=replace(SHOP.traffic, host_names=("api", "shop")))

    assert [str(problem) for problem in unknown_hosts([SHOP, service], ["api", "www"])] == [
        (
            "ServiceConfig(shop).traffic.host_names[1]: does not lead to the load balancer\n"
            "    got      shop\n"
            "    allowed  api, www\n"
            "    fix      add it to host_names of the placement's ClusterConfig"
        )
    ]
