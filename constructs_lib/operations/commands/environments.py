"""Verbs about environments as data: env show, env diff."""

from constructs_lib.operations.arguments import Environment, Json
from constructs_lib.operations.commands.start import console, end, project


def show(environment: Environment) -> None:
    """Print an environment, every field of it, as JSON."""
    from constructs_lib.operations.environment_data import show as verb

    end(verb(project(), environment))


def diff(one: Environment, other: Environment, *, as_json: Json = False) -> None:
    """Compare two environments side by side, region by region in their order."""
    from constructs_lib.operations.environment_data import diff as verb

    end(verb(project(), console(as_json), one, other))
