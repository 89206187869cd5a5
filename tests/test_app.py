"""How environments become stacks, and in which order."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cdktf import App

from constructs_lib.app import STACKS as ALL_STACKS
from constructs_lib.app import compose
from constructs_lib.environment import Environment
from constructs_lib.foundation.errors import ConfigError, ContractError, Problem
from constructs_lib.foundation.moved import Moved
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import LocalState
from tests.estate import STACKS, LayerConfig, LayerOutputs, LayerStack, estate
from tests.placements import VIRGINIA

A, B, C = (f"test-us-east-1-layer-{name}" for name in "abc")
CHAIN = estate(
    LayerConfig(component="c", reads=("a", "b")), LayerConfig(component="a"), LayerConfig(component="b", reads=("a",))
)


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(outdir=str(tmp_path / "out"))


def dependencies(app: App, tmp_path: Path) -> dict[str, list[str]]:
    app.synth()
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    return {stack_id: sorted(entry["dependencies"]) for stack_id, entry in manifest["stacks"].items()}


def test_a_config_becomes_its_domains_stack(app: App) -> None:
    built = compose(app, [CHAIN], stacks=STACKS)

    assert list(built) == [C, A, B]
    assert {type(stack) for stack in built.values()} == {LayerStack}
    assert built[A].placement == VIRGINIA


def test_deploy_order_follows_the_reads(app: App, tmp_path: Path) -> None:
    """Whatever the order of the file: c is named first and comes last."""
    compose(app, [CHAIN], stacks=STACKS)

    assert dependencies(app, tmp_path) == {A: [], B: [A], C: [A, B]}


def test_only_some_stacks(app: App, tmp_path: Path) -> None:
    """What they read is deployed already, and stays out of the order."""
    compose(app, [CHAIN], only=[B], stacks=STACKS)

    assert dependencies(app, tmp_path) == {B: []}


def test_an_unknown_stack(app: App) -> None:
    with pytest.raises(ConfigError) as caught:
        compose(app, [CHAIN], only=[A, "nonsense", "more"], stacks=STACKS)

    assert caught.value.problems == tuple(
        Problem(what="unknown stack", got=repr(name), allowed=f"{A}, {B}, {C}") for name in ("nonsense", "more")
    )


def test_a_domain_nobody_knows(app: App) -> None:
    with pytest.raises(ConfigError) as caught:
        compose(app, [CHAIN], stacks={"network": "x:Y"})

    assert caught.value.problems == (
        Problem(where=C, what="no stack is known for this domain", got="'layer'", allowed="network"),
    )


def test_a_read_that_nobody_publishes(app: App) -> None:
    lonely = estate(LayerConfig(component="a", reads=("gone", "lost")))

    with pytest.raises(ContractError) as caught:
        compose(app, [lonely], stacks=STACKS)

    assert caught.value.problems == tuple(
        Problem(
            where=A,
            what="reads LayerOutputs that nobody publishes",
            got=f"test-us-east-1-layer-{name}",
            allowed=A,
            fix="add that stack's config to its environment, or do not read from it",
        )
        for name in ("gone", "lost")
    )


def test_stacks_that_read_each_other(app: App) -> None:
    circle = estate(
        LayerConfig(component="a", reads=("b",)),
        LayerConfig(component="b", reads=("c",)),
        LayerConfig(component="c", reads=("a",)),
    )

    with pytest.raises(ContractError) as caught:
        compose(app, [circle], stacks=STACKS)

    (problem,) = caught.value.problems
    steps = problem.got.split(" → ")
    assert problem.what == "stacks read each other in a circle"
    assert (steps[0], set(steps), len(steps)) == (steps[-1], {A, B, C}, 4)


def test_a_stack_that_reads_itself(app: App) -> None:
    with pytest.raises(ContractError, match="circle"):
        compose(app, [estate(LayerConfig(component="a", reads=("a",)))], stacks=STACKS)


def test_reading_from_an_environment_that_is_not_built(app: App) -> None:
    """It exists, and is deployed on its own."""
    place = replace(VIRGINIA, environment="other", account=Account(name="other", id="222222222222", state=LocalState()))
    other = estate(LayerConfig(component="a"), place=place)

    class Reader(LayerStack):
        def __init__(self, scope: Any, placement: Any, config: Any) -> None:
            super().__init__(scope, placement, config)
            self.read(LayerOutputs, place, "a")

    sys.modules["tests.reader"] = module = type(sys)("tests.reader")
    module.Reader = Reader  # type: ignore[attr-defined]
    stacks = {"layer": "tests.reader:Reader"}
    reading = estate(LayerConfig(component="x"))

    compose(app, [reading], stacks=stacks, estate=[reading, other])
    with pytest.raises(ContractError, match="nobody publishes"):
        compose(App(outdir=app.outdir), [reading], stacks=stacks)


def test_every_domain_of_the_library_has_a_stack_that_can_be_imported() -> None:
    from importlib import import_module

    classes = [getattr(import_module(place.split(":")[0]), place.split(":")[1]) for place in ALL_STACKS.values()]

    assert [each.__name__ for each in classes if not each.__name__.endswith("Stack")] == []


def test_a_domain_nobody_asked_for_costs_nothing(project: Path, tmp_path: Path) -> None:
    """Importing all of them would load bindings for hundreds of resources."""
    code = f"""
import sys
from cdktf import App
from constructs_lib.app import compose
from environments import dev

compose(App(outdir={str(tmp_path / "out")!r}), [dev.ENVIRONMENT], only=["dev-us-east-1-account"])
print([name for name in sys.modules if name.startswith("constructs_lib.") and name.endswith(".stack")])
"""
    result = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)

    assert sorted(eval(result.stdout)) == ["constructs_lib.account.stack", "constructs_lib.foundation.stack"]


def test_no_environment_at_all(app: App) -> None:
    assert compose(app, []) == {}
    assert compose(app, [Environment(name="test", stacks={})]) == {}


def test_what_an_environment_moves_is_written_into_that_stack(app: App, tmp_path: Path) -> None:
    moved = replace(CHAIN, moved={A: (Moved(was="aws_sns_topic.a", now="aws_sns_topic.b"),)})
    compose(app, [moved], stacks=STACKS)
    app.synth()

    def blocks(stack_id: str) -> Any:
        return json.loads((tmp_path / "out" / "stacks" / stack_id / "cdk.tf.json").read_text()).get("moved")

    assert blocks(A) == [{"from": "aws_sns_topic.a", "to": "aws_sns_topic.b"}]
    assert blocks(B) is None
