"""An environment: which configs run at which places, and everything that can be wrong with that alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cached_property
from typing import Annotated, Any, Protocol, cast, runtime_checkable

from pydantic import SkipValidation

from constructs_lib.foundation.config import SELF_CHECKED, check, config
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.flows import Flow
from constructs_lib.foundation.moved import Moved, moved_problems
from constructs_lib.foundation.placement import EnvironmentName, Placement
from constructs_lib.foundation.ranges import range_problems
from constructs_lib.foundation.region import zones_of
from constructs_lib.foundation.usage import Usage
from constructs_lib.foundation.waiver import Waiver
from constructs_lib.neighbours import neighbour_problems
from constructs_lib.network.config import NetworkConfig


@runtime_checkable
class _Placed(Protocol):
    """A config that can be right at one placement and wrong at another."""

    def problems_at(self, placement: Placement) -> Iterable[Problem]: ...


@dataclass(frozen=True, slots=True)
class StackPlan:
    """One stack an environment asks for, known without cdktf."""

    id: str
    placement: Placement
    config: Any


@config
class Environment:
    """Typed data: placements, and the configs that run there."""

    name: EnvironmentName
    stacks: Annotated[Mapping[Placement, tuple[Any, ...]], SkipValidation] = field(metadata=SELF_CHECKED)
    """Where, and what runs there."""
    reserved: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """IPv4 ranges that no network may take, by whose they are: on-premises, offices, companies yet to be joined."""
    moved: Annotated[Mapping[str, tuple[Moved, ...]], SkipValidation] = field(
        default_factory=dict[str, tuple[Moved, ...]], metadata=SELF_CHECKED
    )
    """By stack, what got another address because something in this file is called otherwise now."""
    flows: tuple[Flow, ...] = ()
    """What must reach what over the network, and what must never. Proven from the synthesized JSON."""
    waivers: tuple[Waiver, ...] = ()
    """Rules that do not hold somewhere here, for a while."""
    usage: Usage = field(default_factory=Usage)
    """What it expects to use a month: what the estimate of its costs counts with."""

    def stack_plans(self) -> tuple[StackPlan, ...]:
        """Every stack, in the order the file names them."""
        return tuple(
            StackPlan(placement.stack_id(config.DOMAIN, getattr(config, "component", "")), placement, config)
            for placement, configs in self.stacks.items()
            for config in configs
        )

    @cached_property
    def sound_plans(self) -> tuple[StackPlan, ...]:
        """The stacks with nothing wrong in themselves, whatever else is in the file: what can be compared with others."""
        return tuple(
            plan
            for placement, configs in entries(self.stacks)
            if not check(placement)
            for settings in configs
            if _is_stack_config(settings) and not check(settings)
            for plan in Environment(name=self.name, stacks={placement: (settings,)}).stack_plans()
        )

    def sound_reserved(self) -> Mapping[str, tuple[str, ...]]:
        """The reserved ranges that are ranges."""
        return {owner: cidrs for owner, cidrs in _reserved(self.reserved) if not any(range_problems("", cidrs))}

    def problems(self) -> Iterator[Problem]:
        """Everything wrong with the environment, its placements and its configs, in one go."""
        for owner, cidrs in _reserved(self.reserved):
            yield from range_problems(f"reserved[{owner!r}]", cidrs)
        yield from _shape_problems(self.stacks)
        for placement, configs in entries(self.stacks):
            where = str(placement.region)
            yield from check(placement, where)
            if placement.environment != self.name:
                yield Problem(
                    where=where,
                    what="placement of another environment",
                    got=repr(placement.environment),
                    allowed=repr(self.name),
                )
            for settings in configs:
                if not _is_stack_config(settings):
                    yield _no_stack_config(settings, where)
                    continue
                place = f"{where}.{_called(settings)}"
                found = check(settings, place)
                yield from found
                if isinstance(settings, NetworkConfig) and not found:
                    yield from _zones_exist(settings, placement, place)
                if isinstance(settings, _Placed) and not found:
                    yield from (problem.under(place) for problem in settings.problems_at(placement))
        plans = self.sound_plans
        repeated = Counter(plan.id for plan in plans)
        for stack_id, count in repeated.items():
            if count > 1:
                yield Problem(
                    where=stack_id,
                    what=f"{count} configs want to be this stack",
                    fix="one config per domain and placement; give each a component where the domain has several",
                )
        yield from moved_problems(self.moved, frozenset(repeated))
        yield from _usage_of_stacks(self.usage, plans)
        yield from neighbour_problems(plans, [each for _, configs in entries(self.stacks) for each in configs])


def entries(stacks: object) -> Iterator[tuple[Placement, tuple[Any, ...]]]:
    """What of an environment's stacks has the right shape."""
    for placement, configs in _items(stacks):
        if isinstance(placement, Placement) and isinstance(configs, tuple):
            yield placement, cast("tuple[Any, ...]", configs)


