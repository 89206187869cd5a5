"""Markdown: for pull requests, and the table of rules in docs/."""

from pathlib import Path

from constructs_lib.analysis.policies.judge import Judgement
from constructs_lib.analysis.policies.markdown import catalogue, markdown
from constructs_lib.analysis.policies.nothing_to_check import NOTHING_TO_CHECK
from constructs_lib.analysis.policies.packs import PACKS, RULES
from tests.analysis.policies.findings import EVERYTHING


def test_what_is_open_is_a_table() -> None:
    lines = markdown(EVERYTHING).splitlines()

    assert lines[0].startswith("**Policies:** 1 error, 1 warning")
    assert "- waiver of x for y: has expired" in lines
    assert "| error | `rds-multi-zone` | `stack/db/Default` | multi_az is false | set multi_az to true |" in lines
    assert any("the tag A \\| B" in line for line in lines)
    assert not any("s3-versioning" in line for line in lines)


def test_nothing_found() -> None:
    assert markdown(Judgement()) == "**Policies:** nothing found"


def test_the_table_in_docs_is_what_the_rules_say(project: Path) -> None:
    """Write it anew: cairn check --rules > docs/policies.md."""
    made = catalogue(RULES.values(), PACKS, NOTHING_TO_CHECK)

    assert (project / "docs" / "policies.md").read_text(encoding="utf-8") == f"{made}\n"
