"""A slim assembly says of its types what the published one says."""

import io
import json
import tarfile
from typing import Any

import pytest

from constructs_lib.foundation.bindings.assembly import build_assembly
from constructs_lib.foundation.bindings.package import UnknownLayoutError
from constructs_lib.foundation.bindings.pieces import Piece, Pieces

NAME = "@cdktf/provider-aws"
LATE = "@cdktf/provider-aws-late1"


def unpack(content: bytes) -> dict[str, str]:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        found: dict[str, str] = {}
        for member in archive:
            file = archive.extractfile(member)
            assert file is not None
            found[member.name] = file.read().decode()
        return found


def test_it_holds_the_wanted_submodules_only(pieces: Pieces) -> None:
    files = unpack(build_assembly(pieces, ["vpc", "s3Bucket"], NAME))

    description = json.loads(files["package/.jsii"])
    assert {fqn.split(".")[1] for fqn in description["types"]} == {"vpc", "s3Bucket"}
    assert description["types"][f"{NAME}.vpc.Vpc"] == pieces.piece("vpc").types[f"{NAME}.vpc.Vpc"]
    assert list(description["submodules"]) == [f"{NAME}.s3Bucket", f"{NAME}.vpc"]
    assert (description["name"], description["version"]) == (NAME, "20.1.0")
    assert sorted(files) == [
        "package/.jsii",
        "package/lib/index.js",
        "package/lib/s3-bucket/index.js",
        "package/lib/vpc/index.js",
        "package/package.json",
    ]
    assert files["package/lib/vpc/index.js"] == pieces.piece("vpc").scripts["lib/vpc/index.js"]


def test_the_index_runs_a_submodule_when_it_is_asked_for(pieces: Pieces) -> None:
    index = unpack(build_assembly(pieces, ["vpc"], NAME))["package/lib/index.js"]

    assert (
        'Object.defineProperty(exports, "vpc", { enumerable: true, get: function () { return require("./vpc"); } });'
        in index
    )


def test_equal_sets_give_equal_bytes(pieces: Pieces) -> None:
    assert build_assembly(pieces, ["vpc", "s3Bucket"], NAME) == build_assembly(pieces, ["s3Bucket", "vpc"], NAME)


def test_another_name_is_given_to_all_that_is_in_it(pieces: Pieces) -> None:
    files = unpack(build_assembly(pieces, ["s3Bucket"], LATE))

    assert json.loads(files["package/package.json"])["name"] == LATE
    description: dict[str, Any] = json.loads(files["package/.jsii"])
    assert description["name"] == LATE
    assert all(fqn.startswith(f"{LATE}.s3Bucket.") for fqn in description["types"])
    assert {type_["assembly"] for type_ in description["types"].values()} == {LATE}
    assert f'"{NAME}.' not in files["package/.jsii"]
    assert f'fqn: "{LATE}.s3Bucket.S3Bucket"' in files["package/lib/s3-bucket/index.js"]
    assert f'"{NAME}.' not in files["package/lib/s3-bucket/index.js"]


class Two(Pieces):
    """Two submodules, of which one needs the other."""

    def __init__(self) -> None:
        self.assembly = {"name": NAME}
        self.manifest = {}

    def piece(self, submodule: str) -> Piece:
        refers = ["two"] if submodule == "one" else []
        return Piece(fields={}, types={}, scripts={}, entry=submodule, refers=refers)


def test_what_is_needed_comes_along() -> None:
    assert list(json.loads(unpack(build_assembly(Two(), ["one"], NAME))["package/.jsii"])["submodules"]) == [
        f"{NAME}.one",
        f"{NAME}.two",
    ]


def test_under_another_name_nothing_is_held_twice() -> None:
    with pytest.raises(UnknownLayoutError, match="they need two as well"):
        build_assembly(Two(), ["one"], LATE)

    assert build_assembly(Two(), ["one", "two"], LATE)
