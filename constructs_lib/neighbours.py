"""What can be wrong between the configs of one environment, each of them sound in itself."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, get_args

from constructs_lib.account.config import AccountConfig
from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.compute.cluster.plan import uncertified
from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.plan import route_problems, unknown_hosts
from constructs_lib.data.bucket.config import BucketConfig
from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.data.replication.plan import link_problems
from constructs_lib.dns.config import DnsConfig
from constructs_lib.foundation.aws_services import GatewayService
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
    yield from _one_budget(plans)


def called_services(configs: Iterable[object]) -> frozenset[str]:
    """The AWS services that workloads declare they call, by the names of their endpoints."""
    return frozenset(service for each in configs for service in getattr(each, "aws_services", ()))


def _services_are_reached(plans: tuple["StackPlan", ...]) -> Iterator[Problem]:
    """Code in private subnets calls AWS through NAT or an endpoint; without either it hangs until it times out."""
    networks = {plan.placement: plan.config for plan in plans if isinstance(plan.config, NetworkConfig)}
    for plan in plans:
        network = networks.get(plan.placement)
        if network is None or network.nat != "none":
            continue
        called = called_services((plan.config,))
        reached = (*network.serving(called).interface_endpoints, *network.gateway_endpoints)
        missing = sorted(called.difference(reached))
        if missing:
            yield Problem(
                where=plan.id,
                what="calls AWS services that its network does not reach",
                got=", ".join(missing),
                fix=f"add {' and '.join(_additions(missing))}, or give the network NAT",
            )


def _additions(services: Sequence[str]) -> Iterator[str]:
    """What a network lacks, and in which of its fields: S3 and DynamoDB have gateway endpoints, which cost nothing."""
    gateways = [repr(each) for each in services if each in get_args(GatewayService)]
    if gateways:
        yield f"{', '.join(gateways)} to the network's gateway_endpoints"
    if len(gateways) < len(services):
        yield "'derived' to the network's interface_endpoints"


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


def _one_budget(plans: tuple["StackPlan", ...]) -> Iterator[Problem]:
    """A budget counts the whole account, whatever region its stack is in: two of them tell everything twice."""
    counted: dict[str, list[str]] = {}
    for plan in plans:
        if isinstance(plan.config, AccountConfig) and plan.config.budget is not None:
            counted.setdefault(plan.placement.account.id, []).append(plan.id)
    for account_id, stacks in counted.items():
        if len(stacks) > 1:
            yield Problem(
                where=" and ".join(stacks),
                what="each have the budget of the same account",
                got=f"{len(stacks)} budgets of {account_id}",
                allowed="one, in any of its regions",
                fix="write the budget into the AccountConfig of one placement and leave it out of the others",
            )
