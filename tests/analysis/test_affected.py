"""Which stacks a change is about."""

from typing import Any

from constructs_lib.analysis.affected import Affected, affected


def document(value: str = "a", *, reads: tuple[str, ...] = (), **notes: Any) -> dict[str, Any]:
    return {
        "//": {"metadata": {"version": value}, "cairn": {"reads": {source: {} for source in reads}, **notes}},
        "resource": {"aws_vpc": {"v": {"cidr_block": value, "//": {"metadata": {"path": value}}}}},
    }


def plain(value: str) -> dict[str, Any]:
    return {"resource": {"aws_vpc": {"v": {"cidr_block": "x"}}}, "//": {"metadata": {"version": value}}}


def test_versions_and_construct_paths_are_noise() -> None:
    assert affected({"a": plain("1")}, {"a": plain("2")}) == Affected()


def test_what_differs_what_is_new_and_who_reads_it_however_far() -> None:
    before = {
        "net": document("1"),
        "data": document(reads=("net",)),
        "service": document(reads=("data",)),
        "alone": document(),
    }
    after = {**before, "net": document("2"), "new": document()}

    found = affected(before, after)

    assert found == Affected(changed=("net", "new"), readers=("data", "service"))
    assert found.stacks == ("data", "net", "new", "service")


def test_a_stack_that_goes_affects_its_readers() -> None:
    before = {"net": document(), "data": document(reads=("net",))}

    assert affected(before, {"data": before["data"]}) == Affected(readers=("data",), gone=("net",))


def test_protection_is_no_noise() -> None:
    assert affected({"a": document(protected=True)}, {"a": document(protected=False)}).changed == ("a",)


def test_readers_in_a_circle_end() -> None:
    before = {"a": document("1", reads=("b",)), "b": document(reads=("a",))}

    assert affected(before, {**before, "a": document("2", reads=("b",))}).stacks == ("a", "b")


def test_one_environment_of_it() -> None:
    found = Affected(changed=("dev-x", "prod-x"), readers=("prod-y",), gone=("dev-z", "prod-z"))

    assert found.within(("prod-x", "prod-y"), environment="prod") == Affected(
        changed=("prod-x",), readers=("prod-y",), gone=("prod-z",)
    )
