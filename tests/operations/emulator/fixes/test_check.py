"""The check says which fixes a moto still needs: asked here about one it does, and one nothing needs."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[4]

ASK = """
import json
from constructs_lib.operations.emulator.fixes import kms
from constructs_lib.operations.emulator.fixes.check import check
from constructs_lib.operations.emulator.fixes.fix import Fix

def seen(client):
    return client("sts").get_caller_identity()["Account"], "123456789012"

idle = Fix(id="sts.idle", symptom="nothing", apply=lambda: None, probe=seen)
print(json.dumps([(each.fix.id, each.verdict, each.why) for each in check([kms.FIXES[0], idle])]))
"""


def test_what_moto_does_itself_needs_no_fix() -> None:
    answer = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, check=True)

    assert json.loads(answer.stdout.splitlines()[-1]) == [
        ["kms.rotation-period", "still needed", "None instead of 90"],
        ["sts.idle", "no longer needed", "moto answers as AWS does: '123456789012'"],
    ]
