"""The ways to write a fix, and what every fix must say."""

import re
from typing import Any

import pytest

from constructs_lib.operations.emulator.fixes import FIXES, apply_all
from constructs_lib.operations.emulator.fixes.fix import (
    MOTO,
    Fix,
    added,
    around,
    around_property,
    kept,
    refusal,
    served,
)


class Base:
    def greet(self, name: str) -> str:
        return f"hello {name}"

    @property
    def size(self) -> int:
        return 1


def test_around_gives_the_original_first() -> None:
    class Thing(Base):
        pass

    @around(Thing, "greet")
    def greet(original: Any, self: Base, name: str) -> str:
        return original(self, name).upper()

    assert Thing().greet("x") == "HELLO X"
    assert Base().greet("x") == "hello x"
    assert Thing.greet.__name__ == "greet"


def test_around_property_reads_the_original() -> None:
    class Thing(Base):
        pass

    @around_property(Thing, "size")
    def size(original: Any, self: Base) -> int:
        return original(self) + 1

    @around_property(Thing, "size")
    def once_more(original: Any, self: Base) -> int:
        return original(self) * 10

    assert Thing().size == 20
    assert Base().size == 1


def test_added_takes_the_name_it_is_given() -> None:
    class Thing(Base):
        pass

    @added(Thing, "delete")
    def anything(_self: Base) -> str:
        return "deleted"

    assert Thing.delete.__name__ == "delete"  # pyright: ignore[reportAttributeAccessIssue]
    assert Thing().delete() == "deleted"  # pyright: ignore[reportAttributeAccessIssue]


def test_what_is_kept_ends_with_the_backends_state() -> None:
    backend = Base()
    kept(backend, "tags")["arn"] = {"name": "kept"}
    assert kept(backend, "tags") == {"arn": {"name": "kept"}}

    backend.__dict__ = {}  # how moto resets a backend
    assert kept(backend, "tags") == {}


def test_served_adds_a_path() -> None:
    class Urls:
        url_paths: dict[str, object] = {}  # noqa: RUF012 - as moto has it

    class Response:
        @staticmethod
        def dispatch() -> None: ...

    served(Urls, "/thing$", Response)

    assert Urls.url_paths == {"{0}/thing$": Response.dispatch}


def test_a_refusal_names_its_code_where_sdks_look() -> None:
    status, headers, body = refusal(404, "NotFound", "no such thing")

    assert (status, headers) == (404, {"status": 404, "x-amzn-ErrorType": "NotFound"})
    assert body == '{"__type": "NotFound", "message": "no such thing"}'


def test_every_fix_has_a_name_of_its_own() -> None:
    names = [fix.id for fix in FIXES]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("fix", FIXES, ids=lambda fix: fix.id)
def test_a_fix_says_what_it_is_for(fix: Fix) -> None:
    assert re.fullmatch(r"[a-z0-9-]+\.[a-z0-9-]+", fix.id)
    assert fix.service == fix.id.split(".")[0]
    assert fix.symptom
    assert fix.apply.__doc__
    assert fix.moto == MOTO


def test_an_unknown_fix_cannot_be_left_out() -> None:
    with pytest.raises(ValueError, match=r"no such fix: kms\.typo"):
        apply_all(leave_out=["kms.typo"])
