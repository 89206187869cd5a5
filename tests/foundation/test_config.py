"""Settings are checked as a tree, in one pass, and told in words."""

from collections.abc import Iterator, Mapping
from dataclasses import FrozenInstanceError, field, replace
from typing import Annotated, Any, Literal

import pytest
from annotated_types import Interval, Len, MultipleOf
from pydantic import StringConstraints

from constructs_lib.foundation.config import check, config, require
from constructs_lib.foundation.errors import ConfigError, Problem


@config
class Rule:
    port: Annotated[int, Interval(ge=1, le=65535)]
    to: str = "anywhere"


@config
class Small:
    megabytes: Annotated[int, MultipleOf(64)] = 128


@config
class Large:
    terabytes: float


@config
class Settings:
    name: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")] = "shop"
    kind: Literal["a", "b"] = "a"
    count: Annotated[int, Interval(gt=0, lt=10)] = 1
    zones: Annotated[tuple[str, ...], Len(1, 3)] = ("x",)
    label: Annotated[str, Len(2, 4)] = "abc"
    rules: tuple[Rule, ...] = ()
    size: Small | Large = Small()
    extra: Rule | None = None
    tags: Mapping[str, str] = field(default_factory=dict[str, str])
    ratio: float = 0.5
    enabled: bool = True

    def problems(self) -> Iterator[Problem]:
        if self.kind == "b" and self.count > 5:
            yield Problem(where="count", what="is too many for b", got=str(self.count))


@config
class Outer:
    inner: Settings = Settings()

    def problems(self) -> Iterator[Problem]:
        if self.inner.name == "outer":
            yield Problem(what="calls its inner by its own name")


def told(settings: object) -> list[tuple[str, str, str, str]]:
    return [(problem.where, problem.what, problem.got, problem.allowed) for problem in check(settings)]


def test_good_settings_have_no_problems() -> None:
    assert check(Settings(rules=(Rule(port=443),), extra=Rule(port=1), size=Large(terabytes=2.0))) == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "No!"}, ("name", "has the wrong form", "'No!'", "text that matches ^[a-z]+$")),
        ({"name": 5}, ("name", "has the wrong type", "5", "text")),
        ({"kind": "c"}, ("kind", "is not one of the choices", "'c'", "'a' or 'b'")),
        ({"count": 10}, ("count", "is out of range", "10", "less than 10")),
        ({"count": 0}, ("count", "is out of range", "0", "more than 0")),
        ({"count": "1"}, ("count", "has the wrong type", "'1'", "a whole number")),
        ({"count": True}, ("count", "has the wrong type", "True", "a whole number")),
        ({"count": 1.5}, ("count", "has the wrong type", "1.5", "a whole number")),
        ({"zones": "x"}, ("zones", "has the wrong type", "'x'", "a tuple")),
        ({"zones": ["x"]}, ("zones", "has the wrong type", "['x']", "a tuple")),
        ({"zones": ()}, ("zones", "has the wrong length", "()", "at least 1 entry")),
        ({"zones": ("a",) * 4}, ("zones", "has the wrong length", "('a', 'a', 'a', 'a')", "at most 3 entries")),
        ({"zones": ("a", 2)}, ("zones[1]", "has the wrong type", "2", "text")),
        ({"label": "x"}, ("label", "has the wrong length", "'x'", "at least 2 characters")),
        ({"rules": (Rule(port=1), Rule(port=0))}, ("rules[1].port", "is out of range", "0", "at least 1")),
        ({"rules": (5,)}, ("rules[0]", "has the wrong type", "5", "Rule")),
        ({"extra": Rule(port=1, to=None)}, ("extra.to", "has the wrong type", "None", "text")),  # type: ignore[arg-type]
        ({"size": Small(megabytes=100)}, ("size.megabytes", "is out of range", "100", "a multiple of 64")),
        ({"size": "large"}, ("size", "is not one of the choices", "'large'", "Small or Large")),
        ({"ratio": "x"}, ("ratio", "has the wrong type", "'x'", "a number")),
        ({"enabled": 1}, ("enabled", "has the wrong type", "1", "True or False")),
        ({"tags": {"a": 1}}, ("tags.a", "has the wrong type", "1", "text")),
        ({"tags": 5}, ("tags", "has the wrong type", "5", "a dictionary")),
    ],
    ids=lambda value: str(value)[:40],
)
def test_one_wrong_value(changes: dict[str, Any], expected: tuple[str, str, str, str]) -> None:
    assert told(replace(Settings(), **changes)) == [expected]


