"""Programs run in processes of their own, against the real provider and against a small one made of it."""

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from constructs_lib.foundation.bindings.assembly import build_assembly
from constructs_lib.foundation.bindings.cache import Cache
from constructs_lib.foundation.bindings.library import Library
from constructs_lib.foundation.bindings.pieces import Pieces

PROVIDER = "cdktf_cdktf_provider_aws"
PROGRAMS = Path(__file__).with_name("programs")
OURS = ("CAIRN_", "JSII_", "CDKTF_", "XDG_CACHE_HOME", "PYTHONPATH")


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a program left behind."""

    returncode: int
    stdout: str
    stderr: str
    output: dict[str, str]

    @property
    def loads(self) -> dict[str, Path]:
        """The tarball of each assembly the kernel loaded."""
        return {name: Path(tarball) for name, tarball in json.loads(self.stdout)["loads"]}

    @property
    def imported(self) -> list[str]:
        """The provider's submodules that were imported."""
        return json.loads(self.stdout)["imported"]

    @property
    def provider(self) -> Path:
        """The tarball the provider was loaded from."""
        return self.loads["@cdktf/provider-aws"]


@dataclass(frozen=True, kw_only=True)
class Runner:
    """Starts programs with nothing of the user's: neither caches nor variables."""

    project: Path
    caches: Path
    folder: Path

    def start(
        self, program: str, *arguments: str, path: Path | None = None, env: Mapping[str, str] | None = None
    ) -> tuple[subprocess.Popen[str], Path]:
        """The running program, and the folder it writes to."""
        output = self.folder / f"output-{len(list(self.folder.iterdir()))}"
        output.mkdir()
        search = os.pathsep.join(str(entry) for entry in (path, self.project) if entry is not None)
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(OURS)},
            "PYTHONPATH": search,
            "CAIRN_CACHE_DIR": str(self.folder / "cache"),
            "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(self.caches / "jsii"),
            **(env or {}),
        }
        process = subprocess.Popen(
            [sys.executable, str(PROGRAMS / program), str(output), *arguments],
            env={name: value for name, value in environment.items() if value},
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return process, output

    def finish(self, started: tuple[subprocess.Popen[str], Path]) -> Result:
        """What it left, once it ended."""
        process, output = started
        stdout, stderr = process.communicate(timeout=120)
        files = {
            str(path.relative_to(output)): path.read_text(encoding="utf-8")
            for path in sorted(output.rglob("*"))
            if path.is_file()
        }
        return Result(returncode=process.returncode, stdout=stdout, stderr=stderr, output=files)

    def __call__(
        self, program: str, *arguments: str, path: Path | None = None, env: Mapping[str, str] | None = None
    ) -> Result:
        """Run to the end."""
        return self.finish(self.start(program, *arguments, path=path, env=env))


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Caches shared by the tests that do not spoil them."""
    return tmp_path_factory.mktemp("bindings-caches")


@pytest.fixture
def run(project: Path, caches: Path, tmp_path: Path) -> Runner:
    """Runs programs with an empty cache of this test's own."""
    folder = tmp_path / "runs"
    folder.mkdir()
    return Runner(project=project, caches=caches, folder=folder)


@pytest.fixture(scope="session")
def run_shared(project: Path, caches: Path) -> Runner:
    """Runs programs whose results several tests look at."""
    folder = caches / "runs"
    folder.mkdir(exist_ok=True)
    return Runner(project=project, caches=caches, folder=folder)


@pytest.fixture(scope="session")
def provider_root() -> Path:
    """The installed provider, found without importing it."""
    spec = find_spec(PROVIDER)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0])


@pytest.fixture(scope="session")
def library(provider_root: Path) -> Library:
    """The installed provider's assembly."""
    tarball = next((provider_root / "_jsii").glob("*.tgz"))
    return Library(name="@cdktf/provider-aws", version="20.1.0", tarball=tarball)


@pytest.fixture(scope="session")
def pieces(library: Library, caches: Path) -> Pieces:
    """The installed provider's assembly, cut once for all tests; where it is kept is what `run_shared` uses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAIRN_CACHE_DIR", str(caches / "runs" / "cache"))
        cache = library._cache()
        assert isinstance(cache, Cache)
        return library._pieces(cache)


SUBMODULES = {"provider": "provider", "vpc": "vpc", "s3_bucket": "s3Bucket", "sqs_queue": "sqsQueue"}


@pytest.fixture(scope="session")
def mini_original(provider_root: Path, pieces: Pieces, caches: Path) -> Path:
    """A provider of four submodules, with the real one's name, files and layout."""
    root = caches / "mini" / PROVIDER
    (root / "_jsii").mkdir(parents=True)
    for python in SUBMODULES:
        shutil.copytree(provider_root / python, root / python, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(provider_root / "_jsii" / "__init__.py", root / "_jsii")
    names = "".join(f'    "{python}",\n' for python in SUBMODULES)
    imports = "".join(f"from . import {python}\n" for python in SUBMODULES)
    (root / "__init__.py").write_text(f"from ._jsii import *\n\n__all__ = [\n{names}]\n\n{imports}", encoding="utf-8")
    slim = build_assembly(pieces, SUBMODULES.values(), "@cdktf/provider-aws")
    entries = {name: pieces.piece(name).entry for name in SUBMODULES.values()}
    index = "".join(f'exports.{name} = require("./{entry}");\n' for name, entry in entries.items())
    tarball = root / "_jsii" / "provider-aws@20.1.0.jsii.tgz"
    tarball.write_bytes(slim)
    rewrite(tarball, lambda path, content: index.encode() if path == "package/lib/index.js" else content)
    return root.parent


def rewrite(tarball: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Each file in the tarball as `change` makes it."""
    with tarfile.open(fileobj=io.BytesIO(tarball.read_bytes())) as old, tarfile.open(tarball, "w:gz") as new:
        for member in old:
            file = old.extractfile(member)
            assert file is not None
            changed = change(member.name, file.read())
            member.size = len(changed)
            new.addfile(member, io.BytesIO(changed))


@pytest.fixture
def change_tarball(mini: Path) -> Callable[[Callable[[str, bytes], bytes]], None]:
    """Spoils what is in the small provider's tarball."""
    return lambda change: rewrite(next(mini.rglob("*.tgz")), change)


@pytest.fixture
def mini(mini_original: Path, tmp_path: Path) -> Path:
    """The small provider, to spoil."""
    return Path(shutil.copytree(mini_original, tmp_path / "mini"))


@pytest.fixture(scope="session")
def small_stock(run_shared: Runner, mini_original: Path) -> Result:
    """What the small program gives with the stock loader."""
    result = run_shared("small.py", path=mini_original, env={"CAIRN_STOCK_BINDINGS": "1"})
    assert result.returncode == 0, result.stderr
    assert "small" in str(result.output)
    return result
