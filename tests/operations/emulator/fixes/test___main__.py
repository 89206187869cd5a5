"""`python -m constructs_lib.operations.emulator.fixes` as it is called."""

import json
import subprocess
import sys
from pathlib import Path

from constructs_lib.operations.emulator.fixes import FIXES

ROOT = Path(__file__).parents[4]


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "constructs_lib.operations.emulator.fixes", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_it_lists_every_fix() -> None:
    answer = call()

    assert answer.returncode == 0
    assert [line.split()[0] for line in answer.stdout.splitlines()] == [fix.id for fix in FIXES]


def test_it_checks_the_fixes_it_is_given() -> None:
    answer = call("--check", "--json", "sqs.compact-redrive-policy")

    assert answer.returncode == 0
    assert [(each["fix"], each["verdict"]) for each in json.loads(answer.stdout.splitlines()[-1])] == [
        ("sqs.compact-redrive-policy", "still needed")
    ]


def test_an_unknown_fix_is_bad_input() -> None:
    answer = call("--check", "kms.typo")

    assert (answer.returncode, answer.stderr) == (2, "no such fix: kms.typo\n")
