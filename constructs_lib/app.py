"""From environments to Terraform JSON: which config becomes which stack, who comes after whom, and the last look."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from typing import TYPE_CHECKING

from constructs_lib.environment import Environment, StackPlan
from constructs_lib.estate import joined
from constructs_lib.foundation.errors import ConfigError, ContractError, Problem

if TYPE_CHECKING:
    from cdktf import App

    from constructs_lib.foundation.stack import PlatformStack

STACKS: Mapping[str, str] = {
    "account": "constructs_lib.account.stack:AccountStack",
    "audit": "constructs_lib.account.audit.stack:AuditStack",
    "bucket": "constructs_lib.data.bucket.stack:BucketStack",
    "cluster": "constructs_lib.compute.cluster.stack:ClusterStack",
    "database": "constructs_lib.data.database.stack:DatabaseStack",
    "direct-connect": "constructs_lib.network.direct_connect.stack:DirectConnectStack",
    "dns": "constructs_lib.dns.stack:DnsStack",
    "endpoint": "constructs_lib.network.endpoint.stack:EndpointStack",
    "endpoint-service": "constructs_lib.network.endpoint_service.stack:EndpointServiceStack",
    "network": "constructs_lib.network.stack:NetworkStack",
    "payer": "constructs_lib.account.payer.stack:PayerStack",
    "peering": "constructs_lib.network.peering.stack:PeeringStack",
    "prefix-list": "constructs_lib.network.prefix_list.stack:PrefixListStack",
    "queue": "constructs_lib.serverless.queue.stack:QueueStack",
    "recorder": "constructs_lib.account.recorder.stack:RecorderStack",
    "replication": "constructs_lib.data.replication.stack:ReplicationStack",
    "service": "constructs_lib.compute.service.stack:ServiceStack",
    "settings": "constructs_lib.data.settings.stack:SettingsStack",
    "sweeper": "constructs_lib.account.sweeper.stack:SweeperStack",
    "table": "constructs_lib.data.table.stack:TableStack",
    "transit-attachment": "constructs_lib.network.transit.attachment.stack:TransitAttachmentStack",
    "transit-gateway": "constructs_lib.network.transit.gateway.stack:TransitGatewayStack",
    "transit-link": "constructs_lib.network.transit.link.stack:TransitLinkStack",
    "transit-peering": "constructs_lib.network.transit.peering.stack:TransitPeeringStack",
    "vpn": "constructs_lib.network.vpn.stack:VpnStack",
    "vpn-gateway": "constructs_lib.network.vpn_gateway.stack:VpnGatewayStack",
}
"""Domain → stack, by name: a domain nobody asked for is never imported, and so costs nothing."""


def compose(
    app: "App",
    environments: Iterable[Environment],
    *,
    only: Iterable[str] = (),
    stacks: Mapping[str, str] = STACKS,
    estate: Iterable[Environment] = (),
) -> "dict[str, PlatformStack]":
    """Build the stacks of environments (all, or `only` those ids) and order them by what they read.

    `estate` are the environments that are not built, but may be read from.
    """
    environments = tuple(environments)
    plans = {plan.id: plan for environment in environments for plan in environment.stack_plans()}
    known = {plan.id: plan for each in (*environments, *estate) for plan in each.stack_plans()}
    wanted = joined(_wanted(plans, tuple(only)), known.values())
    built = {plan.id: _stack_class(plan, stacks)(app, plan.placement, plan.config) for plan in wanted}
    for environment in environments:
        for stack_id, moves in environment.moved.items():
            if stack_id in built:
                built[stack_id].move(moves)
    _require_published(built, frozenset(known))
    _require_order(built)
    for stack in built.values():
        for read in stack.reads:
            source = built.get(read.source)
            # cdktf refuses to deploy 'dev-*' while something it depends on is not among that: another environment is
            # deployed on its own, before
            if source is not None and source.placement.environment == stack.placement.environment:
                stack.add_dependency(source)
    return built


def _wanted(plans: Mapping[str, StackPlan], only: tuple[str, ...]) -> tuple[StackPlan, ...]:
    unknown = [stack_id for stack_id in only if stack_id not in plans]
    if unknown:
        allowed = ", ".join(sorted(plans))
        raise ConfigError(Problem(what="unknown stack", got=repr(each), allowed=allowed) for each in unknown)
    return tuple(plan for plan in plans.values() if not only or plan.id in only)


def _stack_class(plan: StackPlan, stacks: Mapping[str, str]) -> "type[PlatformStack]":
    domain = plan.config.DOMAIN
    if domain not in stacks:
        problem = Problem(
            where=plan.id, what="no stack is known for this domain", got=repr(domain), allowed=", ".join(stacks)
        )
        raise ConfigError([problem])
    module, name = stacks[domain].split(":")
    return getattr(import_module(module), name)


def _require_published(built: "Mapping[str, PlatformStack]", known: frozenset[str]) -> None:
    missing = [read for stack in built.values() for read in stack.reads if read.source not in known]
    if missing:
        raise ContractError(
            Problem(
                where=read.reader,
                what=f"reads {read.record} that nobody publishes",
                got=read.source,
                allowed=", ".join(sorted(known)),
                fix="add that stack's config to its environment, or do not read from it",
            )
            for read in missing
        )


def _require_order(built: "Mapping[str, PlatformStack]") -> None:
    graph = {stack_id: {read.source for read in stack.reads} for stack_id, stack in built.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        fix = "reads point down the layers; move what both need into a lower layer, or into a link stack"
        raise ContractError([Problem(what="stacks read each other in a circle", got=circle, fix=fix)]) from None
