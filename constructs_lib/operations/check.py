"""`cairn check`: everything wrong with the environments at once, then with what is synthesized from them."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from constructs_lib.analysis.cost.budgets import budget_problems
from constructs_lib.analysis.cost.estimate import estimate
from constructs_lib.environment import Environment
from constructs_lib.estate import require_all
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.operations.console import Console
from constructs_lib.operations.cost import documents_of
from constructs_lib.operations.project import Project
from constructs_lib.operations.stack_graph import StackGraph, read_graph


def check(project: Project, console: Console, *, environment: str) -> int:
    """The verb. Returns the exit code."""
    environments = project.environments()
    if environment:
        project.environment(environment)
    # all of them, also when one is named: what overlaps overlaps whoever asks
    require_all(environments)
    with tempfile.TemporaryDirectory(prefix="cairn-check-") as folder:
        output = Path(folder)
        # the whole estate, whichever environment is named: that is what flows are proven on
        project.synthesize(output)
        graph = _of_environment(read_graph(output), environment)
    counts = _counts(graph)
    counts["flows"] = sum(len(each.flows) for each in environments if environment in ("", each.name))
    _require_budgets(environments, graph)
    names = [environment] if environment else [each.name for each in environments]
    console.answer(
        f"{console.style('ok', 'good')}: {', '.join(names)}: "
        f"{counts['stacks']} stacks, {counts['resources']} resources, {counts['reads']} reads between stacks, "
        f"{counts['flows']} flows proven",
        {"ok": True, "environments": names, **counts},
    )
    return 0


def _require_budgets(environments: Iterable[Environment], graph: StackGraph) -> None:
    """Refuse budgets that what is about to be deployed exceeds."""
    documents = {stack.id: stack.document for stack in graph.stacks.values()}
    found = [
        problem
        for each in environments
        if (mine := documents_of(each, documents))
        for problem in budget_problems(estimate(each.name, mine, each.usage), mine)
    ]
    if found:
        raise ConfigError(found)


def _of_environment(graph: StackGraph, environment: str) -> StackGraph:
    mine = [stack.id for stack in graph.stacks.values() if environment in ("", stack.environment)]
    return graph.only(mine)


def _counts(graph: StackGraph) -> dict[str, int]:
    return {
        "stacks": len(graph),
        "resources": sum(_resources(stack.document) for stack in graph.stacks.values()),
        "reads": sum(len(stack.reads) for stack in graph.stacks.values()),
    }


def _resources(document: Mapping[str, Any]) -> int:
    kinds = cast("Mapping[str, Mapping[str, object]]", document.get("resource", {}))
    return sum(len(entries) for entries in kinds.values())
