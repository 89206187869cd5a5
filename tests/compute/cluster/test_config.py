"""Clusters that cannot work, told before anything is made."""

from dataclasses import replace

import pytest

from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.foundation.config import check

GOOD = ClusterConfig(host_names=("api",))


@pytest.mark.parametrize("settings", [{}, {"host_names": ("@", "api", "a.b")}, {"spot_percent": 100}])
def test_accepts(settings: dict[str, object]) -> None:
    assert check(replace(GOOD, **settings)) == ()


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"host_names": ()}, "host_names"),
        # its alias would swallow every name nobody has asked for
        ({"host_names": ("*",)}, "host_names[0]"),
        ({"host_names": ("api", "api")}, "host_names"),
        ({"spot_percent": 101}, "spot_percent"),
        ({"container_insights": "disabled"}, "container_insights"),
        ({"exec_log_retention_days": 8}, "exec_log_retention_days"),
        ({"idle_timeout_seconds": 4001}, "idle_timeout_seconds"),
    ],
)
def test_refuses(settings: dict[str, object], where: str) -> None:
    assert [problem.where for problem in check(replace(GOOD, **settings))] == [where]
