"""The emulator's process: where it listens, what it says when it cannot, and that nothing of it outlives its caller."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from constructs_lib.operations.emulator import DEFAULT_ACCOUNT_ID, Emulator, EmulatorError

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 60


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    # Nobody may have collected it yet: an orphan is collected by whatever process adopts it.
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z"


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def test_two_at_once_listen_apart_and_share_nothing() -> None:
    with Emulator() as one, Emulator() as other:
        one.session().client("s3").create_bucket(Bucket="only-in-one")

        assert one.endpoint.startswith("http://127.0.0.1:")
        assert one.endpoint != other.endpoint
        assert other.session().client("s3").list_buckets()["Buckets"] == []


def test_a_taken_port_is_one_clear_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        emulator = Emulator(port=port)

        with pytest.raises(EmulatorError, match="another process listens there") as refused:
            emulator.start()

    assert refused.value.where == f"127.0.0.1:{port}"
    assert "leave the port out" in refused.value.fix
    assert emulator.process_id is None


def test_a_given_port_is_used_and_can_be_used_again() -> None:
    with Emulator() as first:
        port = int(first.endpoint.rpartition(":")[2])
    for _ in range(2):
        with Emulator(port=port) as again:
            assert again.endpoint == f"http://127.0.0.1:{port}"


def test_a_failed_start_ends_with_the_log() -> None:
    emulator = Emulator(leave_out=["kms.no-such-fix"])

    with pytest.raises(EmulatorError, match=r"no such fix: kms\.no-such-fix"):
        emulator.start()
    assert emulator.process_id is None
    assert emulator.log is None


def test_a_start_that_hangs_is_ended() -> None:
    with pytest.raises(EmulatorError, match="did not start"):
        Emulator(start_timeout_seconds=0.001).start()


def test_stopping_leaves_no_process_and_no_log() -> None:
    emulator = Emulator().start()
    pid, log = emulator.process_id, emulator.log
    assert pid is not None
    assert log is not None

    emulator.stop()
    emulator.stop()

    assert is_gone(pid)
    assert not log.exists()
    with pytest.raises(EmulatorError, match="not running"):
        _ = emulator.endpoint


def test_starting_twice_is_refused() -> None:
    with Emulator() as emulator, pytest.raises(EmulatorError, match="running already"):
        emulator.start()


def test_a_chosen_log_is_kept_and_has_the_requests(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "emulator.log"
    with Emulator(log=log) as emulator:
        emulator.session().client("sts").get_caller_identity()

    assert "POST / HTTP/1.1" in log.read_text()


def test_sessions_are_in_the_account_and_region_they_name(emulator: Emulator) -> None:
    for account in (DEFAULT_ACCOUNT_ID, "111122223333"):
        session = emulator.session(account, "eu-west-1")
        topic = session.client("sns").create_topic(Name="alerts")["TopicArn"]

        assert session.client("sts").get_caller_identity()["Account"] == account
        assert topic == f"arn:aws:sns:eu-west-1:{account}:alerts"
        assert [each["TopicArn"] for each in session.client("sns").list_topics()["Topics"]] == [topic]


def test_assuming_a_role_gives_its_account(emulator: Emulator) -> None:
    sts = emulator.session("111122223333").client("sts")
    key = sts.assume_role(RoleArn="arn:aws:iam::444455556666:role/deploy", RoleSessionName="probe")["Credentials"]
    ssm = emulator.session().client(
        "ssm",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        aws_session_token=key["SessionToken"],
    )
    ssm.put_parameter(Name="/probe/there", Value="1", Type="String")

    assert (
        emulator.session("444455556666").client("ssm").get_parameter(Name="/probe/there")["Parameter"]["Value"] == "1"
    )
    with pytest.raises(ClientError, match="ParameterNotFound"):
        emulator.session("111122223333").client("ssm").get_parameter(Name="/probe/there")


def test_a_reset_forgets_every_account() -> None:
    with Emulator() as emulator:
        for account in (DEFAULT_ACCOUNT_ID, "111122223333"):
            emulator.session(account).client("ssm").put_parameter(Name="/probe", Value="1", Type="String")
        emulator.reset()

        for account in (DEFAULT_ACCOUNT_ID, "111122223333"):
            assert emulator.session(account).client("ssm").describe_parameters()["Parameters"] == []


def test_importing_it_loads_neither_moto_nor_boto3() -> None:
    code = "import sys, constructs_lib.operations.emulator; print(*{'moto', 'flask', 'boto3', 'werkzeug'} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == ""


CALLER = """
import json, os, sys, time
from constructs_lib.operations.emulator import Emulator
emulator = Emulator().start()
held = os.fork() if "fork" in sys.argv else 0
if "fork" in sys.argv and held == 0:
    time.sleep(600)
print(json.dumps({"emulator": emulator.process_id, "held": held, "log": str(emulator.log)}), flush=True)
if "leave" not in sys.argv:
    time.sleep(600)
"""


def start_caller(*arguments: str) -> tuple[subprocess.Popen[str], dict[str, Any]]:
    command = [sys.executable, "-c", CALLER, *arguments]
    caller = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert caller.stdout is not None
    return caller, json.loads(caller.stdout.readline())


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_caller_leaves_no_emulator(signal_number: int) -> None:
    caller, pids = start_caller()
    with caller:
        assert not is_gone(pids["emulator"])
        caller.send_signal(signal_number)
        caller.wait()

    assert eventually(lambda: is_gone(pids["emulator"]))
    assert not Path(pids["log"]).exists()


def test_a_caller_that_just_ends_leaves_no_emulator() -> None:
    caller, pids = start_caller("leave")
    with caller:
        caller.wait()

    assert eventually(lambda: is_gone(pids["emulator"]))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_forked_copy_of_the_caller_does_not_keep_the_emulator() -> None:
    caller, pids = start_caller("fork")
    try:
        with caller:
            caller.kill()
            caller.wait()

        assert eventually(lambda: is_gone(pids["emulator"]))
        assert not is_gone(pids["held"])
    finally:
        os.kill(pids["held"], signal.SIGKILL)
