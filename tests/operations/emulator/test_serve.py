"""The server's process, spoken to by hand."""

import errno
import http.client
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.emulator.isolation import S3_CONTROL_ENDPOINT
from constructs_lib.operations.emulator.serve import OneAtATime

ROOT = Path(__file__).parents[3]


def test_it_reports_its_port_and_ends_with_its_standard_input() -> None:
    command = [sys.executable, "-m", "constructs_lib.operations.emulator.serve"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        port = json.loads(server.stdout.readline())["port"]
        assert server.stdout.read() == ""

        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/moto-api/")
        assert connection.getresponse().status == http.client.OK
        connection.close()

        server.stdin.close()
        assert server.wait() == 0


def test_it_says_why_it_cannot_listen(emulator: Emulator) -> None:
    command = [
        sys.executable,
        "-m",
        "constructs_lib.operations.emulator.serve",
        "--port",
        str(urlsplit(emulator.endpoint).port),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        answer = json.loads(server.stdout.read())

        assert server.wait() == 1
    assert answer["errno"] == errno.EADDRINUSE


def test_it_opens_no_tunnel_and_tells_who_was_asked_for(emulator: Emulator) -> None:
    connection = http.client.HTTPConnection(urlsplit(emulator.endpoint).netloc)
    connection.set_tunnel("sts.amazonaws.com", 443)

    with pytest.raises(OSError, match="403"):
        connection.request("POST", "/")
    assert emulator.log is not None
    assert "refused a connection to sts.amazonaws.com:443" in emulator.log.read_text()


def test_it_takes_a_request_meant_for_a_proxy(emulator: Emulator) -> None:
    s3control = emulator.session().client("s3control")
    settings = {
        "BlockPublicAcls": True,
        "IgnorePublicAcls": True,
        "BlockPublicPolicy": True,
        "RestrictPublicBuckets": True,
    }
    s3control.put_public_access_block(AccountId="123456789012", PublicAccessBlockConfiguration=settings)
    host = f"123456789012.{urlsplit(S3_CONTROL_ENDPOINT).hostname}"
    scope = "AKIACAIR123456789012/20260101/us-east-1/s3/aws4_request"
    connection = http.client.HTTPConnection(urlsplit(emulator.endpoint).netloc)

    connection.request(
        "GET",
        f"http://{host}/v20180820/configuration/publicAccessBlock",
        headers={
            "Host": host,
            "x-amz-account-id": "123456789012",
            "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0",
        },
    )
    answer = connection.getresponse()

    assert answer.status == http.client.OK
    assert "<BlockPublicAcls>true</BlockPublicAcls>" in answer.read().decode()
    connection.close()


def test_no_two_requests_are_worked_on_at_once() -> None:
    """moto's responses change a table that other requests go through: a call would fail that has done its work."""
    table: dict[int, int] = {}
    both = threading.Barrier(2)

    def application(environ: dict[str, Any], _: Any) -> Iterable[bytes]:
        for key in range(2_000):
            table[environ["n"] * 10_000 + key] = key
            # stands still where another thread may come in, as Python does by itself
            sum(1 for _ in table)
        return []

    def ask(n: int) -> Iterable[bytes]:
        both.wait()
        return turn({"n": n}, None)

    turn = OneAtATime(application)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(ask, (1, 2))) == [[], []]


def test_an_answer_comes_in_one_piece(emulator: Emulator) -> None:
    """Headers and body apart would be lost by a client in a hurry: see the request handler."""
    address = urlsplit(emulator.endpoint)
    scope = "AKIAEXAMPLE/20260101/us-east-1/sts/aws4_request"
    request = (
        f"GET /?Action=GetCallerIdentity&Version=2011-06-15 HTTP/1.1\r\nHost: {address.netloc}\r\n"
        f"Authorization: AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0\r\n\r\n"
    )
    for _ in range(20):
        with socket.create_connection((address.hostname, address.port)) as connection:
            connection.sendall(request.encode())
            first = connection.recv(4096)

        assert first.startswith(b"HTTP/1.1 200")
        assert b"GetCallerIdentityResult" in first
