"""Deploying for real, on an emulated AWS: from nothing, in order, judged, stopped, and taken up again."""

import json
import os
import signal
import threading
from pathlib import Path

import pytest

from constructs_lib.operations.emulator import Emulator
from tests.operations.small_project import FIRST, SECOND, THIRD, SmallProject

SLOW = "FirstConfig(seconds={seconds})"
TWO = f"{SLOW}, SecondConfig()"
# terraform starts and waits for its provider, and the machine may be busy
PATIENCE_SECONDS = 240


def wait_until_slow_step(project: SmallProject) -> None:
    """Until Terraform is in the middle of the first stack: what is quick is made, what is slow has begun."""
    pause = threading.Event()
    for _ in range(PATIENCE_SECONDS * 5):
        for log in (project.root / ".cairn" / "logs").glob(f"*/{FIRST}-apply.log"):
            text = log.read_text(encoding="utf-8", errors="replace")
            made = text.count('"apply_complete"') + text.count('"type":"apply_complete"')
            if made >= 3 and "Provisioning with 'local-exec'" in text:
                return
        pause.wait(0.2)
    pytest.fail("the apply never began")


def lock_of(aws: Emulator, stack_id: str) -> bool:
    listed = aws.session("111111111111").client("s3").list_objects_v2(Bucket="small-dev-state")
    return f"{stack_id}/terraform.tfstate.tflock" in [entry["Key"] for entry in listed.get("Contents", [])]


def test_nobody_to_ask_and_no_approval_is_refused_before_anything_starts(small_project: SmallProject) -> None:
    answer = small_project.cairn("deploy", "dev")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.splitlines() == [
        "nobody is there to approve the deployment",
        "    fix      give --auto-approve, or run it in a terminal",
    ]


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_a_failure_skips_what_comes_after_and_says_why(emulated_project: SmallProject, aws: Emulator) -> None:
    # somebody else owns the name that the first stack publishes under
    ssm = aws.session("111111111111").client("ssm")
    ssm.put_parameter(Name="/cairn/dev/us-east-1/first/note", Value="taken", Type="String")
    emulated_project.write(dev=TWO.format(seconds=0))

    answer = emulated_project.cairn("deploy", "dev", "--auto-approve", "--json")

    assert answer.returncode == 1
    outcome = {entry["stack"]: entry["result"] for entry in json.loads(answer.stdout)["stacks"]}
    assert outcome == {FIRST: "failed", SECOND: "skipped"}
    assert "ParameterAlreadyExists" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_a_killed_deployment_goes_on_alone_and_the_next_one_waits_for_it(
    emulated_project: SmallProject, aws: Emulator
) -> None:
    emulated_project.write(dev=SLOW.format(seconds=25))
    first = emulated_project.start("deploy", "dev", "--auto-approve")
    wait_until_slow_step(emulated_project)
    first.kill()
    first.communicate()
    assert lock_of(aws, FIRST)

    answer = emulated_project.cairn("deploy", "dev", "--auto-approve", "--json")

    assert answer.returncode == 0, answer.stderr
    assert "waiting for another run in this project" in answer.stderr
    outcome = {entry["stack"]: entry["result"] for entry in json.loads(answer.stdout)["stacks"]}
    assert outcome == {FIRST: "unchanged"}
    assert not lock_of(aws, FIRST)


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_after_terraform_itself_was_killed_the_lock_goes_and_what_it_made_is_taken_over(
    emulated_project: SmallProject, aws: Emulator
) -> None:
    emulated_project.write(dev=SLOW.format(seconds=60))
    first = emulated_project.start("deploy", "dev", "--auto-approve")
    wait_until_slow_step(emulated_project)
    [record] = (emulated_project.root / ".cairn" / "locks" / FIRST).glob("*.json")
    first.kill()
    os.killpg(json.loads(record.read_text())["pid"], signal.SIGKILL)
    first.communicate()
    assert lock_of(aws, FIRST)
    emulated_project.write(dev=SLOW.format(seconds=1))

    refused = emulated_project.cairn("destroy", "dev", "--auto-approve")
    assert "a killed run created what no state knows" in refused.stderr
    answer = emulated_project.cairn("deploy", "dev", "--auto-approve")
    assert answer.returncode == 0, answer.stderr
    assert "taking over what a killed run created" in answer.stderr
    assert not lock_of(aws, FIRST)
    assert emulated_project.cairn("plan", "dev", "--exit-code").returncode == 0


@pytest.mark.apply
@pytest.mark.timeout(900)
def test_an_interrupt_stops_between_resources_and_leaves_no_lock(emulated_project: SmallProject, aws: Emulator) -> None:
    emulated_project.write(dev=TWO.format(seconds=60))
    run = emulated_project.start("deploy", "dev", "--auto-approve", "--json")
    wait_until_slow_step(emulated_project)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate()

    assert run.returncode == 1
    assert {each["stack"]: each["result"] for each in json.loads(out)["stacks"]} == {
        FIRST: "interrupted",
        SECOND: "skipped",
    }
    assert "stopping: Terraform finishes" in err
    assert not lock_of(aws, FIRST)


@pytest.mark.validate
def test_a_state_that_could_not_be_written_is_never_planned_over(
    needs_terraform: None, small_project: SmallProject
) -> None:
    left = small_project.root / "cdktf.out" / "stacks" / THIRD / "errored.tfstate"
    left.parent.mkdir(parents=True)
    left.touch()

    answer = small_project.cairn("deploy", "dev", THIRD, "--auto-approve")

    assert answer.returncode == 1
    assert "state push errored.tfstate" in answer.stderr
    assert Path(left).exists()
