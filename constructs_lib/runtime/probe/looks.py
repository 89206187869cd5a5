"""What can be seen of a peering: its status, our routes to it, and whether somebody answers on the other side."""

import socket
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

# A peering adds less than the distance does: even across the world an answer takes a third of a second
CONNECT_SECONDS: Final = 5.0


def status(ec2: Any, connection_id: str) -> Iterator[str]:
    """Say why the connection carries nothing."""
    found: list[Any] = []
    try:
        found += ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[connection_id])["VpcPeeringConnections"]
    except ec2.exceptions.ClientError as error:
        # a deleted one is shown for some hours, and unknown from then on
        if error.response["Error"]["Code"] != "InvalidVpcPeeringConnectionID.NotFound":
            raise
    if not found:
        yield f"{connection_id} does not exist"
    for connection in found:
        code, message = connection["Status"]["Code"], connection["Status"].get("Message", "")
        if code != "active":
            yield f"{connection_id} is {code}{f' ({message})' if message else ''}"


def routes(ec2: Any, connection_id: str, vpc_id: str, expected: int) -> Iterator[str]:
    """Say which of our routes to it are gone, or lead nowhere."""
    pages = ec2.get_paginator("describe_route_tables").paginate(Filters=[{"Name": "vpc-id", "Values": [vpc_id]}])
    ways = [
        (table["RouteTableId"], route)
        for page in pages
        for table in page["RouteTables"]
        for route in table["Routes"]
        if route.get("VpcPeeringConnectionId") == connection_id
    ]
    if len(ways) < expected:
        yield f"{expected - len(ways)} of {expected} routes to {connection_id} are gone"
    for table_id, route in ways:
        if route.get("State", "active") != "active":
            destination = route.get("DestinationCidrBlock") or route.get("DestinationIpv6CidrBlock")
            yield f"the route of {table_id} to {destination} is a {route['State']}"


def targets(wanted: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Say which targets take no connection, and why. All are tried at once: one that is silent holds up no other."""
    wanted = tuple(wanted)
    if wanted:
        with ThreadPoolExecutor(max_workers=len(wanted)) as workers:
            yield from filter(None, workers.map(_answers, wanted))


def _answers(target: Mapping[str, Any]) -> str:
    host, port = str(target["Host"]), int(target["Port"])
    try:
        socket.create_connection((host, port), timeout=CONNECT_SECONDS).close()
    except OSError as error:
        return f"{host}:{port} does not answer: {error}"
    return ""
