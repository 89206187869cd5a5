"""What is told to jsii's kernel, tried on stand-ins for it."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast

import attr
import pytest

from constructs_lib.foundation.bindings import kernel as kernel_module
from constructs_lib.foundation.bindings.kernel import Kernel

NAME = "@a/b"


@attr.s(auto_attribs=True, slots=True)
class Request:
    fqn: str
    args: list[object]


Request.__module__ = "jsii._kernel.types"


class Waiting:
    """A provider that wants its assembly loaded when a type of NAME is first named."""

    def __init__(self) -> None:
        self.prefix: str | None = f"{NAME}."
        self.declared: list[tuple[str, str, Path]] = []
        self.log: list[str] = []

    def owns(self, tarball: Path) -> bool:
        return tarball.parent == Path("/provider")

    def declare(self, name: str, version: str, tarball: Path) -> None:
        self.declared.append((name, version, tarball))

    def load(self) -> None:
        self.prefix = None
        self.log.append("loaded")

    def waits_for(self) -> str | None:
        return self.prefix

    def aliases(self) -> dict[str, str]:
        return {f"{NAME}-late1": NAME}


class Stand:
    """jsii's modules as far as this file relies on them."""

    def __init__(self) -> None:
        self.loads: list[tuple[str, ...]] = []
        self.sent: list[object] = []
        self.answer: Callable[[object], object] = lambda request: f"answer to {request}"

        def send(_: object, request: object, __: object) -> object:
            self.sent.append(request)
            return self.answer(request)

        def load(*arguments: str) -> None:
            self.loads.append(arguments)

        self.kernel = SimpleNamespace(load=load)
        self.process = SimpleNamespace(send=send)
        self.map = SimpleNamespace(_types={}, _data_types={}, _enums={}, _interfaces={}, _assembly_to_module={})
        self.modules = {
            "jsii._runtime": SimpleNamespace(kernel=self.kernel),
            "jsii._kernel.providers.process": SimpleNamespace(_NodeProcess=self.process),
            "jsii._reference_map": self.map,
        }


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Stand:
    stand = Stand()
    monkeypatch.setattr(kernel_module, "importlib", SimpleNamespace(import_module=stand.modules.__getitem__))
    return stand


@pytest.fixture
def waiting(stand: Stand) -> Waiting:
    kernel, waiting = Kernel(), Waiting()
    kernel.watch(waiting)
    kernel.look_again()
    stand.answer = lambda request: waiting.log.append("sent")
    return waiting


def test_a_providers_own_assembly_is_noted_and_others_are_loaded(stand: Stand, waiting: Waiting) -> None:
    stand.kernel.load(NAME, "1.0.0", "/provider/b.tgz")
    stand.kernel.load("cdktf", "1.0.0", "/cdktf/cdktf.tgz")

    assert waiting.declared == [(NAME, "1.0.0", Path("/provider/b.tgz"))]
    assert stand.loads == [("cdktf", "1.0.0", "/cdktf/cdktf.tgz")]


@pytest.mark.parametrize(
    "request_",
    [
        Request(f"{NAME}.vpc.Vpc", []),
        Request("cdktf.App", [{"$jsii.struct": {"fqn": f"{NAME}.vpc.VpcConfig", "data": {}}}]),
        Request("cdktf.App", [[{"$jsii.enum": f"{NAME}.vpc.Kind/A"}]]),
        Request("Object", [Request(f"{NAME}.vpc.IVpc", [])]),
    ],
)
def test_the_first_message_that_names_a_type_loads_it_before(stand: Stand, waiting: Waiting, request_: Request) -> None:
    for request in (Request("cdktf.App", ["text", 1, None, object()]), request_, request_):
        stand.process.send(None, request, None)

    assert waiting.log == ["sent", "loaded", "sent", "sent"]


def test_a_name_that_only_starts_alike_loads_nothing(stand: Stand, waiting: Waiting) -> None:
    stand.process.send(None, Request(f"{NAME}-other.vpc.Vpc", []), None)

    assert waiting.log == ["sent"]


def test_errors_show_real_names(stand: Stand, waiting: Waiting) -> None:
    def refuse(_: object) -> object:
        raise RuntimeError(f"Type '{NAME}-late1.vpc.Vpc' is wrong", 5)

    stand.answer = refuse

    with pytest.raises(RuntimeError) as caught:
        stand.process.send(None, Request("x", []), None)

    assert caught.value.args == (f"Type '{NAME}.vpc.Vpc' is wrong", 5)


