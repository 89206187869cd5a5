"""What the probe sees: of EC2's answers, the emulator's; of connections, real ones."""

import socket
import time
from typing import Any

import pytest

from constructs_lib.runtime.probe import looks
from tests.runtime.probe.conftest import RANGES, Peered


def test_an_active_connection_is_nothing_to_tell(peered: Peered) -> None:
    assert list(looks.status(peered.ec2, peered.connection_id)) == []


def test_a_connection_that_waits(peered: Peered) -> None:
    third = peered.ec2.create_vpc(CidrBlock="10.3.0.0/16")["Vpc"]["VpcId"]
    waiting = peered.ec2.create_vpc_peering_connection(VpcId=peered.vpc_id, PeerVpcId=third)["VpcPeeringConnection"]

    [told] = looks.status(peered.ec2, waiting["VpcPeeringConnectionId"])

    assert told.startswith(f"{waiting['VpcPeeringConnectionId']} is pending-acceptance")


def test_a_connection_that_somebody_deleted(peered: Peered) -> None:
    peered.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peered.connection_id)

    [told] = looks.status(peered.ec2, peered.connection_id)

    assert told.startswith(f"{peered.connection_id} is deleted")


def test_a_connection_that_never_was(peered: Peered) -> None:
    assert list(looks.status(peered.ec2, "pcx-00000000000000000")) == ["pcx-00000000000000000 does not exist"]


class Refusing:
    """EC2 that answers with an error, as AWS does for a connection it has forgotten; the emulator shows none instead."""

    def __init__(self, ec2: Any, code: str) -> None:
        self.exceptions = ec2.exceptions
        self.code = code

    def describe_vpc_peering_connections(self, **which: Any) -> Any:
        raise self.exceptions.ClientError({"Error": {"Code": self.code}}, "DescribeVpcPeeringConnections")


def test_a_connection_that_aws_has_forgotten(peered: Peered) -> None:
    ec2 = Refusing(peered.ec2, "InvalidVpcPeeringConnectionID.NotFound")

    assert list(looks.status(ec2, "pcx-1")) == ["pcx-1 does not exist"]


def test_a_question_that_is_refused_is_no_finding(peered: Peered) -> None:
    """It is an error: the number stays away, and that rings as well."""
    with pytest.raises(peered.ec2.exceptions.ClientError, match="UnauthorizedOperation"):
        list(looks.status(Refusing(peered.ec2, "UnauthorizedOperation"), "pcx-1"))


def test_routes_that_are_there(peered: Peered) -> None:
    assert list(looks.routes(peered.ec2, peered.connection_id, peered.vpc_id, 1)) == []


def test_a_route_that_somebody_took_out(peered: Peered) -> None:
    peered.ec2.delete_route(RouteTableId=peered.table_id, DestinationCidrBlock=RANGES[1])

    assert list(looks.routes(peered.ec2, peered.connection_id, peered.vpc_id, 1)) == [
        f"1 of 1 routes to {peered.connection_id} are gone"
    ]


class Blackholes:
    """EC2's answer, with the state that routes have when what they lead to is gone. The emulator knows no such state."""

    def __init__(self, ec2: Any) -> None:
        self.ec2 = ec2

    def get_paginator(self, operation: str) -> Any:
        pages = self.ec2.get_paginator(operation)

        class Pages:
            def paginate(self, **which: Any) -> Any:
                for page in pages.paginate(**which):
                    for table in page["RouteTables"]:
                        for route in table["Routes"]:
                            route["State"] = "blackhole"
                    yield page

        return Pages()


def test_a_route_that_leads_nowhere(peered: Peered) -> None:
    told = list(looks.routes(Blackholes(peered.ec2), peered.connection_id, peered.vpc_id, 1))

    assert told == [f"the route of {peered.table_id} to {RANGES[1]} is a blackhole"]


def test_a_target_that_answers(listening: tuple[str, int]) -> None:
    assert list(looks.targets([{"Host": listening[0], "Port": listening[1]}])) == []


def test_targets_that_do_not(listening: tuple[str, int], closed: tuple[str, int]) -> None:
    wanted = [{"Host": host, "Port": port} for host, port in (closed, listening, ("nowhere.invalid", 443))]

    refused, unknown = looks.targets(wanted)

    assert refused.startswith(f"127.0.0.1:{closed[1]} does not answer: ")
    assert unknown.startswith("nowhere.invalid:443 does not answer: ")


def test_silent_targets_are_waited_for_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full backlog answers nobody, as a firewall that drops does."""
    monkeypatch.setattr(looks, "CONNECT_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as silent:
        crowd = [socket.socket() for _ in range(4)]
        for each in crowd:
            each.setblocking(False)
            each.connect_ex(silent.getsockname())
        host, port = silent.getsockname()
        started = time.monotonic()

        told = list(looks.targets([{"Host": host, "Port": port}] * 4))

        assert time.monotonic() - started < 1.5
        assert told == [f"{host}:{port} does not answer: timed out"] * 4
        for each in crowd:
            each.close()


def test_no_targets() -> None:
    assert list(looks.targets([])) == []
