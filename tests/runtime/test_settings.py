"""Settings as running code reads them: at once, kept for a while, and there also when Parameter Store is not."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator, isolated_environment
from constructs_lib.runtime.settings import SettingMissing, Settings

PATH = "/payments/test"


class Clock:
    """A time that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Counting:
    """A client that counts how often it is asked, and can be broken."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.asked = 0
        self.broken = False

    def get_paginator(self, operation: str) -> Any:
        self.asked += 1
        if self.broken:
            raise ConnectionError("out of reach")
        return self.client.get_paginator(operation)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def ssm(emulator: Emulator) -> Any:
    emulator.reset()
    return emulator.session("111111111111").client("ssm")


@pytest.fixture
def write(ssm: Any) -> Callable[[str, str], None]:
    def put(name: str, value: str) -> None:
        ssm.put_parameter(Name=f"{PATH}/{name}", Value=value, Type="String", Overwrite=True)

    return put


def test_reads_everything_below_its_path_and_nothing_else(ssm: Any, write: Callable[[str, str], None]) -> None:
    """More than one page of it: Parameter Store gives ten at a time."""
    written = {f"group/setting-{number}": str(number) for number in range(23)} | {"level": "info"}
    for name, value in written.items():
        write(name, value)
    ssm.put_parameter(Name="/payments/test-2/level", Value="debug", Type="String")

    assert dict(Settings(PATH, client=ssm)) == written
    assert len(Settings(f"{PATH}/", client=ssm)) == 24


def test_a_change_arrives_when_what_was_read_is_too_old(ssm: Any, write: Callable[[str, str], None]) -> None:
    clock, client = Clock(), Counting(ssm)
    settings = Settings(PATH, max_age_seconds=60, client=client, clock=clock)
    write("level", "info")
    assert settings["level"] == "info"

    write("level", "debug")
    clock.now = 59.9
    assert (settings["level"], client.asked) == ("info", 1)
    clock.now = 60
    assert (settings["level"], client.asked) == ("debug", 2)


def test_what_was_read_last_stays_in_use_while_parameter_store_is_out_of_reach(
    ssm: Any, write: Callable[[str, str], None], caplog: pytest.LogCaptureFixture
) -> None:
    clock, client = Clock(), Counting(ssm)
    settings = Settings(PATH, max_age_seconds=60, client=client, clock=clock)
    write("level", "info")
    assert settings["level"] == "info"

    client.broken, clock.now = True, 60
    with caplog.at_level(logging.WARNING):
        assert settings["level"] == "info"
        assert settings["level"] == "info"
    # told once, and asked again only when its time has come
    assert [record.getMessage() for record in caplog.records] == [
        f"settings below {PATH} cannot be read; the last ones stay in use"
    ]
    client.broken, clock.now = False, 120
    write("level", "debug")
    assert (settings["level"], client.asked) == ("debug", 3)


def test_the_first_reading_must_succeed(ssm: Any) -> None:
    client = Counting(ssm)
    client.broken = True

    with pytest.raises(ConnectionError, match="out of reach"):
        Settings(PATH, client=client)["level"]


def test_a_missing_one_says_what_is_there(ssm: Any, write: Callable[[str, str], None]) -> None:
    write("level", "info")
    settings = Settings(PATH, client=ssm)

    with pytest.raises(SettingMissing) as caught:
        settings["levle"]
    assert str(caught.value) == "no setting 'levle' below /payments/test; there is level"
    assert settings.get("levle", "warning") == "warning"
    assert "levle" not in settings


def test_threads_that_ask_at_once_ask_once(ssm: Any, write: Callable[[str, str], None]) -> None:
    client = Counting(ssm)
    settings = Settings(PATH, client=client)
    write("level", "info")
    seen: list[str] = []
    threads = [threading.Thread(target=lambda: seen.append(settings["level"])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (seen, client.asked) == (["info"] * 8, 1)


def test_finds_its_own_client_where_none_is_given(emulator: Emulator, write: Callable[[str, str], None]) -> None:
    """As in Lambda: the region and the credentials are the environment's."""
    write("level", "info")
    code = f"from constructs_lib.runtime.settings import Settings; print(Settings({PATH!r})['level'])"
    environment = isolated_environment(os.environ, emulator.endpoint, account_id="111111111111")
    child = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)

    assert (child.stdout, child.returncode) == ("info\n", 0), child.stderr
