"""What can be wrong with a probe's settings."""

from dataclasses import replace

from constructs_lib.foundation.config import check
from constructs_lib.network.peering.probing import ProbeConfig, TargetConfig

DATABASE = TargetConfig(host="10.60.1.9", port=5432)


def test_a_good_one() -> None:
    assert check(ProbeConfig(targets=(DATABASE, TargetConfig(host="build.tools.example.com", port=443)))) == ()


def test_each_mistake() -> None:
    wrong = ProbeConfig(
        targets=(replace(DATABASE, port=0), replace(DATABASE, host="http://build")), interval_minutes=0, failures=0
    )

    assert [problem.where for problem in check(wrong)] == [
        "targets[0].port",
        "targets[1].host",
        "interval_minutes",
        "failures",
    ]


def test_a_target_named_twice() -> None:
    assert [(problem.where, problem.got) for problem in check(ProbeConfig(targets=(DATABASE, DATABASE)))] == [
        ("targets[1]", "10.60.1.9:5432")
    ]


def test_knows_an_address_from_a_name() -> None:
    assert str(DATABASE.address) == DATABASE.host
    assert replace(DATABASE, host="build.example.com").address is None
