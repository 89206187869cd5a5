"""What the shell suggests: names from the environments' files, without cdktf, and silence when anything is wrong."""

import os
from pathlib import Path

from constructs_lib.environment import Environment
from constructs_lib.operations.project import find, stack_ids


def environments(incomplete: str) -> list[str]:
    """Environments whose name begins like that."""
    return [each.name for each in _environments() if each.name.startswith(incomplete)]


def stacks(environment: object, incomplete: str) -> list[str]:
    """Stacks of an environment, or of all, whose name begins like that."""
    return [
        stack_id
        for each in _environments()
        if not environment or each.name == environment
        for stack_id in stack_ids(each)
        if stack_id.startswith(incomplete)
    ]


def _environments() -> tuple[Environment, ...]:
    try:
        return find(Path(os.environ.get("CAIRN_PROJECT") or Path.cwd())).environments()
    except Exception:  # noqa: BLE001  a shell asks at every Tab: nobody wants a message there
        return ()
