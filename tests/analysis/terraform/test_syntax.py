import pytest

from constructs_lib.analysis.terraform.syntax import (
    Attribute,
    Call,
    Choice,
    Index,
    Name,
    NotUnderstood,
    Operation,
    Pairs,
    Sequence,
    Splat,
    Template,
    parse,
)

VPC = Attribute(Attribute(Name("aws_vpc"), "my-vpc_1"), "id")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("plain", "plain"),
        ("", ""),
        ("$${not}", "${not}"),
        ("${aws_vpc.my-vpc_1.id}", VPC),
        ("a-${aws_vpc.my-vpc_1.id}", Template(("a-", VPC))),
        ("${a.b[0].c}", Attribute(Index(Attribute(Name("a"), "b"), 0), "c")),
        ("${a.b[*].c}", Attribute(Splat(Attribute(Name("a"), "b")), "c")),
        ("${element([1, 2.5], 0)}", Call("element", (Sequence((1, 2.5)), 0))),
        ('${x == "plan" ? "a" : "b"}', Choice(Operation("==", Name("x"), "plan"), "a", "b")),
        ("${1 + 2 * 3}", Operation("+", 1, Operation("*", 2, 3))),
        ('${{a = true, "b" = null}}', Pairs((("a", True), ("b", None)))),
        ('${"in ${a.b}"}', Template(("in ", Attribute(Name("a"), "b")))),
        ("${!a}", Operation("!", None, Name("a"))),
        ('${"say \\"hi\\""}', 'say "hi"'),
    ],
)
def test_text_becomes_a_tree(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize("text", ["${a", "${a.[}", "${[for x in y : x]}", "%{ if x }", "${@}", "${{1 2}}"])
def test_what_is_beyond_it_is_said(text: str) -> None:
    with pytest.raises(NotUnderstood):
        parse(text)
