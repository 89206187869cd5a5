"""One shape of package is known; any other is left to the stock loader."""

from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from constructs_lib.foundation.bindings.package import Package, UnknownLayoutError, read_package

ROOT = '__all__ = [\n    "one",\n    "two",\n]\n\nfrom . import one\nfrom . import two\n'
LOADER = "__jsii_assembly__ = jsii.JSIIAssembly.load(\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "provider"
    (root / "_jsii").mkdir(parents=True)
    (root / "__init__.py").write_text(ROOT)
    (root / "_jsii" / "__init__.py").write_text(LOADER)
    (root / "_jsii" / "provider@1.0.0.jsii.tgz").write_bytes(b"")
    return root


def spec(root: Path, *more: str) -> ModuleSpec:
    found = ModuleSpec("provider", None, origin=str(root / "__init__.py"), is_package=True)
    found.submodule_search_locations = [str(root), *more]
    return found


def test_the_known_shape(folder: Path) -> None:
    assert read_package(spec(folder)) == Package(name="provider", root=folder, submodules=("one", "two"))


def test_the_installed_provider_is_of_the_known_shape(provider_root: Path) -> None:
    package = read_package(spec(provider_root))

    assert len(package.submodules) > 2000
    assert {"vpc", "s3_bucket", "provider"} <= set(package.submodules)


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("__init__.py", "from . import two\n", "", "more than a list"),
        ("__init__.py", "from . import two", "from . import two as two", "more than a list"),
        ("__init__.py", '    "two",\n', "", "more than a list"),
        ("__init__.py", ROOT, "", "more than a list"),
        ("__init__.py", "__all__", "@jsii.enum(jsii_type='a.B')\n__all__", "more than a list"),
        ("__init__.py", "__all__", "def __getattr__(name): ...\n__all__", "more than a list"),
        ("_jsii/__init__.py", LOADER, "", "exactly one assembly"),
        ("_jsii/__init__.py", LOADER, LOADER * 2, "exactly one assembly"),
        ("_jsii/__init__.py", LOADER, f"_SUBMODULE_FQN_MAP = {{}}\n{LOADER}", "by itself"),
    ],
)
def test_any_other_source_is_unknown(folder: Path, file: str, old: str, new: str, reason: str) -> None:
    path = folder / file
    path.write_text(path.read_text().replace(old, new))

    with pytest.raises(UnknownLayoutError, match=reason):
        read_package(spec(folder))


def test_a_package_of_two_folders_is_unknown(folder: Path) -> None:
    with pytest.raises(UnknownLayoutError, match="one folder"):
        read_package(spec(folder, "elsewhere"))


def test_a_package_in_a_zip_file_is_unknown(folder: Path) -> None:
    with pytest.raises(UnknownLayoutError, match="cannot be read"):
        read_package(spec(folder / "inside.zip"))


def test_a_package_with_two_tarballs_is_unknown(folder: Path) -> None:
    (folder / "_jsii" / "other.jsii.tgz").write_bytes(b"")

    with pytest.raises(UnknownLayoutError, match="exactly one assembly"):
        read_package(spec(folder))
