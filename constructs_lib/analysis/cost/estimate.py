"""The estimate: every resource by its meter and the price table, added up by stack, by service and altogether."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, cast

from constructs_lib.analysis.cost.meters import FREE, METERS
from constructs_lib.analysis.cost.price_table import AS_OF
from constructs_lib.analysis.cost.prices import unit_price
from constructs_lib.analysis.cost.resource import Resource, Unclear, Use
from constructs_lib.analysis.document import Document, resources
from constructs_lib.foundation.usage import ASSUMPTIONS, AssumptionName, Usage

_DIGITS: Final = 4
"""Hundredths of a cent: enough to add up thousands of lines, few enough to compare two estimates as text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """So much of something, and what one of it costs, as read where and when."""

    product: str
    service: str
    quantity: float
    unit: str
    usd_each: float
    usd: float
    at_least_usd: float
    """With everything scaled in as far as it may: what runs every hour."""
    at_most_usd: float
    """With everything scaled out as far as it may."""
    page: str
    source: str
    as_of: str
    """The day the source gives; empty where nobody has verified the price."""
    basis: str
    """How the price was estimated; empty where it is published."""
    assumption: str
    """What the quantity rests on, where the JSON does not say it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ResourceCost:
    """One resource a month."""

    address: str
    region: str
    usd: float
    at_most_usd: float
    lines: list[Line]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown:
    """Something that costs, and nobody here knows how much. Never counted as nothing."""

    address: str
    what: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StackCost:
    """One stack a month: what costs anything, dearest first, and what is not known."""

    usd: float
    at_most_usd: float
    resources: list[ResourceCost]
    unknown: list[Unknown]


@dataclass(frozen=True, kw_only=True, slots=True)
class Assumed:
    """A number the estimate rests on."""

    name: str
    quantity: float
    unit: str
    declared: bool
    """By the environment; otherwise it is the default."""
    stack: str
    """Where it is declared for one stack alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """An environment a month."""

    environment: str
    prices_as_of: str
    usd: float
    at_most_usd: float
    services: dict[str, float]
    """By the service's name on the bill, dearest first."""
    stacks: dict[str, StackCost]
    assumptions: list[Assumed]

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self)

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """Everything not counted, with the stack in front of its address."""
        return tuple(
            Unknown(address=f"{stack_id}/{each.address}", what=each.what)
            for stack_id, stack in self.stacks.items()
            for each in stack.unknown
        )


def estimate(environment: str, documents: Mapping[str, Document], usage: Usage) -> Estimate:
    """What the stacks of an environment cost a month."""
    stacks = {stack_id: _stack(stack_id, documents[stack_id], usage) for stack_id in sorted(documents)}
    lines = [(stack_id, line) for stack_id, stack in stacks.items() for each in stack.resources for line in each.lines]
    by_service: dict[str, float] = {}
    for _, line in lines:
        by_service[line.service] = by_service.get(line.service, 0) + line.usd
    return Estimate(
        environment=environment,
        prices_as_of=AS_OF,
        usd=_total(stack.usd for stack in stacks.values()),
        at_most_usd=_total(stack.at_most_usd for stack in stacks.values()),
        services={
            name: round(usd, _DIGITS) for name, usd in sorted(by_service.items(), key=lambda item: (-item[1], item[0]))
        },
        stacks=stacks,
        assumptions=_assumptions(lines, usage),
    )


def _stack(stack_id: str, document: Document, usage: Usage) -> StackCost:
    costs: list[ResourceCost] = []
    unknown: list[Unknown] = []
    regions = _regions(document)
    for kind, name, body in resources(document):
        resource = Resource(
            type=kind,
            name=name,
            body=body,
            document=document,
            stack_id=stack_id,
            region=regions.get(str(body.get("provider", "")).strip("${}"), regions.get("", "")),
            usage=usage,
        )
        lines, missing = _metered(resource)
        unknown += missing
        if lines:
            costs.append(
                ResourceCost(
                    address=resource.address,
                    region=resource.region,
                    usd=_total(line.usd for line in lines),
                    at_most_usd=_total(line.at_most_usd for line in lines),
                    lines=lines,
                )
            )
    return StackCost(
        usd=_total(each.usd for each in costs),
        at_most_usd=_total(each.at_most_usd for each in costs),
        resources=sorted(costs, key=lambda each: (-each.usd, each.address)),
        unknown=sorted(unknown, key=lambda each: (each.address, each.what)),
    )


def _metered(resource: Resource) -> tuple[list[Line], list[Unknown]]:
    meter = METERS.get(resource.type)
    if meter is None:
        free = resource.type in FREE
        return [], [] if free else [Unknown(address=resource.address, what=f"no meter reads {resource.type}")]
    try:
        times = _times(resource)
        uses = [use for use in meter(resource) if use.quantity or use.at_most]
    except Unclear as setting:
        return [], [Unknown(address=resource.address, what=f"{setting} is known only when it is applied")]
    lines, unknown = list[Line](), list[Unknown]()
    for use in uses:
        line = _line(use, times, resource.region)
        if line is None:
            what = f"no price of {use.product} in {resource.region or 'an unknown region'}"
            unknown.append(Unknown(address=resource.address, what=what))
        else:
            lines.append(line)
    return lines, unknown


def _times(resource: Resource) -> float:
    if "for_each" in resource.body:
        raise Unclear("for_each")
    return resource.number("count", 1)


def _line(use: Use, times: float, region: str) -> Line | None:
    price = unit_price(use.product, region)
    if price is None:
        return None
    quantity = use.quantity * times
    least = quantity if use.at_least is None else use.at_least * times
    most = quantity if use.at_most is None else use.at_most * times
    return Line(
        product=use.product,
        service=price.service,
        quantity=round(quantity, _DIGITS),
        unit=price.unit,
        usd_each=price.usd,
        usd=round(quantity * price.usd, _DIGITS),
        at_least_usd=round(least * price.usd, _DIGITS),
        at_most_usd=round(most * price.usd, _DIGITS),
        page=price.page,
        source=price.source,
        as_of=price.as_of,
        basis=price.basis,
        assumption=use.assumption or "",
    )


def _regions(document: Document) -> dict[str, str]:
    """Provider → region: "" is the stack's own, "aws.replica" one with a name."""
    providers = cast("Iterable[Mapping[str, Any]]", document.get("provider", {}).get("aws", ()))
    return {f"aws.{each['alias']}" if each.get("alias") else "": str(each.get("region", "")) for each in providers}


def _assumptions(lines: Iterable[tuple[str, Line]], usage: Usage) -> list[Assumed]:
    """Once for the environment, and once more for each stack that declares its own."""
    found: dict[tuple[str, str], Assumed] = {}
    for stack_id, line in lines:
        if not line.assumption:
            continue
        # only names of the table get into a line
        name = cast("AssumptionName", line.assumption)
        own = stack_id if name in usage.stacks.get(stack_id, {}) else ""
        found[name, own] = Assumed(
            name=name,
            quantity=usage.quantity(name, stack_id),
            unit=ASSUMPTIONS[name].unit,
            declared=usage.declared(name, stack_id) is not None,
            stack=own,
        )
    return [found[key] for key in sorted(found)]


def _total(amounts: Iterable[float]) -> float:
    return round(sum(amounts), _DIGITS)
