"""Flows an environment declares: what must reach what, and what must never. `cairn check` proves them before an apply."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Final, Literal

from annotated_types import Interval, Len

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem

Protocol = Literal["tcp", "udp", "icmp"]
_NAME: Final = re.compile(r"^[A-Za-z0-9*?\[\]!./:_#-]+$")


@config
class Flow:
    """One promise about the network. Written with `must` or `never`."""

    kind: Literal["must", "never"]
    source: Annotated[str, Len(1, 200)]
    """`internet`, an address or a range, an environment, a stack, a construct's path in it, or a pattern of those. The
    environment's own name may be left out in front. A network with nothing in it stands for anything put into it."""
    target: Annotated[str, Len(1, 200)]
    """The same, or `aws:s3` for a service of AWS."""
    port: Annotated[int, Interval(ge=1, le=65535)] | None = None
    """None, for `never` only: not on any port, by any protocol."""
    protocol: Protocol = "tcp"
    why: str = ""
    """What depends on it, for whoever breaks it."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the names and the port together."""
        for where, name in (("source", self.source), ("target", self.target)):
            if not _NAME.match(name):
                yield Problem(where=where, what="is no name", got=repr(name), allowed="letters, digits and -_/.:*?[]")
        if self.source == self.target == "internet":
            yield Problem(where="target", what="is the internet on both sides", fix="name something of the estate")
        if self.source.startswith("aws:"):
            fix = "services of AWS answer, and never call: name them as the target"
            yield Problem(where="source", what="is a service of AWS", got=repr(self.source), fix=fix)
        if self.kind == "must" and self.port is None and self.protocol != "icmp":
            yield Problem(where="port", what="is missing", fix="say which port must be reached: must(…, …, 443)")
        if self.protocol == "icmp" and self.port is not None:
            yield Problem(where="port", what="has no meaning for icmp", got=repr(self.port), fix="leave it out")

    def __str__(self) -> str:
        what = f" on {self.protocol} {self.port}" if self.port is not None else ""
        return f"{self.source} {self.kind} reach {self.target}{what or (' by icmp' if self.protocol == 'icmp' else '')}"


def must(source: str, target: str, port: int | None = None, *, protocol: Protocol = "tcp", why: str = "") -> Flow:
    """Everything the source's name means reaches everything the target's does, and answers come back."""
    return Flow(kind="must", source=source, target=target, port=port, protocol=protocol, why=why)


def never(source: str, target: str, port: int | None = None, *, protocol: Protocol = "tcp", why: str = "") -> Flow:
    """Nothing of the source reaches anything of the target; without a port, on none at all."""
    return replace(must(source, target, port, protocol=protocol, why=why), kind="never")
