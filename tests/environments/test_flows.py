"""The declared flows of the reference environments hold, and every route, rule and association of one has a purpose."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from constructs_lib.analysis.document import read_stacks
from constructs_lib.analysis.reachability.flows import broken_flows
from constructs_lib.analysis.reachability.reach import Reachability
from environments import ALL
from tests.analysis.reachability.removal import unnoticed

REDUNDANT: Final[Mapping[str, str]] = {
    r"^dev-.*aws_ec2_managed_prefix_list_entry\.": "the list is published for groups to name, and no group of dev does yet",
    r"aws_network_acl_rule\..*-(in|out)-1?500_": "lets errors of ICMP through, and nobody is asked about ICMP here",
    r"aws_network_acl_rule\..*-in-1?410_": "lets answers of UDP back, and nobody is asked about UDP here",
    r"aws_network_acl_rule\..*_private-(in|out)-1[123]0_": "is for private ranges that nobody here has addresses of",
    r"^tools-.*aws_network_acl_rule\..*_private-out-1?100_": "is a part of what the way to the internet lets out",
    r"aws_vpc_endpoint_route_table_association\..*-isolated_": "the ACL keeps isolated subnets from S3's addresses",
    r"^tools-.*aws_route_table_association\..*_isolated-": "nothing is in them, and the ACL keeps everybody else out",
    r"aws_route\.peering_accepter-routes_isolated-": "the ACL keeps what is peered out of the isolated subnets of tools",
}
"""What may go without a changed answer, and why it is there nevertheless, or belongs to what is the same everywhere."""
SERVICES: Final = ("aws:s3", "aws:dynamodb")


def test_flows_of_every_environment_hold(estate_folder: Path) -> None:
    assert broken_flows(Reachability.of(read_stacks(estate_folder)), {each.name: each.flows for each in ALL}) == ()


def test_removing_anything_changes_an_answer(estate_folder: Path) -> None:
    """In dev and what it is peered with: the analyser sees everything there, but for what has a reason not to matter."""
    documents = {name: each for name, each in read_stacks(estate_folder).items() if name.startswith(("dev-", "tools-"))}
    found = unnoticed(documents, *SERVICES)

    assert [each for each in found if not any(re.search(reason, each) for reason in REDUNDANT)] == []
    assert [reason for reason in REDUNDANT if not any(re.search(reason, each) for each in found)] == []
