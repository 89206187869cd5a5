"""What can be wrong between the configs of one environment, each of them sound in itself."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from constructs_lib.account.config import AccountConfig
from constructs_lib.account.payer.config import PayerConfig
from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.compute.cluster.plan import uncertified
from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.plan import route_problems, unknown_hosts
from constructs_lib.data.bucket.config import BucketConfig
from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.data.replication.plan import link_problems
from constructs_lib.dns.config import DnsConfig
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.network.config import NetworkConfig

if TYPE_CHECKING:
    from constructs_lib.environment import StackPlan


def neighbour_problems(plans: tuple["StackPlan", ...], configs: Sequence[object]) -> Iterator[Problem]:
    """Everything wrong between the sound ones of an environment. `configs` are all there are, mistaken ones included."""
    yield from _services_are_reached(plans)
    yield from _traffic_arrives(plans)
    yield from _buckets_replicate(plans, configs)
    yield from _once_in_an_account(plans)


def _services_are_reached(plans: tuple["StackPlan", ...]) -> Iterator[Problem]:
    """Code in private subnets calls AWS through NAT or an endpoint; without either it hangs until it times out."""
    networks = {plan.placement: plan.config for plan in plans if isinstance(plan.config, NetworkConfig)}
    for plan in plans:
        network = networks.get(plan.placement)
        if network is None or network.nat != "none":
            continue
        reached = (*network.interface_endpoints, *network.gateway_endpoints)
        missing = sorted(set(getattr(plan.config, "aws_services", ())).difference(reached))
        if missing:
            yield Problem(
                where=plan.id,
                what="calls AWS services that its network does not reach",
                got=", ".join(missing),
                fix=f"add {', '.join(map(repr, missing))} to the network's interface_endpoints, or give it NAT",
            )


def _traffic_arrives(plans: tuple["StackPlan", ...]) -> Iterator[Problem]:
    """What services of one placement wait for comes to them: names, certificate, and rules that leave each its own."""
    by_place: dict[Placement, list[Any]] = {}
    for plan in plans:
        by_place.setdefault(plan.placement, []).append(plan.config)
    for placement, configs in by_place.items():
        services = [each for each in configs if isinstance(each, ServiceConfig)]
        certified = [name for each in configs if isinstance(each, DnsConfig) for name in each.certificate_names]
        found = list(route_problems(services))
        for cluster in configs:
            if isinstance(cluster, ClusterConfig):
                found += unknown_hosts(services, cluster.host_names)
                found += uncertified(cluster, certified) if certified else ()
        yield from (problem.under(placement.region) for problem in found)


def _buckets_replicate(plans: tuple["StackPlan", ...], configs: Sequence[object]) -> Iterator[Problem]:
    """What is wrong between two ends; not while a bucket is mistaken in itself, which it would only repeat."""
    buckets = sum(isinstance(each, BucketConfig) for each in configs)
    sound = {plan.id: plan.config for plan in plans}
    if buckets > sum(isinstance(each.config, BucketConfig) for each in plans):
        return
    for plan in plans:
        if isinstance(plan.config, ReplicationConfig):
            yield from link_problems(plan.config, plan.placement, sound, plan.id)


def _once_in_an_account(plans: tuple["StackPlan", ...]) -> Iterator[Problem]:
    """What is the whole account's, whatever region its stack is in: a second one is refused, or tells everything twice."""
    for noun, has, where, after in _ACCOUNT_WIDE:
        having: dict[str, list[str]] = {}
        for plan in plans:
            if has(plan.config):
                having.setdefault(plan.placement.account.id, []).append(plan.id)
        for account_id, stacks in having.items():
            if len(stacks) > 1:
                yield Problem(
                    where=" and ".join(stacks),
                    what=f"each have the {noun} of the same account",
                    got=f"{len(stacks)} of {account_id}",
                    allowed="one, in any of its regions",
                    fix=f"write it into the {where} of one placement and leave it out of the others{after}",
                )


_ACCOUNT_WIDE: Final[tuple[tuple[str, Callable[[object], bool], str, str], ...]] = (
    ("budget", lambda each: isinstance(each, AccountConfig) and each.budget is not None, "AccountConfig", ""),
    (
        "anomaly monitor",
        lambda each: isinstance(each, AccountConfig) and each.anomalies is not None,
        "AccountConfig",
        ": AWS allows one monitor of services in an account",
    ),
    ("cost allocation", lambda each: isinstance(each, PayerConfig), "configs", ""),
)