class Process:
    """A Node process: what it said is nobody else's."""


def get(reference: str, wanted: str) -> SimpleNamespace:
    return SimpleNamespace(objref=SimpleNamespace(ref=reference), property=wanted)


@pytest.mark.parametrize(
    ("request_", "value"),
    [
        (get("cdktf.App@1", "node"), SimpleNamespace(ref="constructs.Node@2")),
        (get("constructs.Node@2", "path"), "main/vpc"),
        (get("constructs.Node@2", "id"), "vpc"),
    ],
    ids=["node", "path", "id"],
)
def test_where_a_construct_stands_is_asked_once(stand: Stand, request_: SimpleNamespace, value: object) -> None:
    kernel, one, other = Kernel(), Process(), Process()
    stand.answer = lambda request: SimpleNamespace(value=value)

    answers = [stand.process.send(process, request_, None) for process in (one, one, other)]

    assert kernel
    assert [answer.value for answer in answers] == [value] * 3
    assert len(stand.sent) == 2


@pytest.mark.parametrize(
    "request_",
    [
        get("@cdktf/provider-aws.vpc.Vpc@1", "id"),
        get("@cdktf/provider-aws.ecsService.EcsService@1", "path"),
        get("@cdktf/provider-aws.ssmActivation.SsmActivation@1", "node"),
        get("constructs.Node@2", "children"),
        SimpleNamespace(objref=SimpleNamespace(ref="constructs.Node@2"), property="id", value="other"),
        SimpleNamespace(fqn="cdktf.Token", property="path"),
    ],
    ids=["an attribute called id", "one called path", "one called node", "children", "set", "static"],
)
def test_anything_else_is_asked_every_time(stand: Stand, request_: SimpleNamespace) -> None:
    kernel, process = Kernel(), Process()
    stand.answer = lambda request: SimpleNamespace(value="${token}")

    for _ in range(2):
        stand.process.send(process, request_, None)

    assert kernel
    assert len(stand.sent) == 2


def test_a_loaded_assembly_is_known_by_its_package(stand: Stand) -> None:
    Kernel().load(NAME, "1.0.0", Path("/slim.tgz"), "a_b")

    assert stand.loads == [(NAME, "1.0.0", "/slim.tgz")]
    assert stand.map._assembly_to_module == {NAME: "a_b"}


def test_a_jsii_without_what_is_relied_upon_is_not_touched(stand: Stand) -> None:
    load, send = stand.kernel.load, stand.process.send
    del stand.map._interfaces

    with pytest.raises(AttributeError):
        Kernel()

    assert (stand.kernel.load, stand.process.send) == (load, send)


def test_classes_can_stand_for_another_assembly(stand: Stand) -> None:
    class Outer:
        __jsii_type__ = f"{NAME}.vpc.Outer"
        __jsii_declared_type__ = f"{NAME}.vpc.Outer"

        class Inner:
            __jsii_type__ = f"{NAME}.vpc.Outer.Inner"
            __jsii_declared_type__ = None

    module = ModuleType("provider.vpc")
    for class_ in (Outer, Outer.Inner):
        class_.__module__ = module.__name__
    other = type("Other", (), {"__jsii_type__": f"{NAME}.s3.Other", "__module__": "provider.s3"})
    vars(module).update(Outer=Outer, Other=other)
    stand.map._types.update({f"{NAME}.vpc.Outer": Outer, f"{NAME}.s3.Other": other})
    stand.map._data_types[f"{NAME}.vpc.Outer.Inner"] = Outer.Inner
    kernel = Kernel()

    kernel.rename(kernel.registered(f"{NAME}.vpc."), module, NAME, f"{NAME}-late1")

    assert stand.map._types == {f"{NAME}-late1.vpc.Outer": Outer, f"{NAME}.s3.Other": other}
    assert stand.map._data_types == {f"{NAME}-late1.vpc.Outer.Inner": Outer.Inner}
    assert (Outer.__jsii_type__, Outer.__jsii_declared_type__) == (f"{NAME}-late1.vpc.Outer",) * 2
    assert (Outer.Inner.__jsii_type__, Outer.Inner.__jsii_declared_type__) == (f"{NAME}-late1.vpc.Outer.Inner", None)
    assert cast("Any", other).__jsii_type__ == f"{NAME}.s3.Other"
