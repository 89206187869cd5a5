"""Host names as configs write them: relative to the zone they live in, so that an environment's zone is named once."""

from typing import Annotated

from pydantic import StringConstraints

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"

APEX = "@"
"""The zone's own name, as zone files write it."""

RelativeName = Annotated[str, StringConstraints(pattern=rf"^(@|{_LABEL}(\.{_LABEL})*)$")]
"""`api`, `api.eu`, or `@` for the zone itself."""
RelativeNameOrWildcard = Annotated[str, StringConstraints(pattern=rf"^(@|\*|(\*\.)?{_LABEL}(\.{_LABEL})*)$")]
"""The same, or with a wildcard as its first label: `*`, `*.eu`."""
ZoneName = Annotated[str, StringConstraints(pattern=rf"^{_LABEL}(\.{_LABEL})+$", max_length=253)]
"""A whole name in lower case, without the dot at its end: `dev.payments.example.com`."""


def full_name(name: str, zone: str) -> str:
    """The name with its zone, which may be a token: api → api.dev.payments.example.com."""
    return zone if name == APEX else f"{name}.{zone}"


def covers(certified: str, name: str) -> bool:
    """Whether a certificate for one relative name holds for another: a wildcard stands for exactly one label."""
    if not certified.startswith("*"):
        return certified == name
    if name == APEX or name.startswith("*"):
        return certified == name
    return name.partition(".")[2] == certified.removeprefix("*").removeprefix(".")
