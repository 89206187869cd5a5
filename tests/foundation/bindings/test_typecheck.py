"""Quick checks give the verdicts, and the errors, of those they take the place of."""

import enum
import typing
from collections.abc import Callable
from types import ModuleType
from typing import Any, Protocol, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from constructs_lib.foundation.bindings.typecheck import quicken_checks

SOURCE = """
import typing
import typeguard
from importlib.metadata import version as _metadata_package_version
TYPEGUARD_MAJOR_VERSION = int(_metadata_package_version('typeguard').split('.')[0])

def check_type(argname: str, value: object, expected_type: typing.Any) -> typing.Any:
    if TYPEGUARD_MAJOR_VERSION <= 2:
        return typeguard.check_type(argname=argname, value=value, expected_type=expected_type)
    else:
        typeguard.check_type(
            value=value, expected_type=expected_type, collection_check_strategy=typeguard.CollectionCheckStrategy.ALL_ITEMS
        )

def hints(function):
    return typing.get_type_hints(function)
"""


def generated() -> Any:
    """A module as jsii generates them, as far as checks go."""
    module = ModuleType("generated")
    exec(compile(SOURCE, "generated", "exec"), vars(module))
    return module


class Base: ...


class Derived(Base): ...


class Abstract(Base, metaclass=type("Meta", (type,), {})): ...


class Named(typing.NamedTuple):
    name: str


class Typed(typing.TypedDict):
    name: str


class Method(Protocol):
    def method(self) -> None: ...


@typing.runtime_checkable
class Runtime(Protocol):
    def method(self) -> None: ...


class Colour(enum.Enum):
    RED = "red"


class WithMethod:
    def method(self) -> None: ...


class Text(str):
    __slots__ = ()


Number = typing.Union[int, float]  # noqa: UP007
LEAVES = [
    str,
    int,
    float,
    bool,
    object,
    Any,
    Number,
    type(None),
    Base,
    Derived,
    Abstract,
    Colour,
    Named,
    Typed,
    Method,
    Runtime,
]
EXPECTED = st.recursive(
    st.sampled_from(cast("list[Any]", LEAVES)),
    lambda inner: (
        inner.map(lambda one: typing.Optional[one])  # noqa: UP045
        | inner.map(lambda one: typing.Sequence[one])
        | inner.map(lambda one: typing.List[one])  # noqa: UP006
        | inner.map(lambda one: typing.Mapping[str, one])
        | inner.map(lambda one: typing.Dict[str, one])  # noqa: UP006
        | st.tuples(inner, inner).map(lambda two: typing.Union[two])  # noqa: UP007
    ),
    max_leaves=4,
)
SCALARS = [
    *(None, "text", "", 1, 0, 1.5, True, b"bytes", Text("text")),
    *(Base(), Derived(), Abstract(), Colour.RED, WithMethod(), Named("n"), Base, print),
]
VALUES = st.recursive(
    st.sampled_from(cast("list[Any]", SCALARS)),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.tuples(inner)
        | st.dictionaries(st.sampled_from(["name", "other", 1]), inner, max_size=2)
    ),
    max_leaves=4,
)


def verdict(check: Callable[..., object], value: object, expected: object) -> str:
    try:
        return f"accepted: {check(argname='argument', value=value, expected_type=expected)}"
    except TypeError as error:
        return f"refused: {error}"


STOCK, QUICK = generated(), generated()
quicken_checks(QUICK)


@given(expected=EXPECTED, value=VALUES)
@example(expected=dict[str, Any], value={1: 1})
@example(expected=dict[str, int], value={"name": "text"})
@example(expected=Named, value=Named(cast("str", 1)))
@example(expected=Runtime, value=Base())
@example(expected=typing.Sequence[str], value=["text", 1])
def test_verdicts_and_errors_are_the_same(expected: Any, value: Any) -> None:
    assert verdict(QUICK.check_type, value, expected) == verdict(STOCK.check_type, value, expected)


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        (str, "text"),
        (typing.Optional[str], None),  # noqa: UP045
        (typing.Union[bool, Method, None], True),  # noqa: UP007
        (typing.Sequence[str], ["a", "b"]),
        (typing.Mapping[str, str], {"a": "b"}),
        (typing.Union[Base, typing.Dict[str, Any]], Derived()),  # noqa: UP006, UP007
        (typing.Union[Base, typing.Dict[str, Any]], {"a": 1}),  # noqa: UP006, UP007
    ],
)
def test_what_is_plain_never_reaches_typeguard(expected: Any, value: object) -> None:
    module = generated()
    quicken_checks(module)
    module.typeguard = None

    assert module.check_type(argname="argument", value=value, expected_type=expected) is None


def test_hints_are_resolved_once() -> None:
    def stub(one: "str", two: "typing.Sequence[int]") -> None: ...

    first = QUICK.hints(stub)

    assert first == {"one": str, "two": typing.Sequence[int], "return": type(None)}
    assert QUICK.hints(stub) is first
    assert STOCK.hints(stub) is not STOCK.hints(stub)


def test_the_real_typing_module_is_left_alone() -> None:
    assert QUICK.typing is not typing
    assert QUICK.typing.cast is typing.cast
    assert typing.get_type_hints.__module__ == "typing"


def test_a_module_that_is_not_generated_is_left_alone() -> None:
    def check_type(value: object) -> None: ...

    module = ModuleType("mine")
    vars(module).update(check_type=check_type, typing=typing)

    quicken_checks(module)

    assert vars(module)["check_type"] is check_type
    assert vars(module)["typing"] is typing
