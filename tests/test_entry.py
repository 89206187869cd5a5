"""From environments to files, or to one refusal that says it all."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cdktf import App

from constructs_lib.account.config import AccountConfig
from constructs_lib.entry import synthesize
from constructs_lib.foundation.errors import (
    ConfigError,
    ContractError,
    DamageError,
    InternalError,
    PolicyError,
    SynthesisError,
)
from constructs_lib.foundation.placement import Placement
from tests.estate import STACKS, LayerConfig, LayerStack, estate
from tests.placements import VIRGINIA

GOOD = estate(LayerConfig(component="a"), LayerConfig(component="b", reads=("a",)))


def files(output: Path) -> list[str]:
    return sorted(file.parent.name for file in output.rglob("cdk.tf.json"))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_every_stack_is_written(output: Path) -> None:
    assert synthesize([GOOD], stacks=STACKS, output=output) == output
    assert files(output) == ["test-us-east-1-layer-a", "test-us-east-1-layer-b"]
    content = json.loads((output / "stacks" / "test-us-east-1-layer-a" / "cdk.tf.json").read_text())
    assert list(content["resource"]["aws_sns_topic"]) == ["topic"]


def test_only_some_stacks(output: Path) -> None:
    synthesize([GOOD], only=["test-us-east-1-layer-b"], stacks=STACKS, output=output)

    assert files(output) == ["test-us-east-1-layer-b"]


def test_one_environment(output: Path) -> None:
    account = replace(VIRGINIA.account, name="other", id="222222222222")
    other = estate(LayerConfig(component="z"), place=replace(VIRGINIA, environment="other", account=account))

    synthesize([GOOD, other], environment="other", stacks=STACKS, output=output)

    assert files(output) == ["other-us-east-1-layer-z"]


def test_a_mistake_in_an_environment_that_was_not_asked_for(output: Path) -> None:
    """What overlaps overlaps whoever is being built, so the whole estate is checked always."""
    broken = estate(AccountConfig(log_expiry_days=0), place=replace(VIRGINIA, environment="other"))  # type: ignore[arg-type]

    with pytest.raises(ConfigError) as caught:
        synthesize([GOOD, broken], environment="test", stacks=STACKS, output=output)

    assert [problem.where for problem in caught.value.problems] == [
        "other.us-east-1.AccountConfig.log_expiry_days",
        "other and test",
    ]
    assert not output.exists()


def test_an_unknown_environment(output: Path) -> None:
    with pytest.raises(ConfigError, match="unknown environment"):
        synthesize([GOOD], environment="nowhere", stacks=STACKS, output=output)


def test_an_unknown_stack(output: Path) -> None:
    with pytest.raises(ConfigError, match="unknown stack"):
        synthesize([GOOD], only=["nothing"], stacks=STACKS, output=output)


def test_stacks_in_a_circle(output: Path) -> None:
    circle = estate(LayerConfig(component="a", reads=("b",)), LayerConfig(component="b", reads=("a",)))

    with pytest.raises(ContractError, match="circle"):
        synthesize([circle], stacks=STACKS, output=output)


def test_the_guards_are_on(output: Path) -> None:
    damaged = estate(LayerConfig(component="a", topics=("a_b", "a-b", "a.b", "ab")))

    with pytest.raises(DamageError) as caught:
        synthesize([damaged], stacks=STACKS, output=output)

    stack = "test-us-east-1-layer-a"
    assert [problem.where for problem in caught.value.problems] == [f"{stack}/a.b and {stack}/ab"]
    assert files(output) == []


def test_a_failure_leaves_nothing_of_an_earlier_run(output: Path) -> None:
    """Or Terraform would go on with what the code no longer says."""
    synthesize([GOOD], stacks=STACKS, output=output)
    worse = estate(LayerConfig(component="a", topics=("a.b", "ab")), LayerConfig(component="b"))

    with pytest.raises(DamageError):
        synthesize([worse], stacks=STACKS, output=output)

    assert files(output) == []


def test_what_cdktf_refuses_is_told_in_a_sentence(output: Path) -> None:
    twice = estate(LayerConfig(component="a", topics=("x", "x")))

    with pytest.raises(SynthesisError) as caught:
        synthesize([twice], stacks=STACKS, output=output)

    (problem,) = caught.value.problems
    assert (problem.where, problem.what) == ("test-us-east-1-layer-a", "has two constructs with the id 'x'")
    assert problem.line.startswith("tests/estate.py:")


def test_a_stack_that_is_not_there_is_the_librarys_own_fault(output: Path) -> None:
    with pytest.raises(InternalError, match="run again with CAIRN_DEBUG=1"):
        synthesize([GOOD], stacks={"layer": "tests.estate:Gone"}, output=output)


def test_with_debug_the_original_comes_out(output: Path) -> None:
    with pytest.raises(AttributeError, match="Gone"):
        synthesize([GOOD], stacks={"layer": "tests.estate:Gone"}, output=output, debug=True)


def test_the_same_twice_in_one_process(tmp_path: Path) -> None:
    """Tokens are numbered on through a process; no number may reach the files."""
    contents: list[dict[str, Any]] = []
    for name in ("one", "two"):
        output = synthesize([GOOD], stacks=STACKS, output=tmp_path / name)
        contents.append({str(file.relative_to(output)): file.read_text() for file in output.rglob("*.json")})

    assert len(contents[0]) == 3
    assert contents[0] == contents[1]


def test_what_nobody_owns_is_not_written(output: Path) -> None:
    """The tag policy is held by synthesis itself: whatever escapes the placement's Tags ends here."""
    stacks = {"layer": "tests.test_entry:UntaggedStack"}

    with pytest.raises(PolicyError) as caught:
        synthesize([GOOD], stacks=stacks, output=output)

    assert "the tag Owner is malformed [tags-required]" in caught.value.problems[0].what
    assert (len(caught.value.problems), files(output)) == (2, [])


class UntaggedStack(LayerStack):
    """A stack that lets its owner's name be anything."""

    def __init__(self, scope: App, placement: Placement, config: LayerConfig) -> None:
        super().__init__(scope, placement, config)
        self.add_override("provider.aws.0.default_tags.0.tags.Owner", "Somebody Else")
