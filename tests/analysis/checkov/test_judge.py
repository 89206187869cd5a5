"""What may stay of what Checkov found, and who says so."""

from datetime import date
from typing import Any

import pytest

from constructs_lib.analysis.checkov import judge
from constructs_lib.analysis.checkov.explained import Explanation
from constructs_lib.analysis.checkov.judge import joined
from constructs_lib.analysis.checkov.results import check_as_rule
from constructs_lib.analysis.policies.judge import Finding, Judgement
from constructs_lib.analysis.policies.model import Estate
from constructs_lib.analysis.policies.rule import Fault
from constructs_lib.foundation.waiver import Waiver

TODAY = date(2027, 3, 1)
PATH = "stack/database/Default"


def stack(*, protected: bool = False, ours: bool = True) -> dict[str, Any]:
    note = {"placement": {"environment": "dev", "region": "us-east-1"}, "protected": protected}
    return {"//": {"cairn": note} if ours else {}, "resource": {"aws_db_instance": {"db": {}}}}


def found(*checks: str, document: dict[str, Any], waivers: tuple[Waiver, ...] = ()) -> Judgement:
    findings = tuple(
        Finding(
            rule=check_as_rule(check, "Ensure something"),
            stack_id="stack",
            address="aws_db_instance.db",
            path=PATH,
            fault=Fault(what="fails"),
        )
        for check in checks
    )
    return joined(Judgement(findings=findings), Estate({"stack": document}), waivers, today=TODAY)


def waiver(rule: str, *, path: str = "stack/database", expires: date = date(2027, 3, 31)) -> Waiver:
    return Waiver(rule=rule, path=path, reason="nobody is hurt if it is lost", owner="platform", expires=expires)


def states(judgement: Judgement) -> list[tuple[str, str]]:
    return [(each.state, each.reason) for each in judgement.findings]


def test_what_nobody_explains_is_an_error() -> None:
    judged = found("CKV_AWS_16", document=stack())

    assert (states(judged), judged.refused) == ([("open", "")], True)


def test_a_waiver_of_the_check_itself() -> None:
    judged = found("CKV_AWS_16", document=stack(), waivers=(waiver("CKV_AWS_16"),))

    assert (states(judged), judged.refused) == ([("waived", "nobody is hurt if it is lost")], False)


def test_a_waiver_of_the_rule_that_means_the_same() -> None:
    """One mistake, one waiver."""
    judged = found("CKV_AWS_16", document=stack(), waivers=(waiver("rds-encryption"),))

    assert (states(judged), judged.refused) == ([("waived", "nobody is hurt if it is lost")], False)


@pytest.mark.parametrize("wrong", [waiver("rds-public"), waiver("rds-encryption", path="stack/other")])
def test_a_waiver_of_another_rule_or_place_is_none(wrong: Waiver) -> None:
    assert found("CKV_AWS_16", document=stack(), waivers=(wrong,)).refused


@pytest.mark.parametrize("rule", ["CKV_AWS_16", "rds-encryption"])
def test_an_expired_waiver_is_none(rule: str) -> None:
    late = waiver(rule, expires=date(2027, 2, 28))

    assert states(found("CKV_AWS_16", document=stack(), waivers=(late,))) == [("open", "")]


def test_an_unused_and_an_expired_waiver_of_a_check_are_mistakes() -> None:
    waivers = (waiver("CKV_AWS_17"), waiver("CKV_AWS_16", expires=date(2027, 2, 28)))

    assert [(each.where, each.what) for each in found("CKV_AWS_16", document=stack(), waivers=waivers).problems] == [
        ("waiver of CKV_AWS_17 for stack/database", "covers nothing that the rule finds"),
        ("waiver of CKV_AWS_16 for stack/database", "has expired"),
    ]


def test_an_unused_waiver_of_a_rule_of_ours_is_for_check_to_tell() -> None:
    assert found(document=stack(), waivers=(waiver("rds-public"),)).problems == ()


def test_what_our_own_rule_asks_of_protected_places_only_is_explained_elsewhere() -> None:
    assert states(found("CKV_AWS_157", document=stack())) == [
        ("explained", "rds-multi-zone holds for stacks that are protected, and this one is not")
    ]
    assert states(found("CKV_AWS_157", document=stack(protected=True))) == [("open", "")]


def test_an_explanation_holds_for_what_cairn_made(monkeypatch: pytest.MonkeyPatch) -> None:
    reason = Explanation(check="CKV_AWS_16", reason="it is a test", paths=("*/database/*",))
    monkeypatch.setattr(judge, "EXPLAINED", (reason,))

    assert states(found("CKV_AWS_16", document=stack())) == [("explained", "it is a test")]
    assert states(found("CKV_AWS_16", document=stack(ours=False))) == [("open", "")]
    assert states(found("CKV_AWS_17", document=stack())) == [("open", "")]


def test_a_waiver_of_what_is_explained_is_unused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "EXPLAINED", (Explanation(check="CKV_AWS_16", reason="it is a test"),))

    judged = found("CKV_AWS_16", document=stack(), waivers=(waiver("CKV_AWS_16"),))

    assert states(judged) == [("explained", "it is a test")]
    assert [each.what for each in judged.problems] == ["covers nothing that the rule finds"]
