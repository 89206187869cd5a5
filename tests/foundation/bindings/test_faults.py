"""Whatever goes wrong with the cache or the provider ends in the stock loader's output, or in a clear error."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Result, Runner

ChangeTarball = Callable[[Callable[[str, bytes], bytes]], None]


def kept(run: Runner) -> dict[str, Path]:
    """The files of the cache by what they are; there is one slim assembly in these tests."""
    files = [path for path in (run.folder / "cache").rglob("*") if path.is_file() and path.name != "lock"]
    return {"pieces" if path.name.startswith("pieces.") else "set": path for path in files}


def is_slim(result: Result) -> bool:
    return not result.provider.name.endswith(".jsii.tgz")


def test_the_first_run_fills_the_cache_and_the_second_uses_it(run: Runner, mini: Path, small_stock: Result) -> None:
    first = run("small.py", path=mini)
    times = {path: path.stat().st_ino for path in kept(run).values()}
    second = run("small.py", path=mini)

    assert first.output == second.output == small_stock.output
    assert (first.stderr, second.stderr) == ("", "")
    assert first.provider == second.provider == kept(run)["set"]
    assert times == {path: path.stat().st_ino for path in kept(run).values()}


@pytest.mark.parametrize(
    ("damaged", "how"),
    [("set", "truncated"), ("set", "flipped"), ("pieces", "truncated"), ("pieces", "flipped"), ("both", "emptied")],
)
def test_a_damaged_file_is_built_again(run: Runner, mini: Path, small_stock: Result, damaged: str, how: str) -> None:
    run("small.py", path=mini)
    before = {name: path.read_bytes() for name, path in kept(run).items()}
    if damaged == "pieces":
        kept(run)["set"].unlink()  # so that the pieces are read
    for name, path in kept(run).items():
        if damaged in (name, "both"):
            path.write_bytes(spoil(before[name], how))

    result = run("small.py", path=mini)

    assert (result.output, result.stderr) == (small_stock.output, "")
    assert is_slim(result)
    assert kept(run)["set"].read_bytes() == before["set"]
    # A whole set is all that is needed: pieces nobody reads stay as they are.
    assert damaged == "set" or kept(run)["pieces"].read_bytes() == before["pieces"]


def spoil(content: bytes, how: str) -> bytes:
    middle = len(content) // 2
    match how:
        case "truncated":
            return content[:middle]
        case "flipped":
            return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        case _:
            return b""


def test_a_cache_directory_that_cannot_be_one(run: Runner, mini: Path, small_stock: Result) -> None:
    """A read-only directory would not do: root may write there."""
    (run.folder / "cache").write_text("a file")

    result = run("small.py", path=mini)

    assert result.output == small_stock.output
    assert is_slim(result)
    assert re.fullmatch(
        r"slim bindings: cannot keep assemblies in \S+/cache/bindings/v1/\S+ \(Not a directory\), "
        r"so they are built on every run; set CAIRN_CACHE_DIR to a directory\n",
        result.stderr,
    )


def test_a_home_that_cannot_be_written(run: Runner, mini: Path, small_stock: Result) -> None:
    """Neither this cache nor that of jsii, which on its own refuses to run."""
    home = run.folder / "home"
    home.write_text("a file")
    nowhere = {"HOME": str(home / "user"), "CAIRN_CACHE_DIR": "", "JSII_RUNTIME_PACKAGE_CACHE_ROOT": ""}

    result = run("small.py", path=mini, env=nowhere)
    stock = run("small.py", path=mini, env={**nowhere, "CAIRN_STOCK_BINDINGS": "1"})

    assert result.output == small_stock.output, result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "cannot keep assemblies in" in result.stderr
    assert "Cannot use the jsii package cache" in stock.stderr


def test_a_full_disk(run: Runner, mini: Path, small_stock: Result) -> None:
    """Neither the cache nor the temporary directory takes a slim assembly: the published one is there already."""
    result = run("small.py", "large-files", path=mini)

    assert result.output == small_stock.output
    assert result.provider.parent == mini / "cdktf_cdktf_provider_aws" / "_jsii"
    assert [line.partition(" (")[0] for line in result.stderr.splitlines()][-1].endswith("File too large")
    assert "uses the stock loader, which is slower" in result.stderr
    assert kept(run) == {}


def test_a_process_killed_while_it_writes(run: Runner, mini: Path, small_stock: Result) -> None:
    killed = run("small.py", "killed", path=mini)
    left = [path.name for path in (run.folder / "cache").rglob("*.tmp")]

    result = run("small.py", path=mini)

    assert killed.returncode == -9
    assert len(left) == 1
    assert (result.output, result.stderr) == (small_stock.output, "")
    assert is_slim(result)


def test_many_processes_on_an_empty_cache(run: Runner, mini: Path, small_stock: Result) -> None:
    started = [run.start("small.py", path=mini) for _ in range(4)]
    results = [run.finish(process) for process in started]

    assert [result.output for result in results] == [small_stock.output] * 4
    assert [result.stderr for result in results] == [""] * 4
    assert len(list((run.folder / "cache").rglob("pieces.*"))) == 1


def test_another_version_of_the_provider_gets_a_cache_of_its_own(run: Runner, mini: Path, small_stock: Result) -> None:
    run("small.py", path=mini)
    tarball = next(mini.rglob("*.tgz"))
    tarball.rename(tarball.with_name("provider-aws@20.1.1.jsii.tgz"))
    for path in (mini / "cdktf_cdktf_provider_aws" / "_jsii").glob("*.py"):
        path.write_text(path.read_text().replace("20.1.0", "20.1.1"))

    result = run("small.py", path=mini)

    # The package.json inside still says 20.1.0, which the kernel does not compare with what it is asked to load.
    assert result.output == small_stock.output
    assert len(list((run.folder / "cache" / "bindings" / "v1").iterdir())) == 2


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        (".jsii", b'"jsii/0.10.0"', b'"jsii/0.11.0"', "its description is of schema jsii/0.11.0, not jsii/0.10.0"),
        (".jsii", b'{"author"', b'["author"', "its description cannot be read (expected '{' at 0)"),
        (".jsii", b'"types":{', b'"types":{"x.y":{},', "its type x.y is in no submodule"),
        ("lib/index.js", b"exports.vpc =", b"exports['vpc'] =", "its index does not list exactly its submodules"),
        (
            "lib/vpc/index.js",
            b'require("cdktf")',
            b'require("cdk" + "tf")',
            "lib/vpc/index.js loads what cannot be told",
        ),
    ],
)
def test_an_assembly_of_another_shape_is_loaded_whole(  # noqa: PLR0917
    run: Runner,
    mini: Path,
    small_stock: Result,
    change_tarball: ChangeTarball,
    file: str,
    old: bytes,
    new: bytes,
    reason: str,
) -> None:
    change_tarball(lambda path, content: content.replace(old, new, 1) if path == f"package/{file}" else content)

    result = run("small.py", path=mini)
    stock = run("small.py", path=mini, env={"CAIRN_STOCK_BINDINGS": "1"})

    assert (result.returncode, result.output) == (stock.returncode, stock.output)
    assert reason in result.stderr
    assert stock.returncode != 0 or result.output == small_stock.output
    assert stock.returncode != 0 or not is_slim(result)


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("_jsii/__init__.py", "jsii.JSIIAssembly.load(", "jsii.JSIIAssembly . load(", "exactly one assembly"),
        ("_jsii/__init__.py", "import constructs._jsii", "_SUBMODULE_FQN_MAP = {}", "loads its submodules by itself"),
        ("__init__.py", "from . import vpc", "from . import vpc as vpc", "more than a list"),
    ],
)
def test_a_package_of_another_shape_is_imported_as_published(  # noqa: PLR0917
    run: Runner, mini: Path, small_stock: Result, file: str, old: str, new: str, reason: str
) -> None:
    path = mini / "cdktf_cdktf_provider_aws" / file
    path.write_text(path.read_text().replace(old, new))

    result = run("small.py", path=mini)

    assert result.output == small_stock.output
    assert result.stderr.startswith("slim bindings: cdktf_cdktf_provider_aws uses the stock loader, which is slower: ")
    assert reason in result.stderr
    assert "sqs_queue" in result.imported
    assert not is_slim(result)


def test_a_provider_without_its_assembly_fails_as_ever(run: Runner, mini: Path) -> None:
    next(mini.rglob("*.tgz")).unlink()

    result = run("small.py", path=mini)
    stock = run("small.py", path=mini, env={"CAIRN_STOCK_BINDINGS": "1"})

    assert result.returncode == stock.returncode == 1
    assert "no such file or directory" in result.stderr.splitlines()[-1]
    assert result.stderr.splitlines()[-1] == stock.stderr.splitlines()[-1]
