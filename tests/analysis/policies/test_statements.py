"""Reading policies."""

import json
from typing import Any

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.statements import (
    allows,
    conditions,
    conditions_of,
    principals,
    several,
    sid,
    statements,
)


def policy(statement: Any) -> Resource:
    return Resource({"policy": json.dumps({"Statement": statement})})


def test_one_statement_counts_as_a_list_of_one() -> None:
    assert statements(policy({"Sid": "A"})) == statements(policy([{"Sid": "A"}])) == ({"Sid": "A"},)
    assert statements(Resource({})) == ()


def test_one_thing_counts_as_several() -> None:
    assert (several("a"), several(["a", "b"]), several(None)) == (("a",), ("a", "b"), ())


def test_principals() -> None:
    assert principals({"Principal": "*"}, "AWS") == ("*",)
    assert principals({"Principal": "*"}, "Service") == ()
    assert principals({"Principal": {"Service": ["a", "b"]}}, "Service") == ("a", "b")
    assert principals({}, "AWS") == ()


def test_conditions_are_found_whatever_their_case() -> None:
    statement = {"Condition": {"Bool": {"AWS:SecureTransport": "false"}, "StringLike": {"a:b": ["x", "y"]}}}

    assert list(conditions(statement)) == [
        ("Bool", "aws:securetransport", ("false",)),
        ("StringLike", "a:b", ("x", "y")),
    ]
    assert conditions_of(statement, "aws:SecureTransport") == ("false",)
    assert conditions_of({}, "aws:SecureTransport") == ()


def test_what_a_person_is_told() -> None:
    assert (allows({"Effect": "Allow"}), allows({"Effect": "Deny"})) == (True, False)
    assert (sid({"Sid": "A"}), sid({})) == ("statement A", "a statement without a sid")