def test_a_forgotten_comma_is_met_with_the_comma() -> None:
    (problem,) = check(replace(Settings(), zones="x"))  # type: ignore[arg-type]

    assert problem.fix == "write (…, ) with round brackets; one entry needs its comma"


def test_everything_is_told_at_once() -> None:
    wrong = Settings(name="NO", count=99, rules=(Rule(port=0), Rule(port=70000)), extra=Rule(port=-1))

    assert [problem.where for problem in check(wrong)] == [
        "name",
        "count",
        "rules[0].port",
        "rules[1].port",
        "extra.port",
    ]


def test_rules_across_fields() -> None:
    assert told(Settings(kind="b", count=6)) == [("count", "is too many for b", "6", "")]


def test_rules_across_fields_of_what_is_inside() -> None:
    found = check(Outer(inner=Settings(name="outer", kind="b", count=6)))

    assert [problem.where for problem in found] == ["", "inner.count"]


def test_rules_across_fields_wait_for_the_fields() -> None:
    """They may rely on every field being what it says: comparing `None` with a number would be a traceback."""
    assert [problem.where for problem in check(replace(Settings(kind="b"), count=None))] == ["count"]  # type: ignore[arg-type]


def test_a_broken_part_silences_only_itself() -> None:
    found = check(Outer(inner=Settings(kind="b", count=6, extra=Rule(port=0))))

    assert [problem.where for problem in found] == ["inner.extra.port"]


@pytest.mark.parametrize("text", ["${x}", "a%{ if x }", "$$ ${x}"])
def test_text_that_terraform_would_evaluate(text: str) -> None:
    assert told(Settings(rules=(Rule(port=1, to=text),))) == [
        ("rules[0].to", "text that Terraform would evaluate", repr(text), "text without ${ or %{")
    ]


@pytest.mark.parametrize("text", ["$${x}", "%%{x}", "$5", "100%", "{x}"])
def test_plain_text_with_dollars_and_percents(text: str) -> None:
    """`$${` is what the fix tells people to write."""
    assert check(Settings(rules=(Rule(port=1, to=text),))) == ()


def test_text_that_is_wrong_anyway_is_told_once() -> None:
    assert [problem.what for problem in check(Settings(name="${x}"))] == ["has the wrong form"]


def test_keys_are_text_too() -> None:
    assert [problem.where for problem in check(Settings(tags={"${x}": "y"}))] == ["tags['${x}']"]


def test_a_place_in_front() -> None:
    assert [problem.where for problem in check(Settings(count=0), "dev.us-east-1")] == ["dev.us-east-1.count"]


def test_require_raises_all_of_it() -> None:
    with pytest.raises(ConfigError) as caught:
        require(Settings(count=0, kind="c"), "shop/queue")  # type: ignore[arg-type]

    assert [problem.where for problem in caught.value.problems] == ["shop/queue.kind", "shop/queue.count"]
    require(Settings(), "shop/queue")


@pytest.mark.parametrize(
    ("value", "what", "fix"),
    [
        (Settings, "is the class itself", "write Settings(…)"),
        ("text", "is no config", ""),
        (None, "is no config", ""),
        ({"count": 1}, "is no config", ""),
        ([Settings()], "is no config", ""),
        (object(), "is no config", ""),
    ],
    ids=["class", "text", "None", "dictionary", "list", "object"],
)
def test_what_is_no_config_is_a_problem_and_no_traceback(value: object, what: str, fix: str) -> None:
    (problem,) = check(value, "here")

    assert (problem.where, problem.what, problem.fix) == ("here", what, fix)


def test_long_values_are_cut() -> None:
    (problem,) = check(Settings(name="X" * 500))

    assert len(problem.got) == 81


def test_configs_are_values() -> None:
    """Frozen, by keyword only, equal by content, and usable as keys."""
    with pytest.raises(FrozenInstanceError):
        Settings().count = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        Rule(443)  # type: ignore[misc]

    assert {Rule(port=1): "x"}[Rule(port=1)] == "x"
    assert replace(Rule(port=1), port=0) == Rule(port=0)
