"""The real Checkov: what it would let pass, and what it says of everything there is. `make scan` is the same by hand."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.analysis.checkov import scannable
from constructs_lib.analysis.checkov.explained import EXPLAINED
from constructs_lib.analysis.checkov.judge import joined
from constructs_lib.analysis.checkov.results import findings_in
from constructs_lib.analysis.document import read_stacks
from constructs_lib.analysis.policies.judge import Judgement
from constructs_lib.analysis.policies.model import Estate
from constructs_lib.analysis.policies.packs import RULES
from constructs_lib.operations.policy import waivers_of
from constructs_lib.operations.project import Project
from constructs_lib.operations.scan import run_checkov
from constructs_lib.operations.toolchain import find_checkov
from tests.analysis.checkov.specimen import ANSWER, STACKS, answered


def install(folder: Path) -> None:
    """From wherever this machine gets its packages."""
    installed = subprocess.run(
        ["sh", "tools/setup.sh", "checkov"], cwd=folder, capture_output=True, text=True, check=False
    )
    if installed.returncode:
        pytest.skip(f"Checkov cannot be installed here: {installed.stderr.strip().splitlines()[-1]}")


@pytest.fixture(scope="module")
def checkov(project: Path) -> tuple[str, ...]:
    """The scanner `make scan` uses, installed if need be."""
    install(project)
    return find_checkov(project, os.environ)


@dataclass(frozen=True)
class Scanned:
    """What Checkov said of all stacks of two projects, and what may stay of it. No waiver ends: that is for `make scan`."""

    ours: Judgement
    example: Judgement


@pytest.fixture(scope="module")
def scanned(project: Path, checkov: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Scanned:
    def judged(root: Path) -> Judgement:
        out = tmp_path_factory.mktemp(root.name)
        here = Project(root)
        here.synthesize(out)
        estate = Estate(read_stacks(out))
        found = findings_in(run_checkov(checkov, read_stacks(out)), estate.stacks)
        return joined(found, estate, waivers_of(here.environments()))

    return Scanned(ours=judged(project), example=judged(project / "examples" / "payments"))


def told(judgement: Judgement) -> list[str]:
    return [str(each.problem()) for each in judgement.errors] + list(map(str, judgement.problems))


def test_nothing_in_any_environment_is_unexplained(scanned: Scanned) -> None:
    assert told(scanned.ours) == []
    assert scanned.ours.judged > 2000


def test_nor_in_the_example(scanned: Scanned) -> None:
    assert told(scanned.example) == []


def test_every_explanation_is_needed(scanned: Scanned) -> None:
    needed = {each.reason for each in (*scanned.ours.findings, *scanned.example.findings)}

    assert [each.check for each in EXPLAINED if each.reason not in needed] == []


def test_every_place_of_an_explanation_is_needed(scanned: Scanned) -> None:
    found = [(each.rule.id, each.path) for each in (*scanned.ours.findings, *scanned.example.findings)]
    idle = [
        f"{each.check} at {place}"
        for each in EXPLAINED
        for place in each.paths
        if not any(check == each.check and fnmatchcase(path, place) for check, path in found)
    ]

    assert idle == []


def test_one_construct_alone_has_what_it_has(checkov: tuple[str, ...], project: Path, tmp_path: Path) -> None:
    """A VPC without the stack around it: flow logs are a construct of their own."""
    subprocess.run([sys.executable, project / "examples" / "one_construct.py"], cwd=tmp_path, check=True)
    stacks = read_stacks(tmp_path / "cdktf.out")

    found = findings_in(run_checkov(checkov, stacks), Estate(stacks).stacks)

    assert [(each.rule.id, each.path) for each in found.findings] == [("CKV2_AWS_11", "shop/vpc/Default")]


# What Checkov would let pass ------------------------------------------------------------------------------------------


def as_written(checkov: tuple[str, ...], folder: Path, stack_id: str, *left_out: str) -> dict[str, Any]:
    """What Checkov says of a stack as cdktf wrote it."""
    written = {name: block for name, block in STACKS[stack_id].items() if name not in left_out}
    (folder / "cdk.tf.json").write_text(json.dumps(written))
    arguments = ["--framework", "terraform_json", "-d", ".", "-o", "json", "--quiet", "--skip-download", "--soft-fail"]
    answer = subprocess.run([*checkov, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def checks(report: dict[str, Any]) -> set[str]:
    return {each["check_id"] for each in report["results"]["failed_checks"]}


@pytest.mark.parametrize(
    ("stack_id", "check"),
    [
        pytest.param("open", "CKV_AWS_24", id="SSH from everywhere, with nulls beside it"),
        pytest.param("kept", "CKV_AWS_33", id="a key for everybody, in a policy that is a text"),
    ],
)
def test_what_it_lets_pass_as_written_and_not_as_a_plan(
    checkov: tuple[str, ...], tmp_path: Path, stack_id: str, check: str
) -> None:
    before = checks(as_written(checkov, tmp_path, stack_id, "terraform"))

    assert before
    assert check not in before
    assert check in checks(json.loads(run_checkov(checkov, {stack_id: STACKS[stack_id]})))


def test_a_null_makes_ssh_pass_in_a_plan_too(checkov: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "CKV_AWS_24" in checks(json.loads(run_checkov(checkov, {"open": STACKS["open"]})))
    monkeypatch.setattr(scannable, "without_nulls", lambda body: body)
    assert "CKV_AWS_24" not in checks(json.loads(run_checkov(checkov, {"open": STACKS["open"]})))


def test_a_file_it_cannot_read_is_well_to_it(checkov: tuple[str, ...], tmp_path: Path) -> None:
    """`required_version` is a plain text where Checkov expects blocks only."""
    report = as_written(checkov, tmp_path, "open")

    assert (checks(report), report["summary"]["parsing_errors"]) == (set(), 1)


def test_it_sees_what_refers_to_what(checkov: tuple[str, ...]) -> None:
    """Of two networks the one that a flow log refers to has one."""
    networks = {"logged": {"cidr_block": "10.0.0.0/16"}, "not_logged": {"cidr_block": "10.1.0.0/16"}}
    log = {"vpc_id": "${aws_vpc.logged.id}", "traffic_type": "ALL", "log_destination": "arn:aws:s3:::x"}
    stacks = {"s": {"resource": {"aws_vpc": networks, "aws_flow_log": {"one": log}}}}

    found = findings_in(run_checkov(checkov, stacks), Estate(stacks).stacks).findings

    assert [each.address for each in found if each.rule.id == "CKV2_AWS_11"] == ["aws_vpc.not_logged"]


def test_the_recorded_answer_is_what_it_says_today(checkov: tuple[str, ...]) -> None:
    assert answered() == json.loads(ANSWER.read_text(encoding="utf-8"))


# Its checks and our rules ---------------------------------------------------------------------------------------------

# What a rule of ours looks at together with another type, or with none: Checkov's check is of that.
TOGETHER = {
    "aws_s3_bucket": {
        "aws_s3_bucket_lifecycle_configuration",
        "aws_s3_bucket_ownership_controls",
        "aws_s3_bucket_public_access_block",
    },
    "provider": {"aws"},
}


@pytest.fixture(scope="module")
def listed(checkov: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Every check of Checkov's and the types it looks at."""
    answer = subprocess.run(
        [*checkov, "--list", "--framework", "terraform"],
        cwd=tmp_path_factory.mktemp("list"),
        env={"PATH": os.environ["PATH"], "LOG_LEVEL": "CRITICAL"},
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [[cell.strip() for cell in line.split("|")] for line in answer.stdout.splitlines()]
    found: dict[str, set[str]] = {}
    for row in rows:
        if len(row) > 5 and row[2].startswith("CKV"):
            found.setdefault(row[2], set()).add(row[4])
    return found


def test_every_check_that_a_rule_names_is_of_what_the_rule_is_of(listed: dict[str, set[str]]) -> None:
    wrong = [
        f"{rule.id}: {check} is of {', '.join(sorted(listed.get(check, {'nothing'})))}"
        for rule in RULES.values()
        for check in rule.names.checkov
        if not listed.get(check, set()) & {*rule.on, *(each for kind in rule.on for each in TOGETHER.get(kind, ()))}
    ]

    assert len(listed) > 400
    assert wrong == []


# Installing it --------------------------------------------------------------------------------------------------------


def test_cut_off_in_the_middle_it_is_made_again(tmp_path: Path, project: Path) -> None:
    """In another clone, in a folder with spaces."""
    clone = tmp_path / "a second clone"
    (clone / "tools" / "checkov").mkdir(parents=True)
    for name in ("setup.py", "setup.sh", "pipenv.txt", "checkov/Pipfile", "checkov/Pipfile.lock"):
        shutil.copy(project / "tools" / name, clone / "tools" / name)
    half = clone / ".tools" / "checkov" / "bin" / "python"
    half.parent.mkdir(parents=True)
    half.write_text("half written")

    install(clone)

    checkov = find_checkov(clone, {})
    assert checkov[0].startswith(str(clone))
    recorded = json.loads(ANSWER.read_text(encoding="utf-8"))["summary"]
    assert json.loads(run_checkov(checkov, STACKS))["summary"] == recorded
    assert sorted(path.name for path in clone.iterdir()) == [".cairn", ".tools", "tools"]
