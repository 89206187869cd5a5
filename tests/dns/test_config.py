"""Zones and certificates that cannot work, told before anything is made."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.dns.config import DnsConfig
from constructs_lib.foundation.config import check

GOOD = DnsConfig(zone="dev.example.com")
LONG = f"{'a' * 25}.{'b' * 26}.example.com"


def told(**settings: Any) -> list[str]:
    return [str(problem) for problem in check(replace(GOOD, **settings))]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"certificate_names": ("*",)},
        {"certificate_names": ("api", "*.eu", "@")},
        {"zone": f"{LONG[:-3]}net", "certificate_names": ("@", "a" * 63)},
    ],
)
def test_accepts(settings: dict[str, object]) -> None:
    assert told(**settings) == []


def test_refuses_a_first_name_over_64_characters() -> None:
    assert told(zone=LONG, certificate_names=("*", "@")) == [
        (
            "certificate_names[0]: is too long with its zone\n"
            f"    got      *.{LONG} (66 characters)\n"
            "    allowed  64 characters for the first name, 253 for the others\n"
            "    fix      name a shorter one first"
        )
    ]


def test_refuses_any_name_over_253_characters() -> None:
    long = ".".join(["a" * 60] * 4)

    assert told(certificate_names=("@", long)) == [
        (
            "certificate_names[1]: is too long with its zone\n"
            f"    got      {long}.dev.example.com (259 characters)\n"
            "    allowed  64 characters for the first name, 253 for the others"
        )
    ]


def test_refuses_a_name_given_twice() -> None:
    assert told(certificate_names=("*", "@", "*")) == [
        "certificate_names: name a host twice\n    got      *\n    fix      name each once"
    ]


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"zone": "example.com."}, "zone"),
        ({"zone": "com"}, "zone"),
        ({"certificate_names": ()}, "certificate_names"),
        ({"certificate_names": ("api.*",)}, "certificate_names[0]"),
        ({"certificate_names": tuple(f"a{number}" for number in range(11))}, "certificate_names"),
        # ACM tries from the 60th day on: an alarm from then on rings for every certificate
        ({"expiry_warning_days": 60}, "expiry_warning_days"),
        ({"expiry_warning_days": 0}, "expiry_warning_days"),
    ],
)
def test_refuses(settings: dict[str, object], where: str) -> None:
    assert [problem.where for problem in check(replace(GOOD, **settings))] == [where]
