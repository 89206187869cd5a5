from typing import Any

import pytest

from constructs_lib.analysis.terraform.functions import call
from constructs_lib.analysis.terraform.values import Encoded, Reference, Unknown

ID = Reference("net/aws_subnet.a", "id")


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("element", [["a", "b"], 3], "b"),
        ("cidrsubnet", ["10.0.0.0/16", 8, 3], "10.0.3.0/24"),
        ("cidrsubnet", ["2001:db8::/56", 8, 1], "2001:db8:0:1::/64"),
        ("cidrhost", ["10.0.0.0/24", 5], "10.0.0.5"),
        ("jsondecode", [Encoded([ID])], [ID]),
        ("jsondecode", ["[1]"], [1]),
        ("jsonencode", [[ID]], Encoded([ID])),
        ("split", [",", "a,b"], ["a", "b"]),
        ("split", [",", Encoded([ID], ",")], [ID]),
        ("join", [",", ["a", "b"]], "a,b"),
        ("join", [",", [ID]], Encoded([ID], ",")),
        ("flatten", [[["a"], [["b"]]]], ["a", "b"]),
        ("distinct", [["a", "a"]], ["a"]),
        ("merge", [{"a": 1}, {"b": 2}], {"a": 1, "b": 2}),
        ("lookup", [{"a": 1}, "b", 7], 7),
        ("try", [Unknown("no"), "b"], "b"),
        ("compact", [["", "a"]], ["a"]),
        ("concat", [["a"], ["b"]], ["a", "b"]),
        ("format", ["%s-%d", "a", 1], "a-1"),
        ("one", [["a"]], "a"),
        ("slice", [["a", "b", "c"], 1, 3], ["b", "c"]),
        ("tonumber", ["5"], 5),
        ("tostring", [5], "5"),
        ("values", [{"b": 2, "a": 1}], [1, 2]),
        ("tolist", [["a"]], ["a"]),
    ],
)
def test_functions_do_what_terraforms_do(name: str, arguments: list[Any], value: object) -> None:
    assert call(name, arguments) == value


@pytest.mark.parametrize(
    ("name", "arguments"), [("uuid", []), ("element", [ID, 0]), ("split", [",", ID]), ("upper", [Unknown("why")])]
)
def test_what_cannot_be_computed_is_unknown(name: str, arguments: list[Any]) -> None:
    assert isinstance(call(name, arguments), Unknown)
