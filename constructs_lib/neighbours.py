"""What can be wrong between the configs of one environment, each of them sound in itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, get_args

from constructs_lib.account.audit.config import AuditConfig
from constructs_lib.account.audit.plan import Audited, watch_problems
from constructs_lib.account.config import AccountConfig
from constructs_lib.account.payer.config import PayerConfig
from constructs_lib.account.recorder.config import RecorderConfig
from constructs_lib.account.recorder.plan import RecorderAt, account_problems
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
from constructs_lib.network.endpoint.config import EndpointConfig
from constructs_lib.network.endpoint_service.config import EndpointServiceConfig

if TYPE_CHECKING:
    from constructs_lib.environment import StackPlan


def neighbour_problems(plans: tuple["StackPlan", ...], configs: Sequence[object]) -> Iterator[Problem]:
    """Everything wrong between the sound ones of an environment. `configs` are all there are, mistaken ones included."""
    yield from _services_are_reached(plans)
    yield from _traffic_arrives(plans)
    yield from _buckets_replicate(plans, configs)
    yield from _offers_lead_somewhere(plans)
    yield from _endpoints_differ(plans)
    yield from _once_in_an_account(plans)
    yield from _accounts_are_watched(plans)
    yield from account_problems(
        RecorderAt(plan.id, plan.placement.account.id, plan.config)
        for plan in plans
        if isinstance(plan.config, RecorderConfig)
    )


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


def _offers_lead_somewhere(plans: tuple["StackPlan", ...]) -> Iterator[Problem]:
    """A service offered by PrivateLink is a cluster's load balancer, which answers to its own names only."""
    clusters = {plan.placement: plan.config for plan in plans if isinstance(plan.config, ClusterConfig)}
    for plan in plans:
        if not isinstance(plan.config, EndpointServiceConfig):
            continue
        name, cluster = plan.config.private_dns_name, clusters.get(plan.placement)
        if cluster is None:
            yield Problem(
                where=plan.id,
                what="offers a load balancer that there is none of",
                fix="add a ClusterConfig to the placement, or offer the service where one is",
            )
        elif name is not None and name not in cluster.host_names:
            yield Problem(
                where=f"{plan.id}.private_dns_name",
                what="does not lead to the load balancer",
                got=name,
                allowed=", ".join(cluster.host_names),
                fix="add it to the cluster's host_names, or take one of those",
            )


def _endpoints_differ(plans: tuple["StackPlan", ...]) -> Iterator[Problem]:
    """Two endpoints of a service cannot both have its name: AWS refuses the second, half-way through an apply."""
    named: dict[tuple[Placement, str], list[str]] = {}
    for plan in plans:
        if isinstance(plan.config, EndpointConfig) and plan.config.private_dns and plan.config.service_name:
            named.setdefault((plan.placement, plan.config.service_name), []).append(plan.id)
    for (_, service), stacks in named.items():
        if len(stacks) > 1:
            yield Problem(
                where=" and ".join(stacks),
                what="are endpoints of one service, each with its name",
                got=service,
                fix="keep one of them, or leave private_dns out of the others",
            )


def _accounts_are_watched(plans: tuple["StackPlan", ...]) -> Iterator[Problem]:
    """What of an account is recorded, gathered and looked at fits together."""
    audited = [
        Audited(stack_id=plan.id, placement=plan.placement, config=plan.config)
        for plan in plans
        if isinstance(plan.config, AuditConfig)
    ]
    used = dict.fromkeys(plan.placement for plan in plans if isinstance(plan.config, AccountConfig))
    yield from watch_problems(audited, stacks={plan.id for plan in plans}, places=tuple(used))


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
    (
        "trail of all regions",
        lambda each: isinstance(each, AuditConfig) and each.trail is not None and each.trail.multi_region,
        "AuditConfig",
        ": AWS charges for the second copy of every event",
    ),
    (
        "gathering of findings",
        lambda each: (
            isinstance(each, AuditConfig) and each.security_hub is not None and bool(each.security_hub.gathers_from)
        ),
        "AuditConfig",
        ": findings are gathered in one region",
    ),
    (
        "analyzer of unused access",
        lambda each: (
            isinstance(each, AuditConfig) and each.analyzer is not None and each.analyzer.unused_access_days is not None
        ),
        "AuditConfig",
        ": IAM is the account's, and every analyzer of it is paid for",
    ),
    ("cost allocation", lambda each: isinstance(each, PayerConfig), "configs", ""),
)
