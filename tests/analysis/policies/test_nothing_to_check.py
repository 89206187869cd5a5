"""Every type of resource that stacks have is judged, or has a reason not to be."""

from pathlib import Path

from constructs_lib.analysis.policies.nothing_to_check import NOTHING_TO_CHECK
from constructs_lib.analysis.policies.packs import RULES
from constructs_lib.analysis.policies.rule import ANY

JUDGED = {kind for rule in RULES.values() for kind in rule.on} - {ANY}


def test_no_type_is_both() -> None:
    assert JUDGED & set(NOTHING_TO_CHECK) == set()


def test_no_type_is_forgotten(project: Path) -> None:
    """Of the committed addresses, which another test holds to be those of all environments."""
    files = sorted((project / "tests" / "environments" / "addresses").glob("*.txt"))
    there = {
        line.partition(".")[0]
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line[0].isspace()
    }

    assert "aws_vpc" in there
    assert sorted(there - JUDGED - set(NOTHING_TO_CHECK)) == []
