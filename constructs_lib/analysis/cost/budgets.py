"""Budgets against the estimate: one that allows less than what is about to be deployed costs rings every month."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from constructs_lib.analysis.cost.estimate import Estimate
from constructs_lib.analysis.document import Document, resources
from constructs_lib.foundation.errors import Problem

_MONTHS: Final = {"MONTHLY": 1, "QUARTERLY": 3, "ANNUALLY": 12}


def budget_problems(made: Estimate, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Every budget of all costs, or of one service's, that is below what the stacks of its account cost."""
    for stack_id, document in sorted(documents.items()):
        neighbours = {other for other, each in documents.items() if _account(each) == _account(document)}
        for kind, name, body in resources(document):
            months = _MONTHS.get(str(body.get("time_unit")))
            if kind != "aws_budgets_budget" or body.get("budget_type") != "COST" or months is None:
                continue
            services = _services(body)
            if services is None:
                continue
            limit = float(body["limit_amount"]) / months
            cost = _cost(made, neighbours, services)
            if limit < cost:
                yield Problem(
                    where=f"{stack_id}/{kind}.{name}",
                    what=f"{body.get('name')} allows less than {' and '.join(services) or 'everything'} costs",
                    got=f"{limit:,.2f} USD a month; the estimate is {cost:,.2f} USD (price table of {made.prices_as_of})",
                    allowed=f"at least {cost:,.2f} USD a month",
                    fix=f"raise its monthly_limit_usd, or spend less: cairn cost {made.environment} --resources says "
                    "on what; where it assumes too much use, declare the environment's usage",
                )


def _services(body: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The services a budget counts; none is all of them. None: it counts by something an estimate does not know."""
    filters = cast("object", body.get("cost_filter") or [])
    each = cast("list[Mapping[str, Any]]", filters if isinstance(filters, list) else [filters])
    if any(one.get("name") != "Service" for one in each):
        return None
    return tuple(str(value) for one in each for value in one.get("values", ()))


def _cost(made: Estimate, stacks: set[str], services: tuple[str, ...]) -> float:
    return sum(
        line.usd
        for stack_id in stacks
        for each in made.stacks[stack_id].resources
        for line in each.lines
        if not services or line.service in services
    )


def _account(document: Document) -> str:
    providers = cast("list[Mapping[str, Any]]", document.get("provider", {}).get("aws", [{}]))
    return next(iter(providers[0].get("allowed_account_ids", ())), "")
