"""What networks cost: by the hour, by the zone, and by the gigabyte that somebody has to declare."""

from collections.abc import Iterator

from constructs_lib.analysis.cost.prices import HOURS_A_MONTH
from constructs_lib.analysis.cost.resource import Resource, Unclear, Use


def nat_gateway(resource: Resource) -> Iterator[Use]:
    """The hour, and every GB through it."""
    yield Use("nat.hour", HOURS_A_MONTH)
    yield resource.uses("nat.gb", "nat_gb")


def address(_resource: Resource) -> Iterator[Use]:
    """A public IPv4 address costs the same whether something answers at it or not."""
    yield Use("public-address.hour", HOURS_A_MONTH)


def network(resource: Resource) -> Iterator[Use]:
    """What crosses its zones, paid where it leaves and where it arrives."""
    yield resource.uses("transfer.same-region-gb", "cross_zone_gb", times=2)


def endpoint(resource: Resource) -> Iterator[Use]:
    """Gateway endpoints are free; every other kind costs the hour in each zone, and the GB."""
    if resource.text("vpc_endpoint_type", "Gateway") == "Gateway":
        return
    zones = resource.count("subnet_ids")
    if zones is None:
        raise Unclear("subnet_ids")
    yield Use("endpoint.zone-hour", HOURS_A_MONTH * zones)
    yield resource.uses("endpoint.gb", "endpoint_gb")


def peering(resource: Resource) -> Iterator[Use]:
    """Free in itself. In a region a GB between zones is paid at both ends; between regions where it leaves."""
    other = resource.body.get("peer_region")
    if other is None or other == resource.region:
        yield resource.uses("transfer.same-region-gb", "peering_gb", times=2)
    else:
        yield resource.uses("transfer.other-region-gb", "peering_gb")


def transit_gateway_attachment(resource: Resource) -> Iterator[Use]:
    """Whoever attaches pays the hour, and the GB it sends."""
    yield Use("transit-gateway.attachment-hour", HOURS_A_MONTH)
    yield resource.uses("transit-gateway.gb", "transit_gateway_gb")


def transit_gateway_peering(_resource: Resource) -> Iterator[Use]:
    """An attachment that takes data in without a charge of its own."""
    yield Use("transit-gateway.attachment-hour", HOURS_A_MONTH)


def vpn(resource: Resource) -> Iterator[Use]:
    """The hour of the connection, and of its attachment where a transit gateway ends it."""
    yield Use("vpn.hour", HOURS_A_MONTH)
    if resource.body.get("transit_gateway_id") is not None:
        yield from transit_gateway_attachment(resource)


def flow_log(resource: Resource) -> Iterator[Use]:
    """By the GB delivered, which costs half as much to a bucket."""
    to_bucket = resource.text("log_destination_type", "cloud-watch-logs") == "s3"
    yield resource.uses("flow-log.bucket-gb" if to_bucket else "flow-log.group-gb", "flow_log_gb")


def resolver_endpoint(resource: Resource) -> Iterator[Use]:
    """The hour of each of its addresses."""
    yield Use("resolver.address-hour", HOURS_A_MONTH * len(resource.blocks("ip_address")))


def load_balancer(resource: Resource) -> Iterator[Use]:
    """The hour, its capacity units, and what a public one sends out and is reached at."""
    kind = resource.text("load_balancer_type", "application")
    zones = resource.count("subnets") or len(resource.blocks("subnet_mapping")) or None
    if kind == "gateway":
        if zones is None:
            raise Unclear("subnets")
        yield Use("load-balancer.gateway-hour", HOURS_A_MONTH * zones)
    else:
        yield Use(f"load-balancer.{kind}-hour", HOURS_A_MONTH)
    yield resource.uses(f"load-balancer.{kind}-unit-hour", "load_balancer_units", times=HOURS_A_MONTH)
    if kind != "gateway" and not resource.flag("internal"):
        yield resource.uses("transfer.internet-gb", "load_balancer_internet_gb")
        if zones is None:
            yield resource.uses("public-address.hour", "load_balancer_zones", times=HOURS_A_MONTH)
        elif not resource.blocks("subnet_mapping"):
            yield Use("public-address.hour", HOURS_A_MONTH * zones)
