"""Judging environments without AWS."""

import json

from tests.operations.small_project import SmallProject


def test_a_sound_project_is_counted(small_project: SmallProject) -> None:
    answer = small_project.cairn("check", "--json")

    assert answer.returncode == 0, answer.stderr
    counted = {"stacks": 3, "resources": 5, "reads": 1, "flows": 0}
    assert json.loads(answer.stdout) == {"ok": True, "environments": ["dev"], **counted}
    assert small_project.cairn("check", "dev").stdout == (
        "ok: dev: 3 stacks, 5 resources, 1 reads between stacks, 0 flows proven\n"
    )
    assert not (small_project.root / "cdktf.out").exists()


def test_all_mistakes_are_told_at_once(small_project: SmallProject) -> None:
    small_project.write(dev="FirstConfig(seconds='many', topic=1), ThirdConfig(), ThirdConfig()")

    answer = small_project.cairn("check")

    assert (answer.returncode, answer.stdout) == (2, "")
    for place in ("FirstConfig.seconds", "FirstConfig.topic", "dev-us-east-1-third"):
        assert place in answer.stderr


def test_an_unknown_environment_is_bad_input(small_project: SmallProject) -> None:
    assert small_project.cairn("check", "nope").returncode == 2
