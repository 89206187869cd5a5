"""What a machine has and lacks."""

import json
from pathlib import Path

from constructs_lib.operations.doctor import examine
from constructs_lib.operations.project import Project
from tests.operations.small_project import SmallProject


def findings(project: SmallProject, **extra: str) -> tuple[int, dict[str, dict[str, object]]]:
    answer = project.cairn("doctor", "--json", **extra)
    return answer.returncode, {entry["name"]: entry for entry in json.loads(answer.stdout)["findings"]}


def test_what_is_missing_is_told_with_how_to_get_it(small_project: SmallProject) -> None:
    code, found = findings(small_project, TERRAFORM_BINARY_NAME="terraform-nobody-has", CAIRN_STOCK_BINDINGS="1")

    assert code == 1
    assert (found["Terraform"]["ok"], "install Terraform" in str(found["Terraform"]["fix"])) == (False, True)
    assert (found["fast bindings"]["ok"], found["fast bindings"]["needed"]) == (False, False)
    assert found["Checkov"]["needed"] is False
    assert (found["Python"]["ok"], found["work folder"]["ok"]) == (True, True)


def test_a_wrong_node_is_found(small_project: SmallProject, tmp_path: Path) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho v20.1.0\n")
    node.chmod(0o755)

    code, found = findings(small_project, JSII_NODE=str(node))

    assert code == 1
    assert "v20.1.0" in str(found["Node"]["found"])


def test_packages_are_compared_with_the_lock(small_project: SmallProject) -> None:
    lock = {
        "default": {
            "cdktf": {"version": "==0.0.1"},
            "no-such-package": {"version": "==1"},
            "only-elsewhere": {"version": "==1", "markers": "sys_platform == 'win32'"},
        }
    }
    (small_project.root / "Pipfile.lock").write_text(json.dumps(lock))

    [finding] = [each for each in examine(Project(small_project.root)) if each.name == "Pipfile.lock"]

    assert not finding.ok
    assert "cdktf 0.21.0 (not 0.0.1)" in finding.found
    assert "no-such-package (missing)" in finding.found
    assert "only-elsewhere" not in finding.found


def test_it_works_where_there_is_no_project() -> None:
    names = [finding.name for finding in examine(None)]

    assert "project" in names
    assert "Pipfile.lock" not in names


def test_people_get_a_table_and_the_fixes(small_project: SmallProject) -> None:
    said = small_project.cairn("doctor", TERRAFORM_BINARY_NAME="terraform-nobody-has").stdout

    assert "missing  Terraform" in said
    assert "\nTerraform: install Terraform" in said
