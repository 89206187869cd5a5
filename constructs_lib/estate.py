"""All environments together: who links to whom, and everything that can be wrong with that before cdktf loads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol, cast, runtime_checkable

from constructs_lib.account.config import AccountConfig
from constructs_lib.account.payer.config import PayerConfig
from constructs_lib.address_space import address_space
from constructs_lib.dns.config import DnsConfig
from constructs_lib.environment import Environment, StackPlan, entries
from constructs_lib.foundation.config import check
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.neighbours import called_services
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.direct_connect.plan import direct_connect_problems
from constructs_lib.network.endpoint.config import EndpointConfig
from constructs_lib.network.endpoint.plan import link_problems as endpoint_problems
from constructs_lib.network.endpoint_service.config import EndpointServiceConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.plan import MOST_PEERINGS, MOST_ROUTES, routes_needed
from constructs_lib.network.peering.plan import link_problems as peering_problems
from constructs_lib.network.transit.attachment.config import TransitAttachmentConfig
from constructs_lib.network.transit.link.config import TransitLinkConfig
from constructs_lib.network.transit.link.plan import transit_problems
from constructs_lib.network.vpn.plan import vpn_problems


@runtime_checkable
class _Link(Protocol):
    """A config of something with two ends: which of its fields stand for which config at which place."""

    def ends(self, here: Placement) -> Mapping[str, tuple[Placement, type[Any]]]: ...


def joined(plans: Iterable[StackPlan], known: Iterable[StackPlan]) -> tuple[StackPlan, ...]:
    """The same stacks, their configs complete with what the known ones say: links have found the configs of their ends,
    and networks the services that are called from them.

    An end that is in no environment stays empty, which `check_all` has told before.
    """
    known = tuple(known)
    by_place: dict[tuple[tuple[str, str, str], type[Any]], Any] = {
        (_spot(plan.placement), cast("type[Any]", type(plan.config))): plan.config for plan in known
    }

    def join(plan: StackPlan) -> StackPlan:
        if isinstance(plan.config, NetworkConfig):
            called = called_services(each.config for each in known if _spot(each.placement) == _spot(plan.placement))
            return replace(plan, config=plan.config.serving(called))
        if not isinstance(plan.config, _Link):
            return plan
        found = {
            name: by_place[_spot(place), kind]
            for name, (place, kind) in plan.config.ends(plan.placement).items()
            if (_spot(place), kind) in by_place
        }
        return replace(plan, config=replace(cast("Any", plan.config), **found))

    return tuple(map(join, plans))


def _spot(placement: Placement) -> tuple[str, str, str]:
    """What two mentions of the same place have in common; one may say other tags."""
    return placement.environment, placement.account.id, placement.region


def check_all(environments: Iterable[Environment]) -> tuple[Problem, ...]:
    """Every problem of every environment, and of all of them together."""
    environments = tuple(environments)
    found = [problem for environment in environments for problem in check(environment, environment.name)]
    plans = [plan for environment in environments for plan in environment.sound_plans]
    return (
        *found,
        *_names_differ(environments),
        *_accounts_agree(environments),
        *address_space(environments).problems(),
        *_links_end_somewhere(environments),
        *_peered_once(environments),
        *_peerings_lead_somewhere(environments),
        *_tables_have_room(environments),
        *_endpoints_are_let_in(environments),
        *transit_problems(plans),
        *vpn_problems(plans),
        *direct_connect_problems(plans),
        *_zones_differ(environments),
        *_tags_are_activated(environments),
    )


def require_all(environments: Iterable[Environment]) -> None:
    """Refuse mistaken environments, with everything that is wrong."""
    found = check_all(environments)
    if found:
        raise ConfigError(found)


def _names_differ(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    for name, count in Counter(environment.name for environment in environments).items():
        if count > 1:
            yield Problem(where=name, what=f"{count} environments have this name", fix="names must differ")


def _accounts_agree(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    """One id, one account; and every environment in an account of its own."""
    owners: dict[str, set[str]] = {}
    for environment in environments:
        for placement, _ in entries(environment.stacks):
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


def _links_end_somewhere(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    """What links two places needs something at both. Something mistaken is something: it has been told by itself."""
    there = {
        (_spot(placement), cast("type[Any]", type(config)))
        for environment in environments
        for placement, configs in entries(environment.stacks)
        if not check(placement)
        for config in configs
    }
    plans = [plan for environment in environments for plan in environment.sound_plans]
    for plan in joined(plans, plans):
        if not isinstance(plan.config, _Link):
            continue
        missing = {
            place: kind
            for name, (place, kind) in plan.config.ends(plan.placement).items()
            if getattr(plan.config, name) is None and (_spot(place), kind) not in there
        }
        for place, kind in missing.items():
            yield Problem(
                where=plan.id,
                what=f"ends where no {kind.__name__} is",
                got=f"{place.environment} {place.region} in account {place.account.id}",
                fix="add it to that environment, or name the placement where it is",
            )


def _peered_once(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    """AWS refuses a second connection between two VPCs, from whichever side, and more than so many of one VPC."""
    pairs: dict[frozenset[tuple[str, ...]], list[str]] = {}
    for environment in environments:
        for plan in environment.sound_plans:
            if isinstance(plan.config, PeeringConfig):
                peer = plan.config.peer
                there = _spot(peer) if isinstance(peer, Placement) else (peer.vpc_id,)
                pairs.setdefault(frozenset((_spot(plan.placement), there)), []).append(plan.id)
    for pair, stack_ids in pairs.items():
        if len(pair) == 1:
            fix = "name the placement of another network"
            yield Problem(where=" and ".join(stack_ids), what="peers a network with itself", fix=fix)
        elif len(stack_ids) > 1:
            yield Problem(
                where=" and ".join(stack_ids),
                what="peer the same two networks",
                fix="keep one of them: a peering works in both directions",
            )
    for end, count in Counter(end for pair in pairs for end in pair).items():
        if count > MOST_PEERINGS:
            yield Problem(
                where=" ".join(end),
                what="has more peerings than AWS lets a VPC have",
                got=str(count),
                allowed=f"{MOST_PEERINGS}, and 50 until AWS is asked for more",
                fix="join these networks by a transit gateway",
            )


def _peerings_lead_somewhere(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    """What a peering wants of the two networks it joins, and only of them."""
    plans = [plan for environment in environments for plan in environment.sound_plans]
    claimed = {claim.network: claim.owner for claim in address_space(environments).claims}
    for plan in joined(plans, plans):
        if isinstance(plan.config, PeeringConfig):
            yield from (
                problem.under(plan.id) for problem in peering_problems(plan.config, plan.placement.account, claimed)
            )


def _tables_have_room(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    """A route for which there is no room is refused in the middle of an apply."""
    plans = [plan for environment in environments for plan in environment.sound_plans]
    routes = Counter[tuple[str, str, str]]()
    for plan in joined(plans, plans):
        match plan.config:
            case PeeringConfig(peer=peer):
                needed = routes_needed(plan.config)
            case TransitLinkConfig(peer=peer):
                needed = plan.config.routes_needed()
            case TransitAttachmentConfig(on_premises=ranges):
                peer, needed = None, (len(ranges), 0)
            case _:
                continue
        routes[_spot(plan.placement)] += needed[0]
        if isinstance(peer, Placement):
            routes[_spot(peer)] += needed[1]
    for place, count in routes.items():
        if count > MOST_ROUTES:
            yield Problem(
                where=" ".join(place),
                what="has more routes to other networks than a route table holds",
                got=str(count),
                allowed=f"{MOST_ROUTES}, and 500 until AWS is asked for more",
                fix="name wider ranges in place of several, or put less behind one network",
            )


def _endpoints_are_let_in(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    """An endpoint to a service of this estate: the service is offered, to this account, under the name that is asked for."""
    plans = [plan for environment in environments for plan in environment.sound_plans]
    offered = {
        (_spot(plan.placement), plan.config.component): plan.config
        for plan in plans
        if isinstance(plan.config, EndpointServiceConfig)
    }
    for plan in plans:
        if not isinstance(plan.config, EndpointConfig) or plan.config.provider is None:
            continue
        service = offered.get((_spot(plan.config.provider), plan.config.component))
        yield from (
            problem.under(plan.id) for problem in endpoint_problems(plan.config, service, plan.placement.account)
        )


def _zones_differ(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    """A name is delegated to one zone: the other one of that name is never found, and its certificate never issued."""
    zones: dict[str, list[str]] = {}
    for environment in environments:
        for plan in environment.sound_plans:
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


def _tags_are_activated(environments: tuple[Environment, ...]) -> Iterator[Problem]:
    """A budget of a tag that the payer does not split the bill by stays at zero. Where no payer is here, somebody else's
    tool may have done it.
    """
    plans = [plan for environment in environments for plan in environment.sound_plans]
    payers = [plan.config for plan in plans if isinstance(plan.config, PayerConfig)]
    activated = {key for payer in payers for key in payer.allocation_tags}
    for plan in plans if payers else ():
        budget = plan.config.budget if isinstance(plan.config, AccountConfig) else None
        for name, each in budget.tags.items() if budget is not None else ():
            if each.key not in activated:
                yield Problem(
                    where=f"{plan.id}.budget.tags.{name}.key",
                    what="is no tag that the payer's account splits the bill by",
                    got=each.key,
                    allowed=", ".join(sorted(activated)) or "nothing yet",
                    fix="add it to the PayerConfig's allocation_tags, a day after the tag was first used",
                )
