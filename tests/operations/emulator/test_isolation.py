"""F15: whatever the caller's machine is set up for, a child of the emulator talks to nobody else."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator, EmulatorError, isolated_environment, refuse_escapes
from constructs_lib.operations.emulator.isolation import access_key_of, require_loopback, scrubbed, server_environment

ENDPOINT = "http://127.0.0.1:5555"


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:5555", "http://127.8.9.10", "https://[::1]:5555/"])
def test_loopback_addresses_are_taken(endpoint: str) -> None:
    require_loopback(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://localhost:5555",
        "http://emulator.localhost:5555",
        "https://s3.us-east-1.amazonaws.com",
        "http://169.254.169.254",
        "http://0.0.0.0:5555",
        "http://10.0.0.1:5555",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1@example.com",
        "http://2130706433:5555",
        "127.0.0.1:5555",
        "file:///127.0.0.1",
        "",
    ],
)
def test_everything_else_is_refused_with_the_way_out(endpoint: str) -> None:
    with pytest.raises(EmulatorError) as refused:
        isolated_environment({}, endpoint)

    assert "127.0.0.1" in refused.value.fix


CALLERS = {
    "AWS_PROFILE": "real",
    "AWS_DEFAULT_PROFILE": "real",
    "AWS_ACCESS_KEY_ID": "AKIAREALREALREALREAL",
    "AWS_SESSION_TOKEN": "real",
    "AWS_ENDPOINT_URL_S3": "https://s3.amazonaws.com",
    "AWS_ENDPOINT_URL_DYNAMODB": "https://dynamodb.amazonaws.com",
    "AWS_WEB_IDENTITY_TOKEN_FILE": "token",
    "AWS_ROLE_ARN": "arn:aws:iam::999988887777:role/real",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.2/",
    "AWS_CA_BUNDLE": "bundle.pem",
    "AWS_USE_FIPS_ENDPOINT": "true",
    "Http_Proxy": "http://proxy.example.com",
    "all_proxy": "socks5://proxy.example.com",
    "FTP_PROXY": "http://proxy.example.com",
    "TF_CLI_ARGS": "-bogus",
    "TF_CLI_ARGS_plan": "-bogus",
    "TF_WORKSPACE": "other",
    "TF_DATA_DIR": "elsewhere",
    "TF_TOKEN_app_terraform_io": "token",
    "TF_REATTACH_PROVIDERS": "{}",
    "TF_HTTP_ADDRESS": "https://state.example.com",
    "MOTO_ACCOUNT_ID": "999988887777",
}
KEPT = {"PATH": "/bin", "HOME": "/home/me", "TF_VAR_access": "plan", "TF_LOG": "INFO", "LANG": "C"}


def test_nothing_of_the_caller_survives_but_what_is_harmless() -> None:
    assert scrubbed(CALLERS | KEPT) == KEPT


def test_the_whole_isolated_environment() -> None:
    environment = isolated_environment(CALLERS | KEPT, ENDPOINT, account_id="111122223333", region="eu-west-1")

    assert environment == KEPT | {
        "AWS_ACCESS_KEY_ID": "AKIACAIR111122223333",
        "AWS_SECRET_ACCESS_KEY": "emulated",
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": ENDPOINT,
        "AWS_ENDPOINT_URL_S3_CONTROL": "http://s3-control.emulator.invalid",
        "TF_CLI_CONFIG_FILE": os.devnull,
        "TF_IN_AUTOMATION": "1",
        "CHECKPOINT_DISABLE": "1",
        **dict.fromkeys(("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"), ENDPOINT),
        **dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,::1,localhost"),
    }
    refuse_escapes(environment)


def test_init_may_reach_the_registry_the_callers_way() -> None:
    callers = {"https_proxy": "http://proxy.example.com:3128", "HTTP_PROXY": "http://proxy.example.com:3128"}

    through_proxy = isolated_environment(callers, ENDPOINT, allow_registry=True)
    directly = isolated_environment({}, ENDPOINT, allow_registry=True)

    assert through_proxy["HTTPS_PROXY"] == "http://proxy.example.com:3128"
    assert through_proxy["HTTP_PROXY"] == through_proxy["http_proxy"] == ENDPOINT
    assert not {"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"} & set(directly)


def test_the_server_itself_can_reach_nobody() -> None:
    environment = server_environment(CALLERS | KEPT)

    assert environment["AWS_ACCESS_KEY_ID"] == access_key_of("123456789012")
    assert environment["HTTPS_PROXY"] == environment["http_proxy"] == "http://127.0.0.1:1"
    assert "MOTO_ACCOUNT_ID" not in environment


class Trap:
    """Where the caller's settings point: nobody may ever come."""

    def __init__(self, folder: Path) -> None:
        self.visits: list[bytes] = []
        self.marker = folder / "credentials-were-asked-for"
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()
        self.home = folder / "home"
        (self.home / ".aws").mkdir(parents=True)
        settings = f"region = ap-south-1\nendpoint_url = {self.url}\ncredential_process = touch {self.marker}\n"
        for path in (folder / "config", self.home / ".aws" / "config"):
            path.write_text(f"[default]\n{settings}\n[profile real]\n{settings}")
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "AWS_PROFILE": "real",
            "AWS_CONFIG_FILE": str(folder / "config"),
            "AWS_ENDPOINT_URL_S3": self.url,
            "AWS_ENDPOINT_URL_STS": self.url,
            "AWS_ENDPOINT_URL_SNS": self.url,
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": self.url,
            "AWS_CA_BUNDLE": str(folder / "no-such-bundle.pem"),
            "AWS_EC2_METADATA_SERVICE_ENDPOINT": self.url,
            "TF_CLI_ARGS": "-no-such-argument",
            "TF_WORKSPACE": "other",
            **dict.fromkeys(("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"), self.url),
            "NO_PROXY": "",
        }

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                self.visits.append(connection.recv(200))

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    folder = tmp_path / "trap"
    folder.mkdir()
    trap = Trap(folder)
    yield trap
    trap.close()


