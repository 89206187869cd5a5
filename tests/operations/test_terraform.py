"""Terraform's command lines, its words, and its locks; with a stand-in program that does as a file says."""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.operations.children import Children
from constructs_lib.operations.terraform import PLAN, Setting, Terraform, TerraformFailed, command, errored_state

LOCK = "23e1c113-02fa-909e-b799-b0fd56ea644f"
HELD = f"Lock Info:\n  ID:        {LOCK}\n  Path:      b/k\n  Operation: OperationTypeApply\n  Who:       me@here\n"

# Does the next thing in the list kept for its subcommand, and remembers how it was called.
STAND_IN = """
import json, os, sys
from pathlib import Path
home = Path(os.environ["STAND_IN"])
calls = home / "calls"
with calls.open("a") as file:
    file.write(json.dumps(sys.argv[1:]) + "\\n")
if log := os.environ.get("TF_LOG_PATH"):
    Path(log).write_text("tf_backend.lock.id=" + os.environ["LOCK"])
answers = json.loads((home / "answers").read_text())
answer = answers.get(sys.argv[1], [[0, ""]])
code, text = answer.pop(0) if len(answer) > 1 else answer[0]
(home / "answers").write_text(json.dumps(answers))
print(text)
sys.exit(code)
"""


class StandIn:
    """A program called like Terraform, and one stack it works on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[str] = []
        script = folder / "terraform"
        script.write_text(f"#!{sys.executable}\n{STAND_IN}")
        script.chmod(0o755)
        self.answers()
        (folder / "logs").mkdir()
        environment = {**os.environ, "STAND_IN": str(folder), "LOCK": LOCK}
        for name in ("TF_LOG", "TF_LOG_CORE", "TF_LOG_PATH"):
            environment.pop(name, None)
        setting = Setting(
            program=script,
            environment=environment | {"TF_WORKSPACE": "elsewhere"},
            children=Children(tell=self.told.append),
            logs=folder / "logs",
            records=folder / "locks",
            lock_timeout_seconds=7,
        )
        self.terraform = Terraform(stack_id="dev-x", directory=folder, setting=setting)

    def answers(self, **answers: list[tuple[int, str]]) -> None:
        (self.folder / "answers").write_text(
            json.dumps({name.replace("_", "-"): each for name, each in answers.items()})
        )

    @property
    def calls(self) -> list[list[str]]:
        path = self.folder / "calls"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


@pytest.fixture
def stand_in(tmp_path: Path) -> StandIn:
    return StandIn(tmp_path)


def diagnostic(summary: str, detail: str = "", severity: str = "error") -> str:
    told = {"severity": severity, "summary": summary, "detail": detail}
    return json.dumps({"type": "diagnostic", "diagnostic": told})


def test_command_lines_never_ask_and_never_colour() -> None:
    assert command(Path("terraform"), "apply", ["-json", PLAN, "-lock-timeout=1s"]) == [
        *("terraform", "apply", "-input=false", "-no-color", "-json", "-lock-timeout=1s", PLAN)
    ]


@pytest.mark.parametrize("once", [False, True])
def test_the_provider_is_hashed_again_in_every_step_but_on_an_emulator(stand_in: StandIn, *, once: bool) -> None:
    version = '  version     = "5.100.0"\n  constraints = "5.100.0"\n'
    hashes = '  hashes = [\n    "h1:edXO=",\n    "zh:0123",\n  ]\n'
    kept = stand_in.folder / ".terraform.lock.hcl"
    kept.write_text(f'provider "registry.terraform.io/hashicorp/aws" {{\n{version}{hashes}}}\n')
    setting = replace(stand_in.terraform.setting, provider_hashed_once=once)

    replace(stand_in.terraform, setting=setting).init()

    assert (version in kept.read_text(), hashes in kept.read_text()) == (True, not once)


def test_a_plan_waits_for_its_lock_and_is_shown_when_something_changes(stand_in: StandIn) -> None:
    stand_in.answers(plan=[(2, "")], show=[(0, '{"resource_changes": []}')])

    assert stand_in.terraform.plan() == {"resource_changes": []}
    assert "-lock-timeout=7s" in stand_in.calls[0]
    assert f"-out={PLAN}" in stand_in.calls[0]


def test_a_plan_without_changes_is_not_shown(stand_in: StandIn) -> None:
    assert stand_in.terraform.plan() == {}
    assert [call[0] for call in stand_in.calls] == ["plan"]


def test_a_plan_that_only_looks_takes_no_lock(stand_in: StandIn) -> None:
    stand_in.terraform.plan(lock=False)

    assert "-lock=false" in stand_in.calls[0]


def test_secrets_in_an_answer_are_not_left_in_a_log(stand_in: StandIn) -> None:
    stand_in.answers(output=[(0, '{"Password": {"value": "hunter2", "sensitive": true}}')])

    assert stand_in.terraform.outputs()["Password"]["value"] == "hunter2"
    assert all("hunter2" not in path.read_text() for path in (stand_in.folder / "logs").iterdir())


def test_errors_are_terraforms_words(stand_in: StandIn) -> None:
    stand_in.answers(apply=[(1, diagnostic("It broke", "badly"))])

    with pytest.raises(TerraformFailed, match=r"dev-x: terraform apply failed\nIt broke\nbadly\n"):
        stand_in.terraform.apply()


def test_what_check_blocks_found_is_told_and_stops_nothing(stand_in: StandIn) -> None:
    """Such as a peering that somebody has yet to accept. Terraform's other warnings stay in the log."""
    waits = diagnostic("Check block assertion failed", "pcx-1 is pending-acceptance", "warning")
    other = diagnostic("Argument is deprecated", "use another one", "warning")
    stand_in.answers(apply=[(0, f"{other}\n{waits}")])

    stand_in.terraform.apply()

    assert stand_in.told == ["dev-x: pcx-1 is pending-acceptance"]


