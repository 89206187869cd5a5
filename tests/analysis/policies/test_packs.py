"""Which rules hold where; and that each is listed, tried, and mapped."""

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.policies import rules
from constructs_lib.analysis.policies.model import Estate
from constructs_lib.analysis.policies.packs import AT_SYNTHESIS, PACKS, RULES, packs_of, rules_for
from constructs_lib.analysis.policies.rule import Names, Rule
from constructs_lib.foundation.managed_rules import MANAGED_RULES, ManagedRule
from tests.analysis.policies.cases import provider

FILES = sorted(path.stem for path in Path(str(rules.__file__)).parent.glob("*.py") if path.stem != "__init__")
FORMS = {
    "cis": r"\d(\.\d+)+",
    "pci": r"\d+(\.\d+){1,2}",
    "soc2": r"(CC\d\.\d|[AC]1\.\d)",
    "hipaa": r"164\.3\d\d(\([a-z]\))(\(\d+\))?(\([ivx]+\))?(\([A-Z]\))?",
    "fsbp": r"[A-Za-z0-9]+\.\d+",
    "config": r"[A-Z0-9]+(_[A-Z0-9]+)+",
    "checkov": r"CKV2?_AWS_\d+",
}


def stack(*, protected: bool = False, **tags: str) -> Document:
    return {**provider(default_tags={"tags": tags}), "//": {"cairn": {"protected": protected}}}


def packs(document: Document) -> tuple[str, ...]:
    return packs_of(Estate({"stack": document}).stacks["stack"])


def written() -> dict[str, Rule]:
    modules = [importlib.import_module(f"{rules.__name__}.{name}") for name in FILES]
    made = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    assert len({each.id for each in made}) == len(made), "two rules have one id"
    return {each.id: each for each in made}


def test_every_rule_is_in_a_pack() -> None:
    assert sorted(written()) == sorted(RULES)


def test_every_rule_has_a_document_it_refuses() -> None:
    cases: list[Any] = [
        case for name in FILES for case in importlib.import_module(f"tests.analysis.policies.rules.test_{name}").CASES
    ]

    assert {case.rule for case in cases} == set(RULES)


def test_every_rule_says_why_and_what_to_do() -> None:
    for each in RULES.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", each.id)
        assert each.why.endswith("."), each.id
        assert each.fix, each.id
        assert not each.fix.endswith("."), each.id


def test_ids_of_others_have_their_form() -> None:
    for each in RULES.values():
        for field, form in FORMS.items():
            for name in getattr(each.names, field):
                assert re.fullmatch(form, name), f"{each.id}: {name}"


def test_most_rules_are_in_somebody_else_s_list() -> None:
    assert sum(each.names != Names() for each in RULES.values()) > len(RULES) / 2


def test_a_plain_stack_is_judged_by_what_holds_everywhere() -> None:
    assert packs({}) == ("everywhere",)


def test_a_protected_stack_is_judged_by_more() -> None:
    assert packs(stack(protected=True)) == ("everywhere", "protected")


def test_a_regime_binds_where_its_data_is() -> None:
    assert packs(stack(Compliance="pci-dss+soc2", DataClassification="confidential")) == ("everywhere", "pci-dss")
    assert packs(stack(Compliance="pci-dss+soc2", DataClassification="internal")) == ("everywhere",)


def test_each_rule_is_asked_once_also_when_two_packs_have_it() -> None:
    document = stack(Compliance="pci-dss+hipaa", DataClassification="restricted")
    chosen = rules_for(Estate({"stack": document}), extra=("hipaa", "protected"))["stack"]

    assert len({each.id for each in chosen}) == len(chosen)
    assert set(PACKS["protected"]) <= set(chosen)


def test_synthesis_holds_the_tag_policy_only() -> None:
    assert [each.id for each in AT_SYNTHESIS] == ["tags-required", "tags-well-formed"]


@pytest.mark.parametrize("managed", MANAGED_RULES, ids=lambda each: each.identifier)
def test_what_runs_in_accounts_is_asked_of_stacks_in_the_same_places(managed: ManagedRule) -> None:
    rule = RULES[managed.policy]

    assert managed.identifier in rule.names.config
    assert managed.where == tuple(name for name, pack in PACKS.items() if rule in pack)
    assert managed.standards == tuple(
        name for name, names in (("cis", rule.names.cis), ("pci-dss", rule.names.pci)) if names
    )
