"""Wildcards as sets."""

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.analysis.review.patterns import Names, covers, overlap

TEXTS = st.text(alphabet="ab:", max_size=6)
PATTERNS = st.text(alphabet="ab:*?", max_size=6)


@pytest.mark.parametrize(
    ("wider", "narrower", "expected"),
    [
        ("*", "s3:get*", True),
        ("s3:*", "s3:getobject", True),
        ("s3:get*", "s3:*", False),
        ("s3:get*", "s3:put*", False),
        ("arn:aws:s3:::orders/*", "arn:aws:s3:::orders/invoices/*", True),
        ("arn:aws:s3:::orders/invoices/*", "arn:aws:s3:::orders/*", False),
        ("a?c", "abc", True),
        ("a?c", "a*c", False),
        ("a*c", "a?c", True),
        ("a.c", "abc", False),
    ],
)
def test_what_covers_what(wider: str, narrower: str, expected: bool) -> None:
    assert covers(wider, narrower) is expected


@given(PATTERNS, PATTERNS, TEXTS)
def test_covering_never_says_yes_wrongly(wider: str, narrower: str, text: str) -> None:
    if covers(wider, narrower) and fnmatchcase(text, narrower):
        assert fnmatchcase(text, wider)


@given(PATTERNS, PATTERNS, TEXTS)
def test_what_matches_both_overlaps(one: str, other: str, text: str) -> None:
    if fnmatchcase(text, one) and fnmatchcase(text, other):
        assert overlap(one, other)


@given(PATTERNS, PATTERNS)
def test_overlap_looks_the_same_from_both_sides(one: str, other: str) -> None:
    assert overlap(one, other) is overlap(other, one)


@pytest.mark.parametrize(
    ("wider", "narrower", "expected"),
    [
        (Names(("iam:*",), but=True), Names(("s3:get",)), True),
        (Names(("iam:*",), but=True), Names(("iam:passrole",)), False),
        (Names(("iam:*",), but=True), Names(("*",)), False),
        (Names(("iam:passrole",), but=True), Names(("iam:*",), but=True), True),
        (Names(("iam:*",), but=True), Names(("iam:passrole",), but=True), False),
        (Names(("*",)), Names(("iam:*",), but=True), True),
        (Names(("s3:*",)), Names(("iam:*",), but=True), False),
    ],
)
def test_everything_but(wider: Names, narrower: Names, expected: bool) -> None:
    assert wider.covers(narrower) is expected


def test_names_are_told_in_words() -> None:
    assert str(Names(("a", "b"))) == "a, b"
    assert str(Names(("iam:*",), but=True)) == "everything but iam:*"
