"""Prefix lists that cannot work."""

from typing import Any

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.network.prefix_list.config import PrefixListConfig


def told(entries: dict[str, str], **settings: Any) -> list[str]:
    return [str(problem) for problem in check(PrefixListConfig(component="offices", entries=entries, **settings))]


@pytest.mark.parametrize(
    "entries", [{"203.0.113.0/24": "Oslo"}, {"2001:db8::/32": "Oslo", "2001:db8:1::/48": "Bergen"}]
)
def test_accepts(entries: dict[str, str]) -> None:
    assert told(entries) == []


def test_is_of_the_family_of_its_ranges() -> None:
    families = [
        PrefixListConfig(component="offices", entries={cidr: "Oslo"}).address_family
        for cidr in ("203.0.113.0/24", "2001:db8::/32")
    ]

    assert families == ["IPv4", "IPv6"]


@pytest.mark.parametrize(
    ("entries", "settings", "message"),
    [
        ({}, {}, "entries: has the wrong length\n    got      {}\n    allowed  at least 1 entry"),
        (
            {"Oslo": "203.0.113.0/24"},
            {},
            "entries['Oslo']: is no range\n    got      'Oslo'\n    allowed  such as 203.0.113.0/24",
        ),
        (
            {"203.0.113.9/24": "Oslo"},
            {},
            (
                "entries['203.0.113.9/24']: is not how its range is written\n"
                "    got      '203.0.113.9/24'\n"
                '    fix      write "203.0.113.0/24"'
            ),
        ),
        (
            {"0.0.0.0/0": "Everybody"},
            {},
            (
                "entries['0.0.0.0/0']: is everybody\n"
                "    got      '0.0.0.0/0'\n"
                "    fix      name ranges, or write the rule with cidr"
            ),
        ),
        (
            {"203.0.113.0/24": "Oslo", "2001:db8::/32": "Oslo"},
            {},
            "entries: mix IPv4 and IPv6\n    got      203.0.113.0/24, 2001:db8::/32\n    fix      make a list for each",
        ),
        (
            {"203.0.113.0/25": "Oslo", "203.0.113.128/25": "Bergen"},
            {"max_entries": 1},
            (
                "entries: are more than max_entries\n"
                "    got      2\n"
                "    allowed  at most 1\n"
                "    fix      raise max_entries, as far as the groups that name the list have room"
            ),
        ),
        (
            {"203.0.113.0/24": "Oslo"},
            {"max_entries": 61},
            "max_entries: is out of range\n    got      61\n    allowed  at most 60",
        ),
    ],
)
def test_refuses(entries: dict[str, str], settings: dict[str, Any], message: str) -> None:
    assert told(entries, **settings) == [message]
