"""When the kernel gets which submodules, tried on stand-ins for kernel and library."""

import contextlib
from collections.abc import Generator, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest

from constructs_lib.foundation.bindings import notice
from constructs_lib.foundation.bindings import provider as provider_module
from constructs_lib.foundation.bindings.package import Package, UnknownLayoutError
from constructs_lib.foundation.bindings.provider import Provider

NAME = "@a/b"


class StandKernel:
    def __init__(self) -> None:
        self.types: set[str] = set()
        self.loads: list[tuple[str, str]] = []
        self.failure: Exception | None = None

    def load(self, name: str, version: str, tarball: Path, module: str) -> None:
        if self.failure is not None:
            raise self.failure
        self.loads.append((name, tarball.name))

    def look_again(self) -> None: ...

    def registered(self, prefix: str) -> set[str]:
        return {fqn for fqn in self.types if fqn.startswith(prefix)}

    def rename(self, fqns: Iterable[str], module: ModuleType, name: str, alias: str) -> None:
        self.types = {fqn.replace(name, alias) if fqn in set(fqns) else fqn for fqn in self.types}


class StandLibrary:
    failure: Exception | None = None

    def __init__(self, name: str, version: str, tarball: Path) -> None:
        self.name, self.version, self.tarball = name, version, tarball

    @contextlib.contextmanager
    def slim_tarball(self, submodules: Iterable[str], alias: str) -> Generator[Path]:
        if self.failure is not None:
            raise self.failure
        yield Path("/slim", "+".join(sorted(submodules)))


@pytest.fixture
def kernel() -> StandKernel:
    return StandKernel()


@pytest.fixture
def provider(kernel: StandKernel, monkeypatch: pytest.MonkeyPatch) -> Provider:
    monkeypatch.setattr(provider_module, "Library", StandLibrary)
    monkeypatch.setattr(StandLibrary, "failure", None)
    monkeypatch.setattr(notice, "_said", set[str]())
    package = Package(name="a_b", root=Path("/a_b"), submodules=("vpc", "s3"))
    provider = Provider(package, cast("Any", kernel))
    provider.declare(NAME, "1.0.0", Path("/a_b/_jsii/b.jsii.tgz"))
    kernel.types = {f"{NAME}.vpc.Vpc", f"{NAME}.vpc.VpcConfig", "cdktf.App"}
    return provider


def import_late(provider: Provider, kernel: StandKernel, submodule: str) -> None:
    kernel.types.add(f"{NAME}.{submodule}.Thing")
    provider.imported(ModuleType(f"a_b.{submodule}"))


def test_it_owns_the_tarball_in_its_package(provider: Provider) -> None:
    assert provider.owns(Path("/a_b/_jsii/b.jsii.tgz"))
    assert not provider.owns(Path("/cdktf/_jsii/cdktf.jsii.tgz"))


def test_nothing_waits_before_the_package_is_used(kernel: StandKernel) -> None:
    package = Package(name="a_b", root=Path("/a_b"), submodules=())

    assert Provider(package, cast("Any", kernel)).waits_for() is None


def test_the_first_load_takes_all_that_is_imported(provider: Provider, kernel: StandKernel) -> None:
    import_late(provider, kernel, "s3")  # not late: nothing is loaded yet
    waited = provider.waits_for()

    provider.load()

    assert waited == f"{NAME}."
    assert kernel.loads == [(NAME, "s3+vpc")]
    assert provider.waits_for() is None


def test_later_imports_wait_together_for_a_second_assembly(provider: Provider, kernel: StandKernel) -> None:
    provider.load()
    import_late(provider, kernel, "s3")
    import_late(provider, kernel, "sqs")
    waited = provider.waits_for()

    provider.load()
    import_late(provider, kernel, "sns")
    waited_then = provider.waits_for()
    provider.load()

    assert (waited, waited_then) == (f"{NAME}-late1.", f"{NAME}-late2.")
    assert kernel.loads == [(NAME, "vpc"), (f"{NAME}-late1", "s3+sqs"), (f"{NAME}-late2", "sns")]
    assert provider.aliases() == {f"{NAME}-late1": NAME, f"{NAME}-late2": NAME}
    assert kernel.types >= {
        f"{NAME}.vpc.Vpc",
        f"{NAME}-late1.s3.Thing",
        f"{NAME}-late1.sqs.Thing",
        f"{NAME}-late2.sns.Thing",
    }
    assert provider.waits_for() is None


def test_a_module_imported_again_is_not_late(provider: Provider, kernel: StandKernel) -> None:
    provider.load()

    provider.imported(ModuleType("a_b.vpc"))

    assert provider.waits_for() is None
    assert provider.aliases() == {}


@pytest.mark.parametrize("failure", [UnknownLayoutError("odd"), OSError("full")])
def test_what_cannot_be_built_is_loaded_whole(
    provider: Provider, kernel: StandKernel, capsys: pytest.CaptureFixture[str], failure: Exception
) -> None:
    StandLibrary.failure = failure

    provider.load()
    import_late(provider, kernel, "s3")

    assert kernel.loads == [(NAME, "b.jsii.tgz")]
    assert provider.waits_for() is None
    assert capsys.readouterr().err == f"slim bindings: a_b uses the stock loader, which is slower: {failure}\n"


def test_late_imports_that_cannot_be_built_say_what_to_do(provider: Provider, kernel: StandKernel) -> None:
    provider.load()
    import_late(provider, kernel, "s3")
    StandLibrary.failure = UnknownLayoutError("they need vpc as well")

    with pytest.raises(ImportError) as caught:
        provider.load()

    assert str(caught.value) == (
        "s3 of a_b were imported after the first resource was created, and cannot be loaded then: they need vpc as well. "
        "Import them at the top of your program, or set CAIRN_STOCK_BINDINGS=1."
    )


def test_a_refusal_of_the_kernel_tells_the_way_out(provider: Provider, kernel: StandKernel) -> None:
    kernel.failure = RuntimeError("no")

    with pytest.raises(RuntimeError, match="no") as caught:
        provider.load()

    assert caught.value.__notes__ == ["Loaded by slim bindings; CAIRN_STOCK_BINDINGS=1 turns them off."]
