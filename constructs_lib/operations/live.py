"""What `cairn check --live` finds: the addresses of the VPCs that exist, beside those the environments claim."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from constructs_lib.address_space import Claim, address_space
from constructs_lib.environment import Environment, StackPlan
from constructs_lib.foundation.errors import Problem, ProblemsError
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.outputs import NetworkOutputs
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.foreign_network import ForeignNetwork
from constructs_lib.operations.accounts import ClientOf

_GONE = ("deleted", "deleting", "expired", "failed", "rejected")


class LiveError(ProblemsError):
    """The accounts hold something that the environments do not go with."""

    heading = "{count} between the environments and what exists:"
    exit_code = 1


@dataclass
class Findings:
    """What was looked at, and what is wrong with it."""

    places: int = 0
    vpcs: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])
    remarks: list[str] = field(default_factory=list[str])
    """What is no mistake, but has to be known: somebody has yet to accept a peering."""


def look(environments: Sequence[Environment], chosen: Iterable[Environment], client_of: ClientOf) -> Findings:
    """Look at every place of the chosen environments that has a network. The others' claims count as well."""
    plans = [plan for environment in environments for plan in environment.sound_plans]
    foreign = {
        plan.config.peer.vpc_id: plan.config.peer
        for plan in plans
        if isinstance(plan.config, PeeringConfig) and isinstance(plan.config.peer, ForeignNetwork)
    }
    found = Findings()
    strangers: list[Claim] = []
    names = {environment.name for environment in chosen}
    for plan in plans:
        if isinstance(plan.config, NetworkConfig) and plan.placement.environment in names:
            try:
                strangers += _look_at(plan, plan.config, foreign, client_of, found)
            except _errors_of_aws() as error:
                place = plan.placement
                fix = f"let whoever runs this take {place.account.role_arn(place.account.plan_role)}, and deploy that role"
                found.problems.append(
                    Problem(where=plan.id, what="its account cannot be looked into", got=str(error), fix=fix)
                )
    found.problems += address_space(environments, *strangers).problems()
    return found


def _look_at(
    plan: StackPlan,
    config: NetworkConfig,
    foreign: Mapping[str, ForeignNetwork],
    client_of: ClientOf,
    found: Findings,
) -> list[Claim]:
    """Compare one place. Returns the VPCs that nobody declared."""
    place = plan.placement
    ec2 = client_of(place.account, place.region, "ec2")
    own_id = _published_vpc(plan, client_of)
    strangers: list[Claim] = []
    seen: set[str] = set()
    for page in ec2.get_paginator("describe_vpcs").paginate():
        for vpc in page["Vpcs"]:
            seen.add(vpc["VpcId"])
            name = next((tag["Value"] for tag in vpc.get("Tags", ()) if tag["Key"] == "Name"), "")
            ranges = _ranges(vpc["CidrBlockAssociationSet"])
            # a deployment that failed half-way has made the VPC and published nothing
            if vpc["VpcId"] == own_id or (own_id is None and name == place.name("network")):
                found.problems += _own_drift(plan.id, vpc, config, ranges)
            elif vpc["VpcId"] not in foreign:
                owner = f"{vpc['VpcId']}{f' ({name})' if name else ''} in account {place.account.id} {place.region}"
                strangers += [Claim(cidr=cidr, owner=owner, kind="found") for cidr in ranges]
    found.places += 1
    found.vpcs += len(seen)
    if own_id is not None and own_id not in seen:
        fix = "see what cairn plan says of it: somebody deleted it by hand"
        found.problems.append(Problem(where=plan.id, what="its VPC no longer exists", got=own_id, fix=fix))
    for page in ec2.get_paginator("describe_vpc_peering_connections").paginate():
        for connection in page["VpcPeeringConnections"]:
            _compare_peer(plan.id, connection, foreign, found)
    return strangers


def _published_vpc(plan: StackPlan, client_of: ClientOf) -> str | None:
    """The VPC that the network's stack published; None before it was deployed."""
    place = plan.placement
    ssm = client_of(place.account, place.region, "ssm")
    try:
        parameter = ssm.get_parameter(Name=f"{place.parameter_path(NetworkOutputs.DOMAIN)}/vpc_id")["Parameter"]
    except ssm.exceptions.ParameterNotFound:
        return None
    return str(parameter["Value"])


def _own_drift(where: str, vpc: Mapping[str, Any], config: NetworkConfig, ranges: Sequence[str]) -> Iterator[Problem]:
    """Ranges that are declared and not there yet are no problem: they come with the deployment."""
    if vpc["CidrBlock"] != config.cidr:
        yield Problem(
            where=where,
            what="is deployed with another range: a VPC never changes its first one, it would be replaced",
            got=f"{vpc['CidrBlock']} in {vpc['VpcId']}, {config.cidr} in the environment",
            fix=f'write cidr="{vpc["CidrBlock"]}", and add what is missing to secondary_cidrs',
        )
    for cidr in sorted(set(ranges) - {vpc["CidrBlock"], *config.cidrs}):
        yield Problem(
            where=where,
            what="has a range that the environment does not know, and so nobody routes",
            got=f"{cidr} in {vpc['VpcId']}",
            fix="add it to secondary_cidrs, or take it out of the VPC",
        )


def _compare_peer(
    where: str, connection: Mapping[str, Any], foreign: Mapping[str, ForeignNetwork], found: Findings
) -> None:
    """AWS shows the ranges of a peer to both sides, once the connection is active."""
    status, connection_id = connection["Status"]["Code"], connection["VpcPeeringConnectionId"]
    for end in ("AccepterVpcInfo", "RequesterVpcInfo"):
        vpc_id = connection[end].get("VpcId", "")
        peer = foreign.get(vpc_id)
        if peer is None or status in _GONE:
            continue
        if status != "active":
            found.remarks.append(f"{where}: {connection_id} to {vpc_id} is {status}: its owner has yet to accept")
            continue
        ranges = {each["CidrBlock"] for each in connection[end].get("CidrBlockSet", ())}
        if not ranges:
            continue
        for cidr in sorted(set(peer.cidrs) - ranges):
            found.problems.append(
                Problem(
                    where=where,
                    what=f"routes to {vpc_id} what is not its range: a peering ends at its own VPC, and the packets are lost",
                    got=cidr,
                    allowed=", ".join(sorted(ranges)),
                    fix="take it out of the peer's cidrs; what lies behind a peer is reached by a transit gateway",
                )
            )
        for cidr in sorted(ranges - set(peer.cidrs)):
            found.problems.append(
                Problem(
                    where=where,
                    what=f"does not know a range of {vpc_id}: nobody routes it",
                    got=cidr,
                    fix="add it to the peer's cidrs",
                )
            )


def _ranges(associations: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(
        each["CidrBlock"] for each in associations if each["CidrBlockState"]["State"] in ("associated", "associating")
    )


def _errors_of_aws() -> tuple[type[Exception], ...]:
    """What botocore raises: refusals, missing credentials, nobody there."""
    from botocore.exceptions import BotoCoreError, ClientError

    return BotoCoreError, ClientError
