"""Ways out of a network that cost by the hour: NAT gateways, and Elastic IPs that nothing has."""

from collections.abc import Iterator
from typing import Any, Final

from .resource import Backup, Kind, Resource, tags_of


def _find_gateways(ec2: Any) -> Iterator[Resource]:
    routed = {
        route["NatGatewayId"]: table["RouteTableId"]
        for page in ec2.get_paginator("describe_route_tables").paginate()
        for table in page["RouteTables"]
        for route in table["Routes"]
        if route.get("NatGatewayId")
    }
    for page in ec2.get_paginator("describe_nat_gateways").paginate():
        for gateway in page["NatGateways"]:
            if gateway["State"] not in ("deleting", "deleted"):
                tags, table = tags_of(gateway.get("Tags")), routed.get(gateway["NatGatewayId"])
                yield Resource(
                    kind="nat-gateway",
                    id=gateway["NatGatewayId"],
                    name=tags.get("Name", ""),
                    tags=tags,
                    created=gateway["CreateTime"],
                    used_by=f"routes of {table}" if table else "",
                )


def _delete_gateway(ec2: Any, resource: Resource, backup: Backup | None) -> str:
    del backup
    ec2.delete_nat_gateway(NatGatewayId=resource.id)
    return f"there were {resource.used_by} to it" if resource.used_by else ""


def _find_addresses(ec2: Any) -> Iterator[Resource]:
    for address in ec2.describe_addresses()["Addresses"]:
        tags = tags_of(address.get("Tags"))
        user = address.get("NetworkInterfaceId") or address.get("AssociationId") or address.get("InstanceId")
        yield Resource(
            kind="address",
            id=address["AllocationId"],
            name=tags.get("Name") or address["PublicIp"],
            tags=tags,
            held=f"associated with {user}" if user else "",
        )


def _delete_address(ec2: Any, resource: Resource, backup: Backup | None) -> str:
    del backup
    ec2.release_address(AllocationId=resource.id)
    return ""


NAT_GATEWAY: Final = Kind(name="nat-gateway", service="ec2", find=_find_gateways, delete=_delete_gateway)
ADDRESS: Final = Kind(name="address", service="ec2", find=_find_addresses, delete=_delete_address)
