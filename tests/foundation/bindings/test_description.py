"""The description is read piece by piece as json.loads reads it, without its prose."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.foundation.bindings.description import read_description
from constructs_lib.foundation.bindings.package import UnknownLayoutError

SCHEMA = "jsii/0.10.0"
TEXT = st.text(alphabet='ab"\\{}[]:, é\n', max_size=6) | st.sampled_from(["docs", "locationInModule", "types"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


def describe(**fields: Any) -> dict[str, Any]:
    return {"schema": SCHEMA, "name": "@a/b", "submodules": {}, "types": {}, **fields}


def without_prose(value: Any) -> Any:
    match value:
        case dict():
            entries: dict[str, Any] = value
            return {
                key: without_prose(item) for key, item in entries.items() if key not in ("docs", "locationInModule")
            }
        case list():
            items: list[Any] = value
            return [without_prose(item) for item in items]
        case _:
            return value


@given(
    types=st.dictionaries(st.sampled_from(["one.A", "one.B", "two.A"]), VALUES),
    extra=st.dictionaries(st.text(alphabet="xyz", min_size=1), VALUES, max_size=3),
    indent=st.sampled_from([None, 0, 2]),
)
def test_it_reads_what_json_reads(types: dict[str, Any], extra: dict[str, Any], indent: int | None) -> None:
    qualified = {f"@a/b.{name}": value for name, value in types.items()}
    document = {**describe(submodules={"@a/b.one": {}, "@a/b.two": {"symbolId": "x"}}, types=qualified), **extra}

    description = read_description(json.dumps(document, indent=indent))

    assert description.submodules == {"one": {}, "two": {"symbolId": "x"}}
    assert {**description.types["one"], **description.types["two"]} == without_prose(qualified)
    assert all(fqn.startswith(f"@a/b.{name}.") for name, own in description.types.items() for fqn in own)
    assert description.assembly == {"schema": SCHEMA, "name": "@a/b", **without_prose(extra)}


def test_the_readme_is_left_out() -> None:
    assert "readme" not in read_description(json.dumps(describe(readme={"markdown": "long"}))).assembly


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", "cannot be read"),
        ('{"schema" 1}', "cannot be read"),
        ('{"schema": "jsii/0.10.0"', "cannot be read"),
        (json.dumps(describe(schema="jsii/1.0.0")), "schema jsii/1.0.0"),
        (json.dumps(describe(types={"@a/b.Root": {}})), "@a/b.Root is in no submodule"),
        (json.dumps(describe(types={"other.sub.Type": {}})), "other.sub.Type is in no submodule"),
    ],
)
def test_anything_else_is_unknown(text: str, reason: str) -> None:
    with pytest.raises(UnknownLayoutError, match=reason):
        read_description(text)
