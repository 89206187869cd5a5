"""What `make` runs before the demo and the tests."""

import os
import subprocess
import sys
from pathlib import Path


def fetch(**environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "constructs_lib.operations.toolchain"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_terraform_it_says_how_to_get_it(tmp_path: Path) -> None:
    answer = fetch(PATH=str(tmp_path))

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.splitlines()[0] == "Terraform is missing: no program 'terraform'"
    assert "Traceback" not in answer.stderr


def test_with_everything_there_it_says_nothing(tmp_path: Path) -> None:
    terraform = tmp_path / "terraform"
    terraform.write_text('#!/bin/sh\necho \'{"terraform_version": "1.11.4", "platform": "plan9_amd64"}\'\n')
    terraform.chmod(0o755)
    provider = tmp_path / "mirror/registry.terraform.io/hashicorp/aws/5.100.0/plan9_amd64/terraform-provider-aws"
    provider.parent.mkdir(parents=True)
    provider.touch()

    answer = fetch(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}", TF_PLUGIN_MIRROR=str(tmp_path / "mirror"))

    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
