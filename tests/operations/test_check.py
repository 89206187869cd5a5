"""Judging environments without AWS."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from constructs_lib.operations.check import Wanted
from constructs_lib.operations.refusal import BadInput
from tests.operations.small_project import SmallProject

# a topic that is not encrypted: what nobody would call small
OPEN_TOPIC = ('kms_master_key_id="alias/topics", ', "")
WAIVER = """
from dataclasses import replace
from datetime import date
from constructs_lib.foundation.waiver import Waiver
ALL = (replace(ALL[0], waivers=(Waiver(
    rule="sns-encryption",
    path="dev-us-east-1-first/topic",
    reason="messages here are public anyway, until {expires}",
    owner="small-team",
    expires=date.fromisoformat("{expires}"),
),)),)
"""


@pytest.fixture
def broken(small_project: SmallProject) -> SmallProject:
    stacks = small_project.root / "small.py"
    stacks.write_text(stacks.read_text(encoding="utf-8").replace(*OPEN_TOPIC), encoding="utf-8")
    return small_project


def waive(project: SmallProject, *, expires: str) -> None:
    environments = project.root / "environments" / "__init__.py"
    environments.write_text(environments.read_text(encoding="utf-8") + WAIVER.format(expires=expires), encoding="utf-8")


def test_a_sound_project_is_counted(small_project: SmallProject) -> None:
    answer = small_project.cairn("check", "--json")

    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert {
        name: found[name] for name in ("ok", "environments", "stacks", "resources", "reads", "flows", "findings")
    } == {
        "ok": True,
        "environments": ["dev"],
        "stacks": 3,
        "resources": 5,
        "reads": 1,
        "flows": 0,
        "findings": [],
    }
    assert found["judged"] > 10
    assert small_project.here("check", "dev").stdout == (
        "ok: dev: 3 stacks, 5 resources, 1 reads between stacks, 0 flows proven\n"
    )
    assert not (small_project.root / "cdktf.out").exists()


def test_all_mistakes_are_told_at_once(small_project: SmallProject) -> None:
    small_project.write(dev="FirstConfig(seconds='many', topic=1), ThirdConfig(), ThirdConfig()")

    answer = small_project.here("check")

    assert (answer.returncode, answer.stdout) == (2, "")
    for place in ("FirstConfig.seconds", "FirstConfig.topic", "dev-us-east-1-third"):
        assert place in answer.stderr


def test_an_unknown_environment_is_bad_input(small_project: SmallProject) -> None:
    assert small_project.here("check", "nope").returncode == 2


def test_a_broken_policy_is_told_with_its_construct_and_its_fix(broken: SmallProject) -> None:
    answer = broken.here("check")

    assert answer.returncode == 1
    assert answer.stdout.splitlines() == [
        "error: dev-us-east-1-first/topic (aws_sns_topic.topic): kms_master_key_id is missing [sns-encryption]",
        "    fix      set kms_master_key_id to a key whose policy lets the publishers in",
        "refused: dev: 3 stacks, 5 resources, 1 reads between stacks, 0 flows proven; 1 error",
    ]


def test_every_format_tells_it(broken: SmallProject, tmp_path: Path) -> None:
    written = str(tmp_path / "written")
    assert broken.here("synth", "--output", written).returncode == 0

    def said(form: str) -> str:
        answer = broken.here("check", "--dir", written, "--format", form)
        assert answer.returncode == 1, answer.stderr
        return answer.stdout

    log: dict[str, Any] = json.loads(said("sarif"))
    assert [each["ruleId"] for each in log["runs"][0]["results"]] == ["sns-encryption"]
    assert json.loads(said("json"))["findings"][0]["path"] == "dev-us-east-1-first/topic"
    # made a line before by the tool under test
    failures = list(ET.fromstring(said("junit")).iter("failure"))
    assert [each.get("message") for each in failures] == ["kms_master_key_id is missing"]
    assert "| error | `sns-encryption` | `dev-us-east-1-first/topic` |" in said("markdown")


def test_a_waiver_holds_until_its_day(broken: SmallProject) -> None:
    waive(broken, expires="2090-03-31")

    before = broken.here("check", "--as-of", "2090-03-31")
    after = broken.here("check", "--as-of", "2090-04-01")

    assert (before.returncode, before.stdout.endswith("; 1 waived\n")) == (0, True)
    assert after.returncode == 1
    assert "waiver of sns-encryption for dev-us-east-1-first/topic: has expired" in after.stdout
    assert "kms_master_key_id is missing" in after.stdout


def test_an_unused_waiver_is_refused(small_project: SmallProject) -> None:
    waive(small_project, expires="2090-03-31")

    answer = small_project.here("check")

    assert answer.returncode == 1
    assert "covers nothing that the rule finds" in answer.stdout


def test_a_baseline_accepts_today_refuses_what_is_new_and_tells_what_is_gone(broken: SmallProject) -> None:
    assert broken.here("check", "--write-baseline").returncode == 0
    accepted = broken.here("check")
    assert (accepted.returncode, accepted.stdout.endswith("; 1 accepted by the baseline\n")) == (0, True)

    stacks = broken.root / "small.py"
    text = stacks.read_text(encoding="utf-8")
    stacks.write_text(text.replace('name="/" + config.name', 'name="/db_password"'), encoding="utf-8")
    new = broken.here("check")
    assert new.returncode == 1
    assert "[parameter-plain-secret]" in new.stdout
    assert "sns-encryption" not in new.stdout

    stacks.write_text(
        text.replace("policy=policy", 'kms_master_key_id="alias/topics", policy=policy'), encoding="utf-8"
    )
    mended = broken.here("check")
    assert mended.returncode == 0
    assert "no longer found: sns-encryption dev-us-east-1-first/aws_sns_topic.topic" in mended.stderr


def test_the_output_of_any_cdktf_program_can_be_judged(tmp_path: Path, small_project: SmallProject) -> None:
    stack = tmp_path / "cdktf.out" / "stacks" / "foreign"
    stack.mkdir(parents=True)
    (stack / "cdk.tf.json").write_text(json.dumps({"resource": {"aws_db_instance": {"db": {}}}}), encoding="utf-8")

    answer = small_project.here("check", "--dir", str(tmp_path / "cdktf.out"), "--json")
    more = small_project.here("check", "--dir", str(tmp_path / "cdktf.out"), "--pack", "protected", "--json")

    assert answer.returncode == 1
    rules = {each["rule"] for each in json.loads(answer.stdout)["findings"]}
    assert "rds-encryption" in rules
    assert "rds-multi-zone" not in rules
    assert "rds-multi-zone" in {each["rule"] for each in json.loads(more.stdout)["findings"]}


def test_nothing_to_judge_is_bad_input(tmp_path: Path, small_project: SmallProject) -> None:
    answer = small_project.here("check", "--dir", str(tmp_path))

    assert answer.returncode == 2
    assert "stacks/*/cdk.tf.json" in answer.stderr


@pytest.mark.parametrize(
    ("wanted", "what"),
    [
        (Wanted(format="xml"), "unknown format 'xml'"),
        (Wanted(packs=("sox",)), "unknown pack 'sox'"),
        (Wanted(as_of="tomorrow"), "--as-of is no day: 'tomorrow'"),
    ],
)
def test_what_names_nothing_is_told_first(wanted: Wanted, what: str) -> None:
    with pytest.raises(BadInput, match=what):
        wanted.require()


def test_the_rules_can_be_listed(small_project: SmallProject) -> None:
    answer = small_project.here("check", "--rules")

    assert answer.returncode == 0
    assert "| `rds-encryption` |" in answer.stdout
