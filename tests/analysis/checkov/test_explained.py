"""The table of explanations, as a table. That each is needed, and no other, is for tests/nightly to say."""

import re
from pathlib import Path

import pytest

from constructs_lib.analysis.checkov.explained import EXPLAINED, Explanation

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("each", EXPLAINED, ids=lambda each: each.check)
def test_each_is_of_a_check_and_of_some_constructs(each: Explanation) -> None:
    assert re.fullmatch(r"CKV2?_AWS_\d+", each.check)
    assert "*" not in each.paths


@pytest.mark.parametrize("each", EXPLAINED, ids=lambda each: each.check)
def test_each_says_why_in_sentences_and_names_decisions_there_are(each: Explanation) -> None:
    assert each.reason[0].isupper()
    assert len(each.reason) > 60
    for number in re.findall(r"decision (\d{4})", each.reason):
        assert list((ROOT / "docs" / "decisions").glob(f"{number}-*.md"))


def test_a_check_is_explained_once() -> None:
    checks = [each.check for each in EXPLAINED]

    assert len(set(checks)) == len(checks)


def test_answers_to_rdps_port_are_explained_and_requests_are_not() -> None:
    def explained(path: str) -> bool:
        return any(each.covers("CKV_AWS_231", path) for each in EXPLAINED)

    assert explained("dev-us-east-1-network/network-acls/public-in-400")
    assert not explained("dev-us-east-1-network/network-acls/public-in-300")
    assert not explained("dev-us-east-1-network/a-team/acl")
