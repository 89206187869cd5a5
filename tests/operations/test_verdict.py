"""How a judgement is told."""

import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from constructs_lib.analysis.policies.judge import Judgement
from constructs_lib.operations.console import Console
from constructs_lib.operations.refusal import BadInput
from constructs_lib.operations.verdict import FORMATS, Verdict, day, require_format
from tests.analysis.policies.findings import EVERYTHING


def verdict(judgement: Judgement) -> Verdict:
    return Verdict(
        judgement=judgement,
        summary="dev: 2 stacks",
        facts={"stacks": 2},
        stack_ids=("stack", "other"),
        remarks=("a remark",),
        tool="a-tool",
        title="A Tool",
    )


def said(form: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert verdict(EVERYTHING).give(Console(as_json=form == "json"), form=form) == 1
    return capsys.readouterr().out


def test_people_read_findings_remarks_and_the_sum(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said("text", capsys).splitlines()

    assert lines[0] == "waiver of x for y: has expired"
    assert lines[-2] == "a remark"
    assert lines[-1].startswith("refused: dev: 2 stacks; 1 error, 1 warning")


def test_machines_read_it_in_their_formats(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(said("json", capsys))
    assert (data["ok"], data["stacks"], len(data["findings"])) == (False, 2, 4)
    assert json.loads(said("sarif", capsys))["runs"][0]["tool"]["driver"]["name"] == "a-tool"
    # made a line before by the tool under test
    assert ET.fromstring(said("junit", capsys)).get("name") == "a tool"
    assert said("markdown", capsys).startswith("**A Tool:** 1 error")


def test_what_is_sound_is_ok(capsys: pytest.CaptureFixture[str]) -> None:
    assert verdict(Judgement()).give(Console(), form="text") == 0
    assert capsys.readouterr().out == "a remark\nok: dev: 2 stacks\n"


def test_a_day_and_a_format_are_what_they_are() -> None:
    assert day("2027-03-31") == date(2027, 3, 31)
    for each in FORMATS:
        require_format(each)
    with pytest.raises(BadInput, match="allowed  a day such as 2027-03-31"):
        day("tomorrow")
    with pytest.raises(BadInput, match="unknown format 'xml'"):
        require_format("xml")
