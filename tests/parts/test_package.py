"""Packages for Lambda: the same bytes everywhere, and everything that runs is in them."""

import io
import json
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution
from pathlib import Path

import boto3
import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.parts import package as module
from constructs_lib.parts.package import Package, package

ROTATION = package("rotation", "pg8000")


def archive(made: Package) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(made.content))


def test_holds_the_code_the_distributions_and_what_they_require() -> None:
    assert {name.split("/")[0] for name in archive(ROTATION).namelist() if ".dist-info/" not in name} == {
        *("rotation", "pg8000", "scramp", "asn1crypto", "dateutil", "six.py"),
    }


def test_keeps_licences_and_versions() -> None:
    names = archive(ROTATION).namelist()

    assert [name for name in names if name.startswith("pg8000-") and name.endswith(("LICENSE", "METADATA"))]
    assert [name for name in names if name.endswith((".pyc", "RECORD", "INSTALLER", "direct_url.json"))] == []


def test_says_nothing_of_the_machine_or_the_time() -> None:
    entries = archive(ROTATION).infolist()

    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert {entry.create_system for entry in entries} == {3}
    assert str(Path.cwd()).encode() not in ROTATION.content


def test_is_not_compressed_because_compression_differs_between_machines() -> None:
    assert {entry.compress_type for entry in archive(ROTATION).infolist()} == {zipfile.ZIP_STORED}


def test_is_the_same_in_another_process() -> None:
    code = "from constructs_lib.parts.package import package; print(package('rotation', 'pg8000').hash)"
    command = [sys.executable, "-c", code]
    other = subprocess.run(command, capture_output=True, check=True, text=True, env={"PYTHONHASHSEED": "1"})

    assert other.stdout.strip() == ROTATION.hash


def test_runs_with_nothing_but_what_lambda_has(tmp_path: Path) -> None:
    """Unpacked, in a Python that sees only the standard library, and boto3 behind it."""
    archive(ROTATION).extractall(tmp_path)
    code = (
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}]; sys.path.append({str(Path(boto3.__file__).parents[1])!r})\n"
        "import json, rotation.handler, pg8000, scramp, asn1crypto, dateutil, six\n"
        "loaded = {name: module.__file__ for name, module in sys.modules.items() if getattr(module, '__file__', None)}\n"
        "print(json.dumps(loaded))"
    )
    answer = subprocess.run([sys.executable, "-ISc", code], capture_output=True, check=True, text=True)
    loaded = json.loads(answer.stdout)

    assert loaded["rotation.handler"].startswith(str(tmp_path))
    assert {name: path for name, path in loaded.items() if "site-packages" in path} == {}


def test_a_distribution_that_is_missing_is_told_with_the_fix() -> None:
    with pytest.raises(ConfigError, match=r"distribution nowhere-to-be-found: is not installed[\s\S]*pip install"):
        package("rotation", "nowhere-to-be-found")


def test_a_distribution_for_this_machine_only_is_refused() -> None:
    with pytest.raises(ConfigError, match="is not pure Python"):
        package("rotation", "pydantic-core")


class Odd(Distribution):
    """A distribution with unusual metadata."""

    def __init__(self, requires: str = "", *, record: str | None = "") -> None:
        self.text = {
            "METADATA": f"Metadata-Version: 2.1\nName: odd\nVersion: 1\nRequires-Dist: {requires}\n",
            "RECORD": record,
        }

    def read_text(self, filename: str) -> str | None:
        return self.text.get(filename)

    def locate_file(self, path: object) -> Path:
        return Path("nowhere") / str(path)


@pytest.mark.parametrize(
    ("odd", "message"),
    [
        (Odd('colorama; sys_platform == "win32"'), "requires something on some machines only"),
        (Odd('six; extra == "tests"', record=None), "does not say which files are its own"),
    ],
)
def test_what_would_depend_on_the_machine_is_refused(monkeypatch: pytest.MonkeyPatch, odd: Odd, message: str) -> None:
    package.cache_clear()
    monkeypatch.setattr(module, "distribution", lambda _: odd)
    with pytest.raises(ConfigError, match=message):
        package("rotation", "odd")
    package.cache_clear()
