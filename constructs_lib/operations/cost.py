"""`cairn cost`: what environments cost a month, from what is synthesized and what they declare to use. Nothing is asked."""

from collections.abc import Mapping

from constructs_lib.analysis.cost.estimate import Estimate, Line, estimate
from constructs_lib.analysis.cost.savings_plan import committable
from constructs_lib.analysis.document import Document
from constructs_lib.environment import Environment
from constructs_lib.estate import require_all
from constructs_lib.operations.console import Console, table
from constructs_lib.operations.project import Project
from constructs_lib.operations.synthesized import documents


def cost(project: Project, console: Console, *, environment: str = "", resources: bool = False) -> int:
    """The verb. Returns the exit code."""
    environments = project.environments()
    chosen = (project.environment(environment),) if environment else environments
    require_all(environments)
    stacks = documents(console, None, lambda: project)
    made = tuple(estimate(each.name, documents_of(each, stacks), each.usage) for each in chosen)
    console.answer(
        "\n\n".join(_told(each, resources=resources) for each in made),
        {"environments": [each.as_json() | {"savings_plan": committable(each).as_json()} for each in made]},
    )
    return 0


def documents_of(environment: Environment, stacks: Mapping[str, Document]) -> Mapping[str, Document]:
    """The synthesized stacks of an environment."""
    return {plan.id: stacks[plan.id] for plan in environment.stack_plans() if plan.id in stacks}


def _told(made: Estimate, *, resources: bool) -> str:
    rows = [
        (stack_id, _usd(stack.usd), _usd(stack.at_most_usd))
        for stack_id, stack in sorted(made.stacks.items(), key=lambda item: (-item[1].usd, item[0]))
        if stack.usd
    ]
    parts = [
        table([*rows, ("together", _usd(made.usd), _usd(made.at_most_usd))], heading=(made.environment, *_COLUMNS)),
        table([(f"  {name}", _usd(usd)) for name, usd in made.services.items()], heading=("by service", "")),
    ]
    if resources:
        parts += [_lines(made), "prices", *sorted(_sources(made))]
    plan = committable(made)
    if plan.usd:
        parts.append(
            f"a Compute Savings Plan could cover {_usd(plan.usd)} USD of it; "
            f"{plan.steady_usd_an_hour:.4f} USD an hour runs at the least load"
        )
    parts.append(
        table(
            [
                (f"  {each.name}", f"{each.quantity:g} {each.unit}", _who(each.declared, each.stack))
                for each in made.assumptions
            ],
            heading=("assumed of each resource", "a month", ""),
        )
    )
    if made.unknown:
        parts.append(table([(f"  {each.address}", each.what) for each in made.unknown], heading=("not counted", "")))
    parts.append(
        f"US dollars a month without tax, on demand, by a table last gone through in {made.prices_as_of}, kept by hand: "
        "compare before you sign; no free tiers"
        + ("" if resources else "; --resources says each price and where it is from")
    )
    return "\n".join(parts)


_COLUMNS = ("USD a month", "scaled out")


def _lines(made: Estimate) -> str:
    return table(
        [
            (
                f"  {stack_id}/{each.address}",
                _usd(line.usd),
                f"{line.quantity:,.6g} at {line.usd_each:g} per {line.unit}",
                _how_sure(line),
            )
            for stack_id, stack in made.stacks.items()
            for each in stack.resources
            for line in each.lines
        ],
        heading=("by resource", "", "", ""),
    )


def _sources(made: Estimate) -> set[str]:
    """AWS's page for every service, where and when each price was read, and how the others were estimated."""
    lines = [line for stack in made.stacks.values() for each in stack.resources for line in each.lines]
    return (
        {f"  {line.service}: {line.page}" for line in lines}
        | {f"  {line.product}: {f'{line.source}, {line.as_of}' if line.as_of else line.source}" for line in lines}
        | {f"  {line.product}: estimated: {line.basis}" for line in lines if line.basis}
    )


def _how_sure(line: Line) -> str:
    if line.basis:
        return "estimated price"
    return "" if line.as_of else "price not verified"


def _who(declared: bool, stack: str) -> str:  # noqa: FBT001
    if not declared:
        return "default"
    return f"declared for {stack}" if stack else "declared"


def _usd(amount: float) -> str:
    return f"{amount:,.2f}"
