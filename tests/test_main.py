"""What cdktf runs, as cdktf runs it: in a process of its own, told by the environment."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from constructs_lib.foundation.bindings.place import cache_directory

# Shared by runs whose homes differ, or each of them would unpack and build everything again.
CACHES = {
    "CAIRN_CACHE_DIR": str(cache_directory().parent),
    "JSII_RUNTIME_PACKAGE_CACHE_ROOT": os.environ.get("JSII_RUNTIME_PACKAGE_CACHE_ROOT")
    or str(Path.home() / ".cache" / "aws" / "jsii" / "package-cache"),
}


def run(folder: Path, output: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """main.py of a folder, started in the folder of the output."""
    output.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAIRN_", "CDKTF_"))}
    return subprocess.run(
        [sys.executable, str(folder / "main.py")],
        cwd=output,
        env={**kept, **CACHES, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def written(output: Path) -> dict[str, bytes]:
    root = output / "cdktf.out"
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


def test_the_same_bytes_wherever_and_whenever(project: Path, tmp_path: Path) -> None:
    """F12: no clock, hash seed, time zone, folder, home or user name is in the JSON of any stack."""
    outputs: list[dict[str, bytes]] = []
    for name, seed, zone in (("one", "1", "UTC"), ("two-in-another-place", "2", "Asia/Kathmandu")):
        home = tmp_path / f"home-{name}"
        home.mkdir()
        result = run(
            project,
            tmp_path / name,
            PYTHONHASHSEED=seed,
            TZ=zone,
            HOME=str(home),
            USER=name,
            LOGNAME=name,
            HOSTNAME=name,
            LANG="C.UTF-8" if seed == "1" else "de_DE.UTF-8",
        )
        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
        outputs.append(written(tmp_path / name))

    assert "stacks/prod-us-west-2-network/cdk.tf.json" in outputs[0]
    assert outputs[0] == outputs[1]


def test_one_stack_of_one_environment(project: Path, tmp_path: Path) -> None:
    result = run(project, tmp_path, CAIRN_ENVIRONMENT="dev", CAIRN_STACKS="dev-us-east-1-account")

    assert (result.returncode, result.stderr) == (0, "")
    assert sorted(written(tmp_path)) == ["manifest.json", "stacks/dev-us-east-1-account/cdk.tf.json"]


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"CAIRN_ENVIRONMENT": "production"},
            "1 problem in the configuration:\nunknown environment\n    got      'production'\n    allowed  tools, dev, staging, prod\n",
        ),
        ({"CAIRN_ENVIRONMENT": "dev", "CAIRN_STACKS": "nothing"}, "1 problem in the configuration:\nunknown stack\n"),
    ],
    ids=["environment", "stack"],
)
def test_bad_input_is_one_message_and_exit_code_two(
    project: Path, tmp_path: Path, variables: dict[str, str], message: str
) -> None:
    result = run(project, tmp_path, **variables)

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(message)
    assert "Traceback" not in result.stderr


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Path:
    """A project of one's own to make mistakes in."""
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copy(project / "main.py", folder)
    shutil.copytree(project / "environments", folder / "environments", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "constructs_lib").symlink_to(project / "constructs_lib")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("log_expiry_days=30", "log_expiry_day=30", "AccountConfig has no argument log_expiry_day"),
        ("log_expiry_days=30", "log_expiry_days=30]", "closing parenthesis ']' does not match"),
        ("accounts.DEV", "accounts.DEVELOPMENT", "has no attribute 'DEVELOPMENT'"),
        ("from environments import accounts", "from environments import acounts", "cannot import name 'acounts'"),
    ],
    ids=["unknown setting", "no Python", "unknown account", "unknown import"],
)
def test_a_mistyped_environment_file(copy: Path, tmp_path: Path, old: str, new: str, message: str) -> None:
    """Python stops at these before anything can be checked; still it is a sentence with a place."""
    file = copy / "environments" / "dev.py"
    file.write_text(file.read_text().replace(old, new, 1))

    result = run(copy, tmp_path / "out")

    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert "environments/dev.py:" in result.stderr
    assert "Traceback" not in result.stderr


def test_three_mistakes_are_three_problems(copy: Path, tmp_path: Path) -> None:
    for name, old, new in (
        ("dev", "log_expiry_days=30", "log_expiry_days=0"),
        ("staging", 'nat="single"', 'nat="one"'),
        ("prod", '"10.40.0.0/16"', '"10.10.0.0/16"'),
    ):
        file = copy / "environments" / f"{name}.py"
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new))

    result = run(copy, tmp_path / "out")

    assert result.returncode == 2
    assert [line for line in result.stderr.splitlines() if not line.startswith("    ")] == [
        "3 problems in the configuration:",
        "dev.us-east-1.AccountConfig.log_expiry_days: is out of range",
        "staging.us-east-2.NetworkConfig.nat: is not one of the choices",
        "dev-us-east-1-network and prod-us-west-2-network: networks overlap",
    ]


def test_with_debug_there_is_a_traceback(copy: Path, tmp_path: Path) -> None:
    file = copy / "environments" / "dev.py"
    file.write_text(file.read_text().replace("log_expiry_days=30", "log_expiry_day=30"))

    result = run(copy, tmp_path / "out", CAIRN_DEBUG="1")

    assert result.returncode == 1
    assert "Traceback (most recent call last)" in result.stderr


def test_main_stays_short(project: Path) -> None:
    assert len((project / "main.py").read_text().splitlines()) <= 30
