"""The secret's side of a rotation, where it is not shown by whole rotations."""

import uuid
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.runtime.rotation.credentials import RotationError
from constructs_lib.runtime.rotation.store import Store


@pytest.fixture
def client(emulator: Emulator) -> Any:
    return emulator.session("111111111111", "us-east-1").client("secretsmanager")


def test_a_binary_secret_is_refused(client: Any) -> None:
    secret = client.create_secret(Name=uuid.uuid4().hex, SecretBinary=b"x")
    with pytest.raises(RotationError, match="binary"):
        Store(client, secret["ARN"], "token").current()


def test_the_previous_version_is_the_one_that_was_current(client: Any) -> None:
    secret = client.create_secret(Name=uuid.uuid4().hex, SecretString="1")
    token = uuid.uuid4().hex
    store = Store(client, secret["ARN"], token)
    store.keep("2")
    store.promote()

    stages = client.describe_secret(SecretId=secret["ARN"])["VersionIdsToStages"]
    assert (stages[secret["VersionId"]], "AWSCURRENT" in stages[token]) == (["AWSPREVIOUS"], True)


def test_another_mistake_while_promoting_is_told(client: Any) -> None:
    """Secrets Manager refuses, and not because somebody else was faster."""
    secret = client.create_secret(Name=uuid.uuid4().hex, SecretString="1")
    store = Store(client, secret["ARN"], uuid.uuid4().hex)
    with pytest.raises(RotationError, match="has no version"):
        store.promote()
