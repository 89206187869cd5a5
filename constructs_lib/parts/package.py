"""What is uploaded to Lambda: code of this library's runtime and the distributions it imports, the same bytes everywhere.

Nothing is downloaded and nothing compiled: the files are those of the environment that synthesizes, which Pipfile.lock
pins. Nothing is compressed either, because zlib's output differs from one version to the next, and with it would the hash.
"""

import io
import re
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from typing import Final

from constructs_lib.foundation.errors import ConfigError, Problem

_RUNTIME: Final = Path(__file__).parents[1] / "runtime"
# The earliest a zip can say. Lambda reads no times, but they are part of the bytes.
_TIME: Final = (1980, 1, 1, 0, 0, 0)
# A plain file everybody may read, as Lambda needs it: https://docs.aws.amazon.com/lambda/latest/dg/python-package.html
_MODE: Final = 0o100644 << 16
_UNIX: Final = 3
_COMPILED: Final = (".so", ".pyd", ".dylib")
_LEGAL: Final = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS)", re.IGNORECASE)
_REQUIREMENT: Final = re.compile(r"^(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)[^;]*(?:;(?P<when>.*))?$")
# In Lambda's own Python: https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html#python-sdk-included
_THERE_ALREADY: Final = frozenset({"boto3", "botocore"})


@dataclass(frozen=True, slots=True)
class Package:
    """A zip."""

    content: bytes

    @property
    def hash(self) -> str:
        """Its SHA-256 as Lambda writes it."""
        return b64encode(sha256(self.content).digest()).decode("ascii")


@cache
def package(runtime: str, *distributions: str) -> Package:
    """`runtime/<runtime>` as a package of that name, with these distributions and all that they require."""
    files = {f"{runtime}/{name}": content for name, content in _files_below(_RUNTIME / runtime)}
    for found in _with_requirements(distributions):
        files.update(_files_of(found))
    return Package(_zip(files))


def _zip(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system, entry.external_attr = _UNIX, _MODE
            archive.writestr(entry, files[name])
    return written.getvalue()


def _files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*.py"):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _with_requirements(names: tuple[str, ...]) -> tuple[Distribution, ...]:
    """These distributions, what they require, and so on; each once."""
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        name = _normal(waiting.pop())
        if name in found or name in _THERE_ALREADY:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            raise _refusal(name, "is not installed", fix=f"pip install {name}") from None
        waiting += _requirements(found[name])
    return tuple(found.values())


def _requirements(found: Distribution) -> Iterator[str]:
    for text in found.requires or ():
        requirement = _REQUIREMENT.match(text)
        when = (requirement["when"] or "") if requirement else ""
        if requirement and not when:
            yield requirement["name"]
        elif "extra" not in when:
            # whether it holds would be decided by the Python that synthesizes, not by Lambda's
            raise _refusal(found.name, "requires something on some machines only", got=text)


def _files_of(found: Distribution) -> Iterator[tuple[str, bytes]]:
    if found.files is None:
        raise _refusal(found.name, "does not say which files are its own", fix="install it as a wheel")
    for path in found.files:
        place = PurePosixPath(path.as_posix())
        if place.suffix in _COMPILED:
            raise _refusal(found.name, "is not pure Python: it is for this machine only", got=str(place))
        if place.parts[0] == ".." or place.suffix == ".pyc":
            continue
        if not place.parts[0].endswith(".dist-info") or _LEGAL.match(place.name):
            yield str(place), Path(str(path.locate())).read_bytes()
    # What asks a distribution for its version at run time gets it. The rest of the metadata differs by installer.
    text = f"Metadata-Version: 2.1\nName: {found.name}\nVersion: {found.version}\n"
    yield f"{found.name.replace('-', '_')}-{found.version}.dist-info/METADATA", text.encode()


def _normal(name: str) -> str:
    """One spelling: https://packaging.python.org/en/latest/specifications/name-normalization/"""
    return re.sub(r"[-_.]+", "-", name).lower()


def _refusal(name: str, what: str, *, got: str = "", fix: str = "") -> ConfigError:
    return ConfigError([Problem(where=f"distribution {name}", what=what, got=got, fix=fix)])
