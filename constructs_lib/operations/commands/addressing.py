"""Verbs about addresses: cidrs."""

from constructs_lib.operations.arguments import Json
from constructs_lib.operations.commands.start import console, end, project


def cidrs(*, as_json: Json = False) -> None:
    """List every range of addresses in the estate, whose it is, and what is free. Exit 1 where two meet."""
    from constructs_lib.operations.cidrs import cidrs as verb

    end(verb(project(), console(as_json)))
