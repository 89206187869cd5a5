"""Synthesis from the command line."""

import json

from constructs_lib.operations.stack_graph import read_graph
from tests.operations.small_project import FIRST, SECOND, THIRD, SmallProject


def test_everything_is_written_where_cdktf_finds_it(small_project: SmallProject) -> None:
    answer = small_project.cairn("synth", "--json")

    assert set(json.loads(answer.stdout)["stacks"]) == {FIRST, SECOND, THIRD}
    assert set(read_graph(small_project.root / "cdktf.out").stacks) == {FIRST, SECOND, THIRD}


def test_some_stacks_are_written_elsewhere(small_project: SmallProject) -> None:
    answer = small_project.cairn("synth", "dev", "*-first", "*-third", "--output", "some")

    assert answer.returncode == 0, answer.stderr
    assert set(read_graph(small_project.root / "some").stacks) == {FIRST, THIRD}
    assert not (small_project.root / "cdktf.out").exists()


def test_mistakes_are_told_as_main_tells_them(small_project: SmallProject) -> None:
    small_project.write(dev="FirstConfig(seconds='many'), SecondConfig(x=1)".replace("x=1", ""))

    answer = small_project.cairn("synth")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert "FirstConfig.seconds" in answer.stderr