def _reserved(reserved: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What of the reserved ranges has the right shape; the rest is told as a wrong field."""
    for owner, cidrs in _items(reserved):
        if isinstance(owner, str) and isinstance(cidrs, tuple):
            texts = cast("tuple[object, ...]", cidrs)
            yield owner, tuple(each for each in texts if isinstance(each, str))


def _items(stacks: object) -> Iterable[tuple[object, object]]:
    return cast("Mapping[object, object]", stacks).items() if isinstance(stacks, Mapping) else ()


def _shape_problems(stacks: object) -> Iterator[Problem]:
    """Python checks no type, so anything can be written in place of placements and tuples of configs."""
    if not isinstance(stacks, Mapping):
        yield Problem(
            where="stacks",
            what="has the wrong type",
            got=_shown(stacks),
            allowed="a dictionary",
            fix="write {placement: (configs, …)}",
        )
    for placement, configs in _items(cast("object", stacks)):
        if not isinstance(placement, Placement):
            fix = "name the place by a Placement constant"
            yield Problem(where="stacks", what="is no placement", got=_shown(placement), allowed="a Placement", fix=fix)
        elif not isinstance(configs, tuple):
            yield Problem(
                where=str(placement.region),
                what="has the wrong type",
                got=_shown(configs),
                allowed="a tuple of configs",
                fix="write (…, ) with round brackets; one config needs its comma",
            )


def _is_stack_config(settings: object) -> bool:
    return is_dataclass(settings) and not isinstance(settings, type) and hasattr(settings, "DOMAIN")


def _called(settings: object) -> str:
    """A config among others of its type is told by its component: ServiceConfig(api)."""
    component: object = getattr(settings, "component", "")
    named = f"({component})" if isinstance(component, str) and component else ""
    return f"{type(settings).__name__}{named}"


def _no_stack_config(settings: object, where: str) -> Problem:
    if isinstance(settings, type):
        name = settings.__name__
        return Problem(where=where, what="is the class itself", got=name, fix=f"write {name}(…)")
    return Problem(where=where, what="is no stack's config", got=_shown(settings))


def _shown(value: object) -> str:
    return f"{str(value)[:60]} ({type(value).__name__})"


def _zones_exist(settings: NetworkConfig, placement: Placement, where: str) -> Iterator[Problem]:
    known = zones_of(placement.region)
    for index, zone in enumerate(settings.zones):
        if known and zone not in known:
            yield Problem(
                where=f"{where}.zones[{index}]",
                what=f"unknown zone in {placement.region}",
                got=repr(zone),
                allowed=", ".join(known),
            )


def _usage_of_stacks(usage: object, plans: tuple[StackPlan, ...]) -> Iterator[Problem]:
    """What is declared for a stack that is not there counts for nothing."""
    known = [plan.id for plan in plans]
    for stack_id in usage.stacks if isinstance(usage, Usage) and not check(usage) else ():
        if stack_id not in known:
            yield Problem(where=f"usage.stacks.{stack_id}", what="is no stack here", allowed=", ".join(known))


def select(environments: Iterable[Environment], name: str | None) -> tuple[Environment, ...]:
    """The environment of that name, or all of them."""
    environments = tuple(environments)
    if not name:
        return environments
    chosen = tuple(environment for environment in environments if environment.name == name)
    if not chosen:
        known = ", ".join(environment.name for environment in environments)
        raise ConfigError([Problem(what="unknown environment", got=repr(name), allowed=known)])
    return chosen
