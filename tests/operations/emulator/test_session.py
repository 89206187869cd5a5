"""boto3 sessions of the emulator do not listen to the caller's machine."""

from pathlib import Path

import pytest

from constructs_lib.operations.emulator import Emulator, EmulatorError
from constructs_lib.operations.emulator.session import EmulatedSession, ProbeClients


def test_the_callers_settings_change_nothing(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config = tmp_path / "config"
    config.write_text("[profile real]\nregion = ap-south-1\nendpoint_url = http://127.0.0.1:1\n")
    settings = {
        "AWS_CONFIG_FILE": str(config),
        "AWS_PROFILE": "missing",
        "AWS_ACCESS_KEY_ID": "AKIAREALREALREALREAL",
        "AWS_SESSION_TOKEN": "real",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:1",
        "AWS_USE_FIPS_ENDPOINT": "true",
        "AWS_USE_DUALSTACK_ENDPOINT": "true",
        "HTTP_PROXY": "http://127.0.0.1:1",
        "http_proxy": "http://127.0.0.1:1",
        "NO_PROXY": "",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    session = emulator.session("111122223333", "eu-west-1")

    assert session.client("sts").get_caller_identity()["Account"] == "111122223333"
    assert session.resource("sns").create_topic(Name="probe").arn == "arn:aws:sns:eu-west-1:111122223333:probe"


def test_a_missing_operation_is_an_answer_at_once(emulator: Emulator) -> None:
    accelerator = emulator.session(region="us-west-2").client("globalaccelerator")

    with pytest.raises(accelerator.exceptions.ClientError) as refused:
        accelerator.list_accelerators()
    assert refused.value.response["ResponseMetadata"]["RetryAttempts"] == 0


def test_an_account_is_twelve_digits() -> None:
    with pytest.raises(EmulatorError, match="not an AWS account id"):
        EmulatedSession("http://127.0.0.1:1", "12345", "us-east-1")


def test_raw_answers_are_as_they_stand(clients: ProbeClients) -> None:
    clients("kms").create_key(Description="probe")

    answer = clients.raw("kms", "POST", "/", target="TrentService.ListKeys", body={})

    assert {"KeyId", "KeyArn"} == set(answer["Keys"][0])
