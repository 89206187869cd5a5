"""What is uploaded to Lambda rotates: the package, in a Python of its own, called as Secrets Manager calls it."""

import io
import json
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Mapping
from pathlib import Path

import boto3

from constructs_lib.operations.emulator import Emulator
from constructs_lib.parts.package import package
from tests.postgres import Postgres
from tests.runtime.rotation.conftest import STEPS, Rotations, can_log_in

# Lambda has boto3, behind the package, and nothing else
LAMBDA = """
import json, sys
sys.path[:0] = [sys.argv[1]]
sys.path.append(sys.argv[2])
from rotation.handler import handler
for event in json.load(sys.stdin):
    handler(event, None)
"""


def call(emulator: Emulator, folder: Path, database: Postgres, *events: Mapping[str, object]) -> str:
    """Unpack, and call the handler with each event. Returns what it logged."""
    zipfile.ZipFile(io.BytesIO(package("rotation", "pg8000").content)).extractall(folder)
    access = emulator.session("111111111111", "us-east-1").get_credentials()
    answer = subprocess.run(
        [sys.executable, "-IS", "-c", LAMBDA, str(folder), str(Path(boto3.__file__).parents[1])],
        input=json.dumps(events),
        env={
            "AWS_ENDPOINT_URL": emulator.endpoint,
            "AWS_ACCESS_KEY_ID": access.access_key,
            "AWS_SECRET_ACCESS_KEY": access.secret_key,
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "SSL_CERT_FILE": str(database.certificates.authority),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return f"{answer.stdout}{answer.stderr}"


def test_the_package_begins_a_secret_and_rotates_it(
    emulator: Emulator, database: Postgres, rotations: Rotations, tmp_path: Path
) -> None:
    """From a secret without a value, as Terraform leaves it, to an application that is logged in."""
    client = rotations.client
    secret = client.create_secret(Name=uuid.uuid4().hex)["ARN"]
    own = Rotations(client, secret, rotations.function_arn)
    call(emulator, tmp_path, database, {"Step": "firstVersion", "SecretId": secret, "Facts": rotations.value()})
    token = own.start()
    told = call(emulator, tmp_path, database, *(own.event(step, token) for step in STEPS))

    assert own.value()["username"] == "shop_a"
    assert can_log_in(database, own.value())
    assert own.value()["password"] not in told
