"""The declared flows of the reference environments hold, and every route, rule and association of one has a purpose."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from constructs_lib.analysis.document import Document, read_stacks
from constructs_lib.analysis.reachability.flows import broken_flows
from constructs_lib.analysis.reachability.model import Endpoint
from constructs_lib.analysis.reachability.reach import Reachability
from environments import ALL

REMOVABLE: Final = (
    "aws_route",
    "aws_route_table_association",
    "aws_vpc_endpoint_route_table_association",
    "aws_vpc_security_group_ingress_rule",
    "aws_vpc_security_group_egress_rule",
    "aws_vpc_peering_connection_accepter",
    "aws_internet_gateway",
    "aws_network_acl_rule",
)
REDUNDANT: Final[Mapping[str, str]] = {
    r"aws_network_acl_rule\..*-(in|out)-1?500_": "lets errors of ICMP through, and nobody is asked about ICMP here",
    r"aws_network_acl_rule\..*-in-1?410_": "lets answers of UDP back, and nobody is asked about UDP here",
    r"aws_network_acl_rule\..*_private-(in|out)-1[123]0_": "is for private ranges that nobody here has addresses of",
    r"^tools-.*aws_network_acl_rule\..*_private-out-1?100_": "is a part of what the way to the internet lets out",
    r"aws_vpc_endpoint_route_table_association\..*-isolated_": "the ACL keeps isolated subnets from S3's addresses",
    r"^tools-.*aws_route_table_association\..*_isolated-": "nothing is in them, and the ACL keeps everybody else out",
    r"aws_route\.peering_accepter-routes_isolated-": "the ACL keeps what is peered out of the isolated subnets of tools",
}
"""What may go without a changed answer, and why it is there nevertheless, or belongs to what is the same everywhere."""
WAYS: Final = ("internet gateway", "gateway endpoint", "peering", "NAT")
SERVICES: Final = ("aws:s3", "aws:dynamodb")


def test_flows_of_every_environment_hold(estate_folder: Path) -> None:
    assert broken_flows(Reachability.of(read_stacks(estate_folder)), {each.name: each.flows for each in ALL}) == ()


def test_removing_anything_changes_an_answer(estate_folder: Path) -> None:
    """In dev and what it is peered with: the analyser sees everything there, but for what has a reason not to matter."""
    documents = {name: each for name, each in read_stacks(estate_folder).items() if name.startswith(("dev-", "tools-"))}
    before = dict(answers(Reachability.of(documents)))
    unnoticed = [
        f"{stack}.{kind}.{name}"
        for stack, kind, name in removable(documents)
        # as far as the first that differs: most differ soon
        if all(
            one == other
            for one, other in zip_longest(
                answers(Reachability.of(without(documents, stack, kind, name))), before.items()
            )
        )
    ]

    assert [each for each in unnoticed if not any(re.search(reason, each) for reason in REDUNDANT)] == []
    assert [reason for reason in REDUNDANT if not any(re.search(reason, each) for each in unnoticed)] == []
    assert len(set(before.values())) > 1


def removable(documents: Mapping[str, Document]) -> Iterator[tuple[str, str, str]]:
    for stack, document in documents.items():
        for kind in REMOVABLE:
            yield from ((stack, kind, name) for name in document.get("resource", {}).get(kind, {}))


def without(documents: Mapping[str, Document], stack: str, kind: str, name: str) -> dict[str, Document]:
    changed: dict[str, Any] = {**documents[stack], "resource": deepcopy(documents[stack]["resource"])}
    del changed["resource"][kind][name]
    return {**documents, stack: changed}


def answers(reachability: Reachability) -> Iterator[tuple[tuple[str, str, int], object]]:
    """Of everything there is, and of anything that may be put into a subnet, to each other."""
    names, network = reachability.names, reachability.network
    things: list[Endpoint] = [*network.endpoints, *map(names.subnet_endpoint, network.subnets.values())]
    things += [found for name in ("internet", *SERVICES) for found in names.find(name)]
    for source in things:
        for target in things:
            for port in sorted({22, 443, *(port for _, port in target.ports)}) if source is not target else ():
                answer = reachability.between(source, target, port)
                # and by which way: S3 is reached over the internet too, where its endpoint is taken away
                doors = tuple(hop.address for hop in answer.hops if hop.what in WAYS)
                yield (
                    (source.name, target.name, port),
                    (answer.verdict, tuple(sorted(answer.counts.items())), doors),
                )
