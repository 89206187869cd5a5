"""What every verb that runs Terraform refuses, each in one message."""

import json
import os
import shutil
import socket
from pathlib import Path

import pytest

from constructs_lib.operations.console import Console
from constructs_lib.operations.project import Project
from constructs_lib.operations.run import Options, open_run
from tests.operations.small_project import SmallProject

OTHER = "environment('other', '222222222222', False, FirstConfig())"


NETWORK = """
        from cdktf_cdktf_provider_aws.subnet import Subnet
        from cdktf_cdktf_provider_aws.vpc import Vpc

        vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
        Subnet(self, "subnet", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
"""


def with_network(project: SmallProject) -> None:
    """A network that nobody outside reaches, in the third stack."""
    stacks = project.root / "small.py"
    stacks.write_text(f"{stacks.read_text(encoding='utf-8')}{NETWORK}", encoding="utf-8")


def count_syntheses(project: SmallProject) -> Path:
    """A file that gets a letter each time main.py runs."""
    main, counter = project.root / "main.py", project.root / "syntheses"
    text = main.read_text(encoding="utf-8")
    main.write_text(f"{text}\nwith open('syntheses', 'a') as counter:\n    counter.write('x')\n", encoding="utf-8")
    return counter


def one_message(project: SmallProject, *arguments: str, **extra: str) -> tuple[int, str]:
    answer = project.here(*arguments, **extra)
    assert "Traceback" not in answer.stderr
    assert answer.stdout == ""
    return answer.returncode, answer.stderr


@pytest.mark.parametrize("verb", ["plan", "deploy", "destroy", "outputs"])
def test_an_unknown_environment_or_stack_is_bad_input(small_project: SmallProject, verb: str) -> None:
    approve = ("--auto-approve",) if verb in {"deploy", "destroy"} else ()

    code, said = one_message(small_project, verb, "nope", *approve)
    assert (code, said) == (2, "unknown environment 'nope'\n    allowed  dev\n")
    code, said = one_message(small_project, verb, "dev", "nope", *approve)
    assert (code, said.splitlines()[0]) == (2, "unknown stack 'nope'")


def test_outside_a_project_it_is_told_what_to_do(small_project: SmallProject) -> None:
    code, said = one_message(small_project, "--project", str(small_project.root.parent), "plan", "dev")

    assert code == 2
    assert "cairn init PATH" in said


def test_a_missing_terraform_is_told_with_where_it_was_looked_for(small_project: SmallProject) -> None:
    code, said = one_message(small_project, "plan", "dev", TERRAFORM_BINARY_NAME="terraform-nobody-has")

    assert code == 1
    assert "Terraform is missing: no program 'terraform-nobody-has'" in said
    assert "install Terraform" in said


def test_a_missing_provider_is_told_with_how_to_bring_it(small_project: SmallProject, tmp_path: Path) -> None:
    if shutil.which("terraform") is None:
        pytest.skip("no Terraform on the PATH")

    code, said = one_message(small_project, "plan", "dev", TF_PLUGIN_MIRROR=str(tmp_path))

    assert code == 1
    assert "does not hold the AWS provider" in said


@pytest.mark.parametrize("endpoint", ["http://localhost:5555", "http://example.com:80", "https://10.0.0.1"])
def test_an_emulator_is_on_this_machine(small_project: SmallProject, endpoint: str) -> None:
    code, said = one_message(small_project, "plan", "dev", "--emulator", endpoint)

    assert code == 1
    assert endpoint in said


def test_an_emulator_that_does_not_answer_is_told(small_project: SmallProject) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{closed.getsockname()[1]}"
        code, said = one_message(small_project, "plan", "dev", "--emulator", endpoint)

    assert code == 1
    assert said == f"no emulator answers at {endpoint}\n    fix      start one: cairn emulator\n"


@pytest.mark.validate
def test_errors_of_synthesis_pass_through_with_their_exit_code(
    needs_terraform: None, small_project: SmallProject
) -> None:
    small_project.write(dev="FirstConfig(seconds='many')")

    answer = small_project.cairn("plan", "dev")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert "seconds" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.validate
def test_folders_of_runs_that_are_gone_are_cleared(needs_terraform: None, small_project: SmallProject) -> None:
    left = small_project.root / ".cairn" / "work" / "plan-999999999"
    left.mkdir(parents=True)

    small_project.cairn("plan", "dev", TERRAFORM_BINARY_NAME=os.environ.get("TERRAFORM_BINARY_NAME", "terraform"))

    assert not left.exists()


@pytest.mark.validate
@pytest.mark.parametrize("verb", ["plan", "deploy"])
def test_nothing_is_planned_that_breaks_a_flow(needs_terraform: None, small_project: SmallProject, verb: str) -> None:
    small_project.write(flows='must("internet", "10.0.0.1", 443),')
    answer = small_project.cairn(verb, "dev", *(["--auto-approve"] if verb == "deploy" else []))

    assert (answer.returncode, answer.stdout) == (1, "")
    assert "synthesizing dev, proving the flow of the estate" in answer.stderr
    assert "dev.flows[0]: internet must reach 10.0.0.1 on tcp 443: the network disagrees" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not list(small_project.root.glob("cdktf.out/stacks/*/cdk.tf.json"))


@pytest.mark.validate
@pytest.mark.parametrize("private", [True, False])
def test_one_synthesis_proves_the_flows_of_the_estate_and_gives_the_run_its_stacks(
    needs_terraform: None, small_project: SmallProject, *, private: bool
) -> None:
    small_project.write(flows='never("internet", "10.0.0.1", 443),', beside=OTHER)
    with_network(small_project)
    counter = count_syntheses(small_project)
    project = Project(small_project.root)

    with open_run(project, Options(environment="dev"), Console(), verb="try", private=private, proven=True) as run:
        folder = next(iter(run.graph.stacks.values())).directory.parent
        assert (folder / "other-us-east-1-first" / "cdk.tf.json").exists()
        assert {stack.environment for stack in run.graph.stacks.values()} == {"dev"}
    assert counter.read_text(encoding="utf-8") == "x"


@pytest.mark.validate
@pytest.mark.parametrize("flows", [False, True])
def test_only_an_estate_with_flows_is_synthesized_whole(
    needs_terraform: None, small_project: SmallProject, *, flows: bool
) -> None:
    small_project.write(flows='never("internet", "10.0.0.1", 443),' if flows else "", beside=OTHER)
    with_network(small_project)
    project = Project(small_project.root)

    with open_run(project, Options(environment="dev"), Console(), verb="try", private=False, proven=True):
        assert (project.output / "stacks" / "other-us-east-1-first").exists() is flows


@pytest.mark.validate
def test_what_is_looked_at_before_a_deployment_is_the_same_stacks_elsewhere(
    needs_terraform: None, small_project: SmallProject
) -> None:
    small_project.write(flows='never("internet", "10.0.0.1", 443),', beside=OTHER)
    with_network(small_project)
    project, options = Project(small_project.root), Options(environment="dev")

    with open_run(project, options, Console(), verb="try", private=False, proven=True) as run, run.copy() as copied:
        assert list(copied.graph.stacks) == list(run.graph.stacks)
        assert all(stack.directory.is_relative_to(project.work) for stack in copied.graph.stacks.values())


def test_json_of_a_refusal_is_nothing_on_standard_output(small_project: SmallProject) -> None:
    code, _said = one_message(small_project, "plan", "nope", "--json")

    assert code == 2
    assert json.loads(small_project.cairn("env", "show", "dev").stdout)["name"] == "dev"
