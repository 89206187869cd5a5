"""The verb about what nobody needs any more: sweep."""

from constructs_lib.operations.arguments import EmulatorUrl, Environment, Json
from constructs_lib.operations.commands.start import console, end, project


def sweep(environment: Environment, *, emulator: EmulatorUrl = "", as_json: Json = False) -> None:
    """List what has expired or was abandoned in an environment's accounts, in each one's plan role. Deletes nothing."""
    from constructs_lib.operations.sweep import sweep as verb

    end(verb(project(), console(as_json), environment=environment, emulator=emulator))