CHILD = """
import json, sys
seen = []
def watch(event, arguments):
    if event == "socket.connect":
        seen.append(list(arguments[1]))
    elif event == "socket.getaddrinfo":
        seen.append(list(arguments[:2]))
sys.addaudithook(watch)
import boto3
session = boto3.Session()
account = session.client("sts").get_caller_identity()["Account"]
session.client("s3").create_bucket(Bucket="cairn-probe-child")
print(json.dumps({"account": account, "region": session.region_name, "seen": seen}))
"""


def test_a_boto3_child_talks_to_the_emulator_only(emulator: Emulator, trap: Trap) -> None:
    environment = isolated_environment(trap.environment, emulator.endpoint, account_id="111122223333")
    answer = subprocess.run([sys.executable, "-c", CHILD], env=environment, capture_output=True, text=True, check=True)
    told = json.loads(answer.stdout)

    assert (told["account"], told["region"]) == ("111122223333", "us-east-1")
    port = int(emulator.endpoint.rpartition(":")[2])
    assert told["seen"] != []
    assert [each for each in told["seen"] if each != ["127.0.0.1", port]] == []
    assert trap.visits == []
    assert not trap.marker.exists()
    emulator.session("111122223333").client("s3").delete_bucket(Bucket="cairn-probe-child")


def test_without_isolation_the_trap_works(trap: Trap) -> None:
    """The other tests prove nothing if a child that is not isolated stays away as well."""
    code = "import boto3; boto3.client('s3', region_name='us-east-1').list_buckets()"
    caller = {name: value for name, value in trap.environment.items() if name not in {"AWS_CA_BUNDLE", "AWS_PROFILE"}}
    caller |= {"AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_MAX_ATTEMPTS": "1"}
    answer = subprocess.run([sys.executable, "-c", code], env=caller, capture_output=True, text=True, check=False)

    assert answer.returncode != 0
    assert trap.visits != []


@pytest.mark.apply
def test_a_terraform_child_talks_to_the_emulator_only(
    terraform: Callable[..., Any], emulator: Emulator, trap: Trap
) -> None:
    running = terraform("isolated", emulator)
    settings = running.environment["TF_CLI_CONFIG_FILE"]
    running.environment = isolated_environment(trap.environment, emulator.endpoint, terraform_config=settings)

    applied = running("apply", "-auto-approve")

    assert applied.returncode == 0, applied.stderr
    assert json.loads(running("output", "-json").stdout)["topic"]["value"] == (
        "arn:aws:sns:us-east-1:222233334444:isolated"
    )
    assert running("destroy", "-auto-approve").returncode == 0
    assert trap.visits == []
    assert not trap.marker.exists()


@pytest.mark.apply
def test_a_stray_call_to_real_aws_ends_at_the_emulator(
    terraform: Callable[..., Any], emulator: Emulator, trap: Trap
) -> None:
    running = terraform("isolated", emulator)
    settings = running.environment["TF_CLI_CONFIG_FILE"]
    running.environment = isolated_environment(trap.environment, emulator.endpoint, terraform_config=settings)
    del running.environment["AWS_ENDPOINT_URL"]

    applied = running("apply", "-auto-approve")

    assert applied.returncode == 1
    assert emulator.log is not None
    assert "refused a connection to sts.us-east-1.amazonaws.com:443" in emulator.log.read_text()
    assert trap.visits == []