def test_a_lock_of_somebody_else_is_waited_for_and_never_removed(stand_in: StandIn) -> None:
    stand_in.answers(plan=[(1, diagnostic("Error acquiring the state lock", HELD))])

    with pytest.raises(TerraformFailed, match="locked by me@here") as caught:
        stand_in.terraform.plan()

    assert "-lock=false" not in str(caught.value)
    assert [call[0] for call in stand_in.calls] == ["plan"]


def test_a_lock_that_a_dead_run_of_ours_left_is_removed(stand_in: StandIn) -> None:
    stand_in.answers(apply=[(1, diagnostic("killed"))])
    with pytest.raises(TerraformFailed):
        stand_in.terraform.apply()
    stand_in.answers(plan=[(1, diagnostic("Error acquiring the state lock", HELD)), (0, "")])

    stand_in.terraform.plan()

    assert [call[0] for call in stand_in.calls] == ["apply", "plan", "force-unlock", "plan"]
    assert stand_in.calls[2][-1] == LOCK
    assert ("-lock-timeout=0s" in stand_in.calls[1], "-lock-timeout=7s" in stand_in.calls[3]) == (True, True)


def test_after_a_dead_run_of_ours_somebody_elses_lock_is_still_waited_for(stand_in: StandIn) -> None:
    stand_in.answers(apply=[(1, diagnostic("killed"))])
    with pytest.raises(TerraformFailed):
        stand_in.terraform.apply()
    other = HELD.replace(LOCK, "00000000-0000-0000-0000-000000000000")
    stand_in.answers(plan=[(1, diagnostic("Error acquiring the state lock", other))])

    with pytest.raises(TerraformFailed):
        stand_in.terraform.plan()

    assert [call[0] for call in stand_in.calls] == ["apply", "plan", "plan"]


@pytest.mark.parametrize(
    ("step", "said", "kind"),
    [
        ("init", 'Failed to get existing workspaces: S3 bucket "b" does not exist.\n NoSuchBucket: ', "no_state_yet"),
        ("plan", "reading SSM Parameter (/x): couldn't find resource", "missing_parameter"),
    ],
)
def test_known_failures_are_recognised(step: str, said: str, kind: str) -> None:
    error = TerraformFailed("s", step, said, log=Path("log"))

    assert {name: getattr(error, name) for name in ("no_state_yet", "missing_parameter")} == {
        "no_state_yet": False,
        "missing_parameter": False,
        kind: True,
    }


def test_addresses_are_those_of_the_state(stand_in: StandIn) -> None:
    state: dict[str, Any] = {
        "resources": [
            {"mode": "managed", "type": "aws_vpc", "name": "a", "instances": [{}]},
            {"mode": "managed", "type": "aws_subnet", "name": "s", "instances": [{"index_key": 0}, {"index_key": "k"}]},
            {"mode": "managed", "module": "module.m", "type": "aws_eip", "name": "e", "instances": [{}]},
            {"mode": "data", "type": "aws_region", "name": "here", "instances": [{}]},
        ]
    }
    stand_in.answers(state=[(0, json.dumps(state))])

    assert stand_in.terraform.addresses() == ("aws_vpc.a", "aws_subnet.s[0]", 'aws_subnet.s["k"]', "module.m.aws_eip.e")


def test_no_state_has_no_addresses(stand_in: StandIn) -> None:
    assert stand_in.terraform.addresses() == ()


def test_another_workspace_is_never_used(stand_in: StandIn) -> None:
    assert "TF_WORKSPACE" not in stand_in.terraform._environment()


def test_a_state_left_behind_is_found(tmp_path: Path) -> None:
    assert errored_state(tmp_path) is None
    (tmp_path / "errored.tfstate").touch()
    assert errored_state(tmp_path) == tmp_path / "errored.tfstate"
