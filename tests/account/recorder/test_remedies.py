"""Remedies are of rules that there are, and only close things."""

from typing import get_args

from constructs_lib.account.recorder.remedies import REMEDIES, RemediedRule
from constructs_lib.foundation.managed_rules import MANAGED_RULES


def test_each_rule_has_its_remedy() -> None:
    assert sorted(REMEDIES) == sorted(get_args(RemediedRule))


def test_a_remedy_belongs_to_a_rule_of_that_name() -> None:
    rules = {each.identifier: each for each in MANAGED_RULES}

    for policy, remedy in REMEDIES.items():
        assert rules[remedy.identifier].policy == policy
        assert rules[remedy.identifier].where == ("everywhere",), "a remedy everywhere needs a rule everywhere"


def test_nothing_is_made_deleted_or_opened() -> None:
    verbs = {action.split(":")[1] for remedy in REMEDIES.values() for action in (*remedy.changes, *remedy.looks)}

    assert {verb for verb in verbs if verb.startswith(("Create", "Delete", "Authorize", "Terminate"))} == set()
    assert all(remedy.document.startswith("AWSConfigRemediation-") for remedy in REMEDIES.values())
