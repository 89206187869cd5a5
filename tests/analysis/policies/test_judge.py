"""Findings, waivers and their days, and a baseline's part."""

from datetime import date
from typing import Any

from constructs_lib.analysis.policies.judge import Judgement, accepted, judge, waived
from constructs_lib.analysis.policies.model import Estate, Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, rule
from constructs_lib.foundation.waiver import Waiver
from tests.analysis.policies.cases import both, one


@rule("must-be-on", on="aws_x", why="Off is off.", fix="set on to true")
def must_be_on(resource: Resource) -> Faults:
    if not resource.on("on"):
        yield Fault(what="it is off", got="off")


@rule("better-have-name", on="*", why="Names help.", fix="set name", severity="warning")
def better_have_name(resource: Resource) -> Faults:
    if resource.get("name") is None:
        yield Fault(what="it has no name")


RULES = (must_be_on, better_have_name)
IDS = [each.id for each in RULES]
OFF = one("aws_x", name="n", **{"//": {"metadata": {"path": "stack/thing/Default"}}})
TODAY = date(2027, 3, 1)


def judged(document: Any, plan: Any = None) -> Judgement:
    return judge(Estate({"stack": document}, {"stack": plan} if plan else {}), {"stack": RULES})


def waiver(**changed: Any) -> Waiver:
    settings: dict[str, Any] = {
        "rule": "must-be-on",
        "path": "stack/thing",
        "reason": "it is a thing that has to be off",
        "owner": "platform",
        "expires": date(2027, 3, 31),
    }
    return Waiver(**{**settings, **changed})


def with_(*waivers: Waiver, document: Any = OFF, today: date | None = TODAY) -> Judgement:
    return waived(judged(document), waivers, rules=IDS, today=today)


def test_a_finding_tells_where_what_and_how_to_mend_it() -> None:
    (finding,) = judged(OFF).findings

    assert str(finding.problem()).splitlines() == [
        "stack/thing/Default (aws_x.this): it is off [must-be-on]",
        "    got      off",
        "    fix      set on to true",
    ]
    assert finding.key == "must-be-on stack/aws_x.this"


def test_errors_block_and_warnings_do_not() -> None:
    found = judged(both(OFF, one("aws_y")))

    assert [each.rule.id for each in found.errors] == ["must-be-on"]
    assert [each.address for each in found.warnings] == ["aws_y.this"]
    assert found.refused
    assert not judged(one("aws_y")).refused
    assert found.judged == 3


def test_what_is_not_known_is_neither_right_nor_wrong_until_a_plan_tells() -> None:
    open_ = one("aws_x", name="n", on="${aws_y.z.on}")
    before = judged(open_)
    entry = {"address": "aws_x.this", "mode": "managed", "values": {"on": False}}
    after = judged(open_, {"planned_values": {"root_module": {"resources": [entry]}}})

    assert (before.findings, [(each.rule.id, each.attribute) for each in before.unknown]) == (
        (),
        [("must-be-on", "on")],
    )
    assert ([each.rule.id for each in after.findings], after.unknown) == (["must-be-on"], ())


def test_a_waiver_lets_pass_and_is_remembered() -> None:
    found = with_(waiver())

    assert not found.refused
    assert [(each.state, each.reason) for each in found.findings] == [("waived", waiver().reason)]


def test_a_waiver_covers_one_rule() -> None:
    found = with_(waiver(rule="better-have-name"))

    assert [each.state for each in found.findings] == ["open"]


def test_a_waiver_holds_through_its_last_day() -> None:
    assert not with_(waiver(), today=date(2027, 3, 31)).refused
    late = with_(waiver(), today=date(2027, 4, 1))
    assert [each.state for each in late.findings] == ["open"]
    assert [problem.what for problem in late.problems] == ["has expired"]


def test_synthesis_knows_no_dates() -> None:
    assert not with_(waiver(expires=date(2000, 1, 1)), today=None).refused


def test_an_unused_waiver_is_an_error() -> None:
    found = with_(waiver(path="stack/other"), document=one("aws_x", name="n", on=True))

    assert [str(problem).splitlines()[0] for problem in found.problems] == [
        "waiver of must-be-on for stack/other: covers nothing that the rule finds"
    ]
    assert found.refused


def test_a_waiver_of_what_only_a_plan_tells_may_be_needed() -> None:
    document = one("aws_x", name="n", on="${aws_y.z.on}")

    assert with_(waiver(path="stack/*"), document=document).problems == ()


def test_a_waiver_of_no_rule_is_an_error() -> None:
    assert [problem.what for problem in with_(waiver(rule="no-such")).problems] == ["no rule has this id"]


def test_a_baseline_accepts_what_it_names() -> None:
    found = accepted(judged(both(OFF, one("aws_x", "new", name="n"))), {"must-be-on stack/aws_x.this"})

    assert [(each.address, each.state) for each in found.findings] == [
        ("aws_x.this", "accepted"),
        ("aws_x.new", "open"),
    ]
