"""A slim assembly is built once for each set, provider and jsii."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from constructs_lib.foundation.bindings import library as library_module
from constructs_lib.foundation.bindings import notice
from constructs_lib.foundation.bindings.library import Library
from constructs_lib.foundation.bindings.package import UnknownLayoutError

NAME = "@a/b"


@pytest.fixture
def cuts() -> list[Path]:
    return []


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cuts: list[Path]) -> Library:
    """A library whose pieces and assemblies are words."""

    def cut(tarball: Path) -> bytes:
        cuts.append(tarball)
        return b"pieces"

    def build(pieces: bytes, submodules: Iterable[str], alias: str) -> bytes:
        return b" ".join([pieces, *(name.encode() for name in submodules), alias.encode()])

    monkeypatch.setenv("CAIRN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(library_module, "cut", cut)
    monkeypatch.setattr(library_module, "Pieces", bytes)
    monkeypatch.setattr(library_module, "build_assembly", build)
    monkeypatch.setattr(notice, "_said", set[str]())
    (tmp_path / "b.jsii.tgz").write_bytes(b"tarball")
    return Library(name=NAME, version="1.0.0", tarball=tmp_path / "b.jsii.tgz")


def read(library: Library, *submodules: str, alias: str = NAME) -> tuple[Path, bytes]:
    with library.slim_tarball(submodules, alias) as path:
        return path, path.read_bytes()


def test_a_set_is_built_once(made: Library, cuts: list[Path]) -> None:
    first = read(made, "one", "two")

    assert first[1] == b"pieces one two @a/b"
    assert read(made, "two", "one") == first
    assert len(cuts) == 1


def test_another_set_needs_no_other_cut(made: Library, cuts: list[Path]) -> None:
    paths = {read(made, "one")[0], read(made, "two")[0], read(made, "one", alias="@a/b-late1")[0]}

    assert len(paths) == 3
    assert len(cuts) == 1


def test_another_jsii_builds_again(made: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = read(made, "one")
    monkeypatch.setattr(library_module, "version", lambda _: "9.9.9")

    assert read(made, "one")[0] != first


@pytest.mark.parametrize("changed", ["version", "content"])
def test_another_provider_is_cut_again(made: Library, cuts: list[Path], changed: str) -> None:
    first, _ = read(made, "one")
    if changed == "version":
        other = replace(made, version="1.0.1")
    else:
        made.tarball.write_bytes(b"TARBALL")
        other = made

    assert read(other, "one")[0].parent != first.parent
    assert len(cuts) == 2


def test_without_a_place_it_is_built_every_time(
    made: Library, cuts: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def homeless() -> Path:
        raise FileNotFoundError("no home directory")

    monkeypatch.setattr(library_module, "cache_directory", homeless)

    (first, content), (second, _) = read(made, "one"), read(made, "one")

    assert content == b"pieces one @a/b"
    assert len(cuts) == 2
    assert not first.exists()
    assert not second.exists()
    assert capsys.readouterr().err == (
        "slim bindings: no cache directory (no home directory), so assemblies are built on every run; "
        "set CAIRN_CACHE_DIR to a directory\n"
    )


@pytest.mark.parametrize("surprise", [KeyError("name"), TypeError("odd"), AttributeError("no")])
def test_whatever_an_odd_file_leads_to_is_an_unknown_layout(
    made: Library, monkeypatch: pytest.MonkeyPatch, surprise: Exception
) -> None:
    def cut(_: Path) -> bytes:
        raise surprise

    monkeypatch.setattr(library_module, "cut", cut)

    with pytest.raises(UnknownLayoutError, match=f"not as expected .{type(surprise).__name__}"):
        read(made, "one")
