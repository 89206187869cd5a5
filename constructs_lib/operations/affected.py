"""`cairn affected`: the stacks that a change is about, for whoever plans only those."""

from constructs_lib.operations.base_commit import compare
from constructs_lib.operations.console import Console, table
from constructs_lib.operations.project import Project, stack_ids


def affected(project: Project, console: Console, *, base: str) -> int:
    """The verb. Returns the exit code."""
    environments = {each.name: stack_ids(each) for each in project.environments()}
    comparison = compare(project, console, base)
    found = comparison.affected
    parts = {name: found.within(ids, environment=name) for name, ids in environments.items()}
    rows = [
        (stack_id, why)
        for why, stacks in (("changed", found.changed), ("reads what changed", found.readers), ("gone", found.gone))
        for stack_id in stacks
    ]
    console.answer(
        table(sorted(rows)) or f"no stack differs from {comparison.base[:12]}",
        {
            "base": comparison.base,
            "changed": list(found.changed),
            "readers": list(found.readers),
            "gone": list(found.gone),
            "environments": {name: list(part.stacks) for name, part in parts.items() if part.stacks},
        },
    )
    return 0
