"""An assembly is cut so that every piece knows what it needs; what cannot be told is not guessed."""

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.foundation.bindings.package import UnknownLayoutError
from constructs_lib.foundation.bindings.pieces import Pieces, cut


def description(**types: Any) -> dict[str, Any]:
    return {
        "schema": "jsii/0.10.0",
        "name": "@a/b",
        "version": "1.0.0",
        "submodules": {f"@a/b.{name}": {} for name in ("one", "two", "three")},
        "types": {"@a/b.one.A": {"fqn": "@a/b.one.A"}, "@a/b.two.B": {"base": "x.Y"}, "@a/b.three.C": {}, **types},
    }


def files(**changed: str) -> dict[str, str]:
    return {
        ".jsii": json.dumps(description()),
        "package.json": json.dumps({"name": "@a/b", "main": "lib/index.js"}),
        "README.md": "long",
        "lib/index.js": 'exports.one = require("./first");\nexports.two = __importStar(require("./two"));\n'
        'exports.three = require("./three");\n',
        "lib/first/index.js": 'require("cdktf");\nrequire("./inner");\n//# sourceMappingURL=data:x\n',
        "lib/first/inner/index.js": "",
        "lib/first/index.d.ts": "types",
        "lib/two/index.js": "",
        "lib/three/index.js": "",
        **{name.replace("__", "/").replace("_", "."): text for name, text in changed.items()},
    }


def tarball(folder: Path, content: dict[str, str]) -> Path:
    path = folder / "assembly.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, text in content.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return path


def test_a_piece_holds_what_its_submodule_is(tmp_path: Path) -> None:
    pieces = Pieces(cut(tarball(tmp_path, files())))

    piece = pieces.piece("one")
    assert piece.types == {"@a/b.one.A": {"fqn": "@a/b.one.A"}}
    assert piece.scripts == {
        "lib/first/index.js": 'require("cdktf");\nrequire("./inner");\n',
        "lib/first/inner/index.js": "",
    }
    assert (piece.entry, piece.refers) == ("first", [])
    assert pieces.assembly == {"schema": "jsii/0.10.0", "name": "@a/b", "version": "1.0.0"}


def test_the_same_assembly_gives_the_same_bytes(tmp_path: Path) -> None:
    assert cut(tarball(tmp_path, files())) == cut(tarball(tmp_path, files()))


def test_what_types_and_scripts_refer_to_comes_along(tmp_path: Path) -> None:
    content = files(
        _jsii=json.dumps(description(**{"@a/b.one.A": {"methods": [{"returns": {"type": {"fqn": "@a/b.two.B"}}}]}}))
    )
    content["lib/two/index.js"] = 'const three = require( "../three/index" );'

    pieces = Pieces(cut(tarball(tmp_path, content)))

    assert list(pieces.closure(["one"])) == ["one", "three", "two"]
    assert list(pieces.closure(["two"])) == ["three", "two"]
    assert list(pieces.closure(["three"])) == ["three"]


def test_there_is_no_piece_for_a_submodule_that_is_not(tmp_path: Path) -> None:
    with pytest.raises(UnknownLayoutError, match="no submodule four"):
        Pieces(cut(tarball(tmp_path, files()))).piece("four")


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("package.json", json.dumps({"main": "index.js"}), "does not start at lib/index.js"),
        ("lib/index.js", 'exports.one = require("./first");', "exactly its submodules"),
        ("lib/two/index.js", "require(name)", "what cannot be told: name"),
        ("lib/two/index.js", "require('../nowhere')", "in no submodule"),
        ("lib/two/index.js", "require('../index')", "in no submodule"),
        (
            ".jsii",
            json.dumps(description(**{"@a/b.one.A": {"fqn": "@a/b.four.D"}})),
            "refers to what is in no submodule",
        ),
    ],
)
def test_what_cannot_be_told_is_not_guessed(tmp_path: Path, name: str, text: str, reason: str) -> None:
    with pytest.raises(UnknownLayoutError, match=reason):
        cut(tarball(tmp_path, {**files(), name: text}))


@pytest.mark.parametrize("missing", [".jsii", "package.json", "lib/index.js", "lib/first/index.js"])
def test_a_file_less_is_told(tmp_path: Path, missing: str) -> None:
    content = files()
    del content[missing]

    with pytest.raises(UnknownLayoutError, match=r"lacks|is not a folder with an index\.js"):
        cut(tarball(tmp_path, content))


def test_what_is_no_tarball_is_told(tmp_path: Path) -> None:
    path = tmp_path / "assembly.tgz"
    path.write_bytes(b"nothing of the kind")

    with pytest.raises(UnknownLayoutError, match="cannot be read"):
        cut(path)


def test_the_installed_provider_has_independent_submodules(pieces: Pieces) -> None:
    """Late imports depend on it."""
    for name in ("vpc", "wafv2WebAcl", "s3Bucket"):
        assert pieces.piece(name).refers == []
