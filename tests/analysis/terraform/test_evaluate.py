import pytest

from constructs_lib.analysis.terraform.evaluate import evaluate
from constructs_lib.analysis.terraform.values import Reference, Unknown

KNOWN: dict[tuple[str, ...], object] = {
    ("aws_vpc", "main", "id"): Reference("net/aws_vpc.main", "id"),
    ("aws_subnet", "all", "ids"): ["a", "b"],
    ("var", "access"): "plan",
    ("local", "tags"): {"Name": "x"},
}


def look_up(path: tuple[str, ...]) -> object:
    return KNOWN.get(path, Unknown(".".join(path)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain", "plain"),
        ("${aws_vpc.main.id}", Reference("net/aws_vpc.main", "id")),
        ("${aws_vpc.main[0].id}", Reference("net/aws_vpc.main", "id")),
        ("${aws_subnet.all.ids[1]}", "b"),
        ("${element(aws_subnet.all.ids, 2)}", "a"),
        ('${var.access == "plan" ? "read" : "write"}', "read"),
        ('${local.tags["Name"]}', "x"),
        ("role-${var.access}", "role-plan"),
        ("${1 + 1 > 1 && !false}", True),
        ("${[var.access, 2]}", ["plan", 2]),
        ("${{a = var.access}}", {"a": "plan"}),
        ("${-1}", -1),
    ],
)
def test_values_are_computed(text: str, value: object) -> None:
    assert evaluate(text, look_up) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("${var.other}", "var.other"),
        ("x-${aws_vpc.main.id}", "text with net/aws_vpc.main.id in it"),
        ("${aws_vpc.main.id == 1}", "== of what is only known after the apply"),
        ("${aws_vpc.main.id ? 1 : 2}", "depends on what is only known"),
        ("${[for x in y : x]}", "expected at"),
        ("${aws_subnet.all.ids[9]}", "9 of what has none"),
        ("${1 / 0}", "has no value"),
    ],
)
def test_what_cannot_be_computed_says_why(text: str, why: str) -> None:
    value = evaluate(text, look_up)

    assert isinstance(value, Unknown)
    assert why in value.why
