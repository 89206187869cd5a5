"""Rules about ways between networks."""

from typing import Any

import pytest

from tests.analysis.policies.cases import Case, both, found, holds, one

TABLE, ROUTE, PROPAGATION = "aws_route_table", "aws_route", "aws_vpn_gateway_route_propagation"
PEERING, ACCEPTER = "aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter"
OPTIONS = "aws_vpc_peering_connection_options"
RESOLVE = {"allow_remote_vpc_dns_resolution": True}


def accepted(**inside: Any) -> Any:
    """A peering with another account, and its acceptance."""
    connection = one(PEERING, peer_owner_id="222222222222", **inside)
    return both(connection, one(ACCEPTER, vpc_peering_connection_id=f"${{{PEERING}.this.id}}", auto_accept=True))


def table(**inside: Any) -> Any:
    """A table with a route and a propagation beside it."""
    table_id = f"${{{TABLE}.this.id}}"
    return both(one(TABLE, **inside), one(ROUTE, route_table_id=table_id), one(PROPAGATION, route_table_id=table_id))


def options(of: str = ACCEPTER, **halves: Any) -> Any:
    """What one resource sets of a peering."""
    return one(OPTIONS, vpc_peering_connection_id=f"${{{of}.this.id}}", **halves)


def endpoint(name: str, service: str, **more: Any) -> Any:
    """An endpoint under a service's own name."""
    return one("aws_vpc_endpoint", name, vpc_id="vpc-1", service_name=service, private_dns_enabled=True, **more)


CASES = (
    Case(
        rule="route-table-inline",
        good=table(),
        bad=table(route=[{"cidr_block": "10.0.0.0/8"}]),
        says="got      aws_route.this",
    ),
    Case(
        rule="route-table-inline",
        good=one(TABLE, propagating_vgws=["vgw-1"]),
        bad=table(propagating_vgws=["vgw-1"]),
        says="propagating_vgws is in the table and beside it",
    ),
    Case(
        rule="peering-options",
        good=both(accepted(), options(requester=RESOLVE)),
        bad=both(accepted(requester=RESOLVE), options(requester=RESOLVE)),
        says="leave requester out there",
    ),
    Case(
        rule="peering-options",
        good=both(one(PEERING), options(PEERING, requester=RESOLVE, accepter=RESOLVE)),
        bad=both(accepted(), options(requester=RESOLVE, accepter=RESOLVE)),
        says="sets both halves of a peering with peer_owner_id",
    ),
    Case(
        rule="peering-options",
        good=both(one(PEERING), options(PEERING, requester=RESOLVE)),
        bad=both(accepted(), options(PEERING, requester=RESOLVE)),
        says="take the id of the aws_vpc_peering_connection_accepter",
    ),
    Case(
        rule="vpc-dns-names",
        good=one("aws_vpc", enable_dns_hostnames=True),
        bad=one("aws_vpc"),
        says="set enable_dns_support and enable_dns_hostnames to true",
    ),
    Case(
        rule="vpc-dns-names",
        good=one("aws_vpc", enable_dns_hostnames=True, enable_dns_support=True),
        bad=one("aws_vpc", enable_dns_hostnames=True, enable_dns_support=False),
        says="enable_dns_support is false",
    ),
    Case(
        rule="endpoint-private-dns-once",
        good=both(endpoint("a", "sqs"), endpoint("b", "sns"), one("aws_vpc_endpoint", "c", service_name="sqs")),
        bad=both(endpoint("a", "sqs"), endpoint("b", "sqs")),
        says="got      aws_vpc_endpoint.b",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)


def test_both_places_that_set_a_half_are_told() -> None:
    accepter = one(ACCEPTER, vpc_peering_connection_id=f"${{{PEERING}.this.id}}", accepter=RESOLVE)
    told = found("peering-options", both(one(PEERING, accepter=RESOLVE), accepter, options(accepter=RESOLVE)))

    assert [ACCEPTER in text.splitlines()[0].split("):")[1] for text in told] == [True, False]


def test_options_of_a_peering_that_is_not_in_sight_are_not_judged() -> None:
    assert found("peering-options", one(OPTIONS, vpc_peering_connection_id="pcx-1", requester=RESOLVE)) == []
