"""An environment: which configs run at which places, and everything that can be wrong with that before cdktf loads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from ipaddress import ip_network
from itertools import combinations
from typing import Annotated, Any, cast

from pydantic import SkipValidation

from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.compute.cluster.plan import uncertified
from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.plan import route_problems, unknown_hosts
from constructs_lib.dns.config import DnsConfig
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

    def sound_plans(self) -> tuple[StackPlan, ...]:
        """The stacks with nothing wrong in themselves, whatever else is in the file: what can be compared with others."""
        return tuple(
            plan
            for placement, configs in _entries(self.stacks)
            for settings in configs
            if not check(placement) and _is_stack_config(settings) and not check(settings)
            for plan in Environment(name=self.name, stacks={placement: (settings,)}).stack_plans()
        )

    def problems(self) -> Iterator[Problem]:
        """Everything wrong with the environment, its placements and its configs, in one go."""
        yield from _shape_problems(self.stacks)
        for placement, configs in _entries(self.stacks):
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
            sound = [each for each in configs if _is_stack_config(each) and not check(each)]
            yield from (problem.under(where) for problem in _traffic_arrives(sound))
        repeated = Counter(plan.id for plan in self.sound_plans())
        for stack_id, count in repeated.items():
            if count > 1:
                yield Problem(
                    where=stack_id,
                    what=f"{count} configs want to be this stack",
                    fix="one config per domain and placement; give each a component where the domain has several",
                )


def _entries(stacks: object) -> Iterator[tuple[Placement, tuple[Any, ...]]]:
    """What of an environment's stacks has the right shape."""
    for placement, configs in _items(stacks):
        if isinstance(placement, Placement) and isinstance(configs, tuple):
            yield placement, cast("tuple[Any, ...]", configs)


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


def _traffic_arrives(configs: list[Any]) -> Iterator[Problem]:
    """What services of one placement wait for comes to them: names, certificate, and rules that leave each its own."""
    services = [each for each in configs if isinstance(each, ServiceConfig)]
    certified = [name for each in configs if isinstance(each, DnsConfig) for name in each.certificate_names]
    yield from route_problems(services)
    for cluster in configs:
        if isinstance(cluster, ClusterConfig):
            yield from unknown_hosts(services, cluster.host_names)
            yield from uncertified(cluster, certified) if certified else ()


def check_all(environments: Iterable[Environment]) -> tuple[Problem, ...]:
    """Every problem of every environment, and of all of them together."""
    environments = tuple(environments)
    found = [problem for environment in environments for problem in check(environment, environment.name)]
    return (
        *found,
        *_names_differ(environments),
        *_accounts_agree(environments),
        *_networks_apart(environments),
        *_zones_differ(environments),
    )


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
        for placement, _ in _entries(environment.stacks):
            if not check(placement):
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
        for plan in environment.sound_plans()
        if isinstance(plan.config, NetworkConfig)
    ]
    for (one, cidr), (other, other_cidr) in combinations(networks, 2):
        if ip_network(cidr).overlaps(ip_network(other_cidr)):
            yield Problem(
                where=f"{one} and {other}",
                what="networks overlap",
                got=f"{cidr} and {other_cidr}",
                fix="give one of them another range: networks that overlap can never be peered",
            )


def _zones_differ(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    """A name is delegated to one zone: the other one of that name is never found, and its certificate never issued."""
    zones: dict[str, list[str]] = {}
    for environment in environments:
        for plan in environment.sound_plans():
            if isinstance(plan.config, DnsConfig):
                zones.setdefault(plan.config.zone, []).append(plan.id)
    for zone, stacks in zones.items():
        if len(stacks) > 1:
            yield Problem(
                where=" and ".join(stacks),
                what="have a zone of the same name",
                got=zone,
                fix="give each placement a zone of its own, such as one below the other",
            )
