"""Two networks and their peering on an emulated AWS, and sockets that answer or do not."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator

RANGES = ("10.1.0.0/16", "10.2.0.0/16")


@dataclass(frozen=True)
class Peered:
    """What the probe looks at, and what it looks with."""

    ec2: Any
    cloudwatch: Any
    vpc_id: str
    table_id: str
    connection_id: str

    def event(self, *targets: tuple[str, int], routes: int = 1) -> dict[str, Any]:
        """What the schedule says."""
        return {
            "Connection": self.connection_id,
            "Vpc": self.vpc_id,
            "Routes": routes,
            "Targets": [{"Host": host, "Port": port} for host, port in targets],
            "Metric": {"Namespace": "Cairn/Peering", "Name": "Healthy", "Dimensions": {"Peering": "shop-tools"}},
        }


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def peered(emulator: Emulator) -> Peered:
    """Accepted and routed from the first network."""
    emulator.reset()
    ec2 = emulator.session("111111111111").client("ec2")
    here, there = (ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"] for cidr in RANGES)
    connection_id = ec2.create_vpc_peering_connection(VpcId=here, PeerVpcId=there)["VpcPeeringConnection"][
        "VpcPeeringConnectionId"
    ]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=connection_id)
    table_id = ec2.create_route_table(VpcId=here)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table_id, DestinationCidrBlock=RANGES[1], VpcPeeringConnectionId=connection_id)
    return Peered(ec2, emulator.session("111111111111").client("cloudwatch"), here, table_id, connection_id)


@pytest.fixture
def listening() -> Iterator[tuple[str, int]]:
    """A port of this machine that takes connections."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()


@pytest.fixture
def closed() -> tuple[str, int]:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()
