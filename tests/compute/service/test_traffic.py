"""Rules of a listener that cannot be."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.compute.service.traffic import Traffic
from constructs_lib.foundation.config import check

GOOD = Traffic(priority=100, path_patterns=("/*",))


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"path_patterns": ("/a/*", "/b?", "/*.png")},
        {"path_patterns": (), "host_names": ("@", "api")},
        {"path_patterns": ("/a", "/b", "/c"), "host_names": ("api", "web")},
        {"deregistration_delay_seconds": 0, "health_check_grace_seconds": 0},
    ],
)
def test_accepts(settings: dict[str, Any]) -> None:
    assert check(replace(GOOD, **settings)) == ()


def test_refuses_a_rule_for_nothing() -> None:
    assert [str(problem) for problem in check(Traffic(priority=1))] == [
        (
            "path_patterns: with host_names make no rule\n"
            "    got      0 values\n"
            "    allowed  1 to 5 together\n"
            '    fix      write ("/*",) for everything that no other rule takes'
        )
    ]


def test_refuses_more_values_than_a_rule_holds() -> None:
    traffic = Traffic(priority=1, path_patterns=("/a", "/b", "/c"), host_names=("a", "b", "c"))

    assert [(problem.where, problem.got) for problem in check(traffic)] == [("path_patterns", "6 values")]


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"priority": 0}, "priority"),
        ({"priority": 50_001}, "priority"),
        ({"path_patterns": ("api/*",)}, "path_patterns[0]"),
        ({"path_patterns": ("/a?b=c#d",)}, "path_patterns[0]"),
        ({"path_patterns": ("/a", "/a")}, "path_patterns"),
        ({"host_names": ("*",)}, "host_names[0]"),
        ({"host_names": ("api", "api")}, "host_names"),
        # only root may listen there
        ({"port": 80}, "port"),
        ({"health_check_path": "health"}, "health_check_path"),
        ({"health_check_path": "/he alth"}, "health_check_path"),
        ({"deregistration_delay_seconds": 3601}, "deregistration_delay_seconds"),
        ({"health_check_grace_seconds": -1}, "health_check_grace_seconds"),
    ],
)
def test_refuses(settings: dict[str, Any], where: str) -> None:
    assert [problem.where for problem in check(replace(GOOD, **settings))] == [where]
