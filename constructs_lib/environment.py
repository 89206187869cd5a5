"""An environment: which configs run at which places, and everything that can be wrong with that before cdktf loads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from itertools import combinations
from typing import Annotated, Any

from pydantic import SkipValidation

from constructs_lib.foundation.config import SELF_CHECKED, check, config
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.placement import EnvironmentName, Placement
from constructs_lib.foundation.region import zones_of
from constructs_lib.network.config import NetworkConfig


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

    def stack_plans(self) -> tuple[StackPlan, ...]:
        """Every stack, in the order the file names them."""
        return tuple(
            StackPlan(placement.stack_id(config.DOMAIN, getattr(config, "component", "")), placement, config)
            for placement, configs in self.stacks.items()
            for config in configs
        )

    def problems(self) -> Iterator[Problem]:
        """Everything wrong with the environment, its placements and its configs, in one go."""
        for placement, configs in self.stacks.items():
            where = placement.region
            yield from check(placement, where)
            if placement.environment != self.name:
                yield Problem(
                    where=where,
                    what="placement of another environment",
                    got=repr(placement.environment),
                    allowed=repr(self.name),
                )
            for settings in configs:
                if not hasattr(settings, "DOMAIN"):
                    yield Problem(where=where, what="is no stack's config", got=type(settings).__name__)
                    continue
                place = f"{where}.{type(settings).__name__}"
                found = check(settings, place)
                yield from found
                if isinstance(settings, NetworkConfig) and not found:
                    yield from _zones_exist(settings, placement, place)
        repeated = Counter(plan.id for plan in self.stack_plans() if hasattr(plan.config, "DOMAIN"))
        for stack_id, count in repeated.items():
            if count > 1:
                yield Problem(
                    where=stack_id,
                    what=f"{count} configs want to be this stack",
                    fix="one config per domain and placement; give each a component where the domain has several",
                )


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


def check_all(environments: Iterable[Environment]) -> tuple[Problem, ...]:
    """Every problem of every environment, and of all of them together."""
    environments = tuple(environments)
    found = [problem for environment in environments for problem in check(environment, environment.name)]
    return (*found, *_names_differ(environments), *_accounts_agree(environments), *_networks_apart(environments))


def require_all(environments: Iterable[Environment]) -> None:
    """Refuse mistaken environments, with everything that is wrong."""
    found = check_all(environments)
    if found:
        raise ConfigError(found)


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


def _names_differ(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    for name, count in Counter(environment.name for environment in environments).items():
        if count > 1:
            yield Problem(where=name, what=f"{count} environments have this name", fix="names must differ")


def _accounts_agree(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    """One id, one account; and every environment in an account of its own."""
    owners: dict[str, set[str]] = {}
    for environment in environments:
        for placement in environment.stacks:
            owners.setdefault(placement.account.id, set()).add(environment.name)
    for account_id, names in owners.items():
        if len(names) > 1:
            yield Problem(
                where=" and ".join(sorted(names)),
                what="share an account",
                got=account_id,
                fix="give each environment an account of its own: the account is the wall between them",
            )


def _networks_apart(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    """Networks that may one day be peered or routed to each other must not overlap, in the whole estate."""
    networks = [
        (plan.id, plan.config.cidr)
        for environment in environments
        for plan in environment.stack_plans()
        if isinstance(plan.config, NetworkConfig) and not check(plan.config)
    ]
    for (one, cidr), (other, other_cidr) in combinations(networks, 2):
        if ip_network(cidr).overlaps(ip_network(other_cidr)):
            yield Problem(
                where=f"{one} and {other}",
                what="networks overlap",
                got=f"{cidr} and {other_cidr}",
                fix="give one of them another range: networks that overlap can never be peered",
            )
