"""Order, selection and reading of synthesized stacks."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.operations.refusal import BadInput, Refused
from constructs_lib.operations.stack_graph import Stack, StackGraph, read_graph, select, stack_of


def graph(**before: str) -> StackGraph:
    return StackGraph(
        Stack(id=name, directory=Path(name), dependencies=frozenset(needed.split())) for name, needed in before.items()
    )


def test_waves_hold_what_can_be_done_side_by_side() -> None:
    waves = graph(d="b c", b="a", c="a", a="", e="").waves()

    assert [sorted(wave) for wave in waves] == [["a", "e"], ["b", "c"], ["d"]]


def test_the_order_of_the_stacks_is_one_they_can_be_deployed_in() -> None:
    order = list(graph(d="b c", b="a", c="a", a="").stacks)

    assert order.index("a") < min(order.index("b"), order.index("c")) < order.index("d")


def test_upstream_and_downstream_reach_through_others() -> None:
    stacks = graph(d="b", c="b", b="a", a="")

    assert stacks.upstream(["d"]) == ("a", "b")
    assert set(stacks.downstream(["a"])) == {"b", "c", "d"}


def test_a_part_keeps_the_order_that_what_lies_between_gave() -> None:
    part = graph(c="b", b="a", a="").only(["c", "a"])

    assert part.before("c") == {"a"}


def test_an_environments_part_leaves_the_others_out() -> None:
    both = StackGraph(Stack(id=f"{name}-a", directory=Path(name), environment=name) for name in ("dev", "prod"))

    assert list(both.of("dev").stacks) == ["dev-a"]


def test_what_is_not_here_orders_nothing() -> None:
    assert graph(a="elsewhere").before("a") == frozenset()


def test_a_circle_is_refused_by_name() -> None:
    with pytest.raises(Refused, match=r"circle: .*a.*b|circle: .*b.*a"):
        graph(a="b", b="a")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25))
def test_nothing_stands_in_a_wave_before_what_it_needs(pairs: list[tuple[int, int]]) -> None:
    before = {str(number): "" for number in range(10)}
    for one, other in pairs:
        if one < other:
            before[str(other)] += f" {one}"
    stacks = graph(**before)
    wave_of = {name: number for number, wave in enumerate(stacks.waves()) for name in wave}

    assert all(wave_of[needed] < wave_of[name] for name in stacks.stacks for needed in stacks.before(name))


KNOWN = ("dev-us-east-1-account", "dev-us-east-1-network", "dev-us-west-2-network")


@pytest.mark.parametrize(
    ("patterns", "chosen"),
    [
        ((), KNOWN),
        (("dev-us-east-1-network",), KNOWN[1:2]),
        (("us-east-1-network",), KNOWN[1:2]),
        (("dev-*",), KNOWN),
        (("*-network",), KNOWN[1:]),
        (("us-east-1-*",), KNOWN[:2]),
        (("*-network", "*-account"), KNOWN),
    ],
)
def test_names_and_patterns_select(patterns: tuple[str, ...], chosen: tuple[str, ...]) -> None:
    assert select(KNOWN, patterns, environment="dev") == chosen


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dev-us-east-1-netwrok", "did you mean dev-us-east-1-network?"), ("network", r"did you mean '\*-network'")],
)
def test_an_unknown_name_is_told_with_what_was_meant(typed: str, meant: str) -> None:
    with pytest.raises(BadInput, match=meant):
        select(KNOWN, (typed,))


def test_a_pattern_that_matches_nothing_is_unknown() -> None:
    with pytest.raises(BadInput, match="unknown stack 'prod-"):
        select(KNOWN, ("prod-*",))


def test_the_notes_in_the_json_are_read() -> None:
    notes = {
        "placement": {"environment": "dev", "region": "us-east-1"},
        "protected": True,
        "publishes": {"/p": "x"},
        "reads": {"other": {"/q": "y"}},
    }
    stack = stack_of("me", Path("me"), {"//": {"cairn": notes}, "terraform": {"backend": {"s3": {"bucket": "b"}}}})

    assert (stack.environment, stack.region, stack.protected) == ("dev", "us-east-1", True)
    assert (stack.publishes, stack.reads, stack.dependencies) == ({"/p": "x"}, {"other": {"/q": "y"}}, {"other"})
    assert stack.backend == ("s3", {"bucket": "b"})


def test_a_stack_of_somebody_else_is_a_stack_without_notes(tmp_path: Path) -> None:
    folder = tmp_path / "stacks" / "plain"
    folder.mkdir(parents=True)
    (folder / "cdk.tf.json").write_text(json.dumps({"resource": {}}))
    entry = {"synthesizedStackPath": "stacks/plain/cdk.tf.json", "dependencies": []}
    (tmp_path / "manifest.json").write_text(json.dumps({"stacks": {"plain": entry}}))

    assert read_graph(tmp_path).stacks["plain"].backend == ("local", {})


def test_nothing_synthesized_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cairn synth"):
        read_graph(tmp_path)
