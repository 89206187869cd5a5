"""Every type of resource that stacks have is judged, or has a reason not to be."""

from constructs_lib.analysis.document import read_stacks, resources
from constructs_lib.analysis.policies.nothing_to_check import NOTHING_TO_CHECK
from constructs_lib.analysis.policies.packs import RULES
from constructs_lib.analysis.policies.rule import ANY
from constructs_lib.entry import synthesize
from environments import ALL

JUDGED = {kind for rule in RULES.values() for kind in rule.on} - {ANY}


def test_no_type_is_both() -> None:
    assert JUDGED & set(NOTHING_TO_CHECK) == set()


def test_no_type_is_forgotten(tmp_path) -> None:  # type: ignore[no-untyped-def]
    stacks = read_stacks(synthesize(ALL, output=tmp_path / "out"))
    there = {kind for document in stacks.values() for kind, _, _ in resources(document)}

    assert sorted(there - JUDGED - set(NOTHING_TO_CHECK)) == []
