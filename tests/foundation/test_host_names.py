"""Names relative to a zone."""

from typing import ClassVar

import pytest

from constructs_lib.foundation.config import check, config
from constructs_lib.foundation.host_names import RelativeName, RelativeNameOrWildcard, ZoneName, covers, full_name


@config
class Names:
    DOMAIN: ClassVar[str] = "names"

    name: RelativeName = "api"
    certified: RelativeNameOrWildcard = "*"
    zone: ZoneName = "example.com"


@pytest.mark.parametrize("name", ["@", "api", "a", "api.eu", "a-b", "xn--bcher-kva"])
def test_takes_relative_names(name: str) -> None:
    assert check(Names(name=name, certified=name)) == ()


@pytest.mark.parametrize("name", ["", "API", "-a", "a-", "a..b", "a.", ".a", "a_b", "*", "*.eu", "a" * 64, "ä"])
def test_refuses_what_is_none(name: str) -> None:
    assert [problem.where for problem in check(Names(name=name))] == ["name"]


@pytest.mark.parametrize(("name", "fine"), [("*", True), ("*.eu", True), ("a.*", False), ("**", False), ("*a", False)])
def test_a_wildcard_is_the_first_label_or_nothing(name: str, *, fine: bool) -> None:
    assert (check(Names(certified=name)) == ()) == fine


@pytest.mark.parametrize("zone", ["com", "example.com.", "Example.com", "_a.example.com", f"{'a' * 63}." * 4 + "com"])
def test_refuses_what_is_no_zone(zone: str) -> None:
    assert {problem.where for problem in check(Names(zone=zone))} == {"zone"}


def test_puts_the_zone_behind_the_name() -> None:
    assert [full_name(name, "example.com") for name in ("@", "*", "api.eu")] == [
        "example.com",
        "*.example.com",
        "api.eu.example.com",
    ]


@pytest.mark.parametrize(
    ("certified", "name", "held"),
    [
        ("@", "@", True),
        ("@", "api", False),
        ("api", "api", True),
        ("*", "api", True),
        ("*", "@", False),
        ("*", "api.eu", False),
        ("*.eu", "api.eu", True),
        ("*.eu", "eu", False),
        ("*.eu", "api.us", False),
        ("*", "*", True),
        ("*", "*.eu", False),
    ],
)
def test_a_wildcard_stands_for_one_label(certified: str, name: str, *, held: bool) -> None:
    assert covers(certified, name) == held
