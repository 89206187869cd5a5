"""Networks written by hand, resource by resource, as the JSON that cdktf would write."""

from collections.abc import Iterable
from typing import Any

from constructs_lib.analysis.reachability.reach import Answer, Reachability

Resources = dict[str, dict[str, Any]]


def ref(address: str, attribute: str = "id") -> str:
    return f"${{{address}.{attribute}}}"


def merged(*parts: Resources) -> Resources:
    """The same resources in one, later ones in place of earlier ones of the same name."""
    found: Resources = {}
    for part in parts:
        for kind, named in part.items():
            found[kind] = {**found.get(kind, {}), **named}
    return found


def network(number: int, *, region: str = "us-east-1", ipv6: bool = False, **subnets: str) -> Resources:
    """A VPC 10.N.0.0/16 with a route table for each subnet; `public="a"` is 10.N.0.0/24 in zone a, the next 10.N.1.0/24."""
    vpc = f"v{number}"
    own = {"cidr_block": f"10.{number}.0.0/16", "provider": f"aws.{region}"}
    made: Resources = {"aws_vpc": {vpc: {**own, "assign_generated_ipv6_cidr_block": True} if ipv6 else own}}
    for index, (name, zone) in enumerate(subnets.items()):
        subnet = {
            "vpc_id": ref(f"aws_vpc.{vpc}"),
            "cidr_block": f"10.{number}.{index}.0/24",
            "availability_zone": region + zone,
        }
        if ipv6:
            subnet["ipv6_cidr_block"] = f"${{cidrsubnet(aws_vpc.{vpc}.ipv6_cidr_block, 8, {index})}}"
        full = f"{vpc}-{name}"
        made = merged(
            made,
            {
                "aws_subnet": {full: subnet},
                "aws_route_table": {full: {"vpc_id": ref(f"aws_vpc.{vpc}")}},
                "aws_route_table_association": {
                    full: {"subnet_id": ref(f"aws_subnet.{full}"), "route_table_id": ref(f"aws_route_table.{full}")}
                },
            },
        )
    return made


def gateway(number: int) -> Resources:
    return {"aws_internet_gateway": {f"v{number}": {"vpc_id": ref(f"aws_vpc.v{number}")}}}


def route(table: str, to: str, **target: Any) -> Resources:
    key = "destination_ipv6_cidr_block" if ":" in to else "destination_cidr_block"
    body = {"route_table_id": ref(f"aws_route_table.{table}"), key: to, **target}
    return {"aws_route": {f"{table}-{to.replace('/', '-').replace('.', '-').replace(':', '-')}": body}}


def group(
    name: str, number: int, *, into: Iterable[dict[str, Any]] = (), out: Iterable[dict[str, Any]] | None = None
) -> Resources:
    """A security group with rules inline; everything may leave unless told."""
    everything = [
        {"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"]}
    ]
    body = {
        "vpc_id": ref(f"aws_vpc.v{number}"),
        "ingress": list(into),
        "egress": everything if out is None else list(out),
    }
    return {"aws_security_group": {name: body}}


def tcp(port: int, **who: Any) -> dict[str, Any]:
    return {"protocol": "tcp", "from_port": port, "to_port": port, **who}


def machine(name: str, subnet: str, groups: Iterable[str], **more: Any) -> Resources:
    body = {
        "subnet_id": ref(f"aws_subnet.{subnet}"),
        "vpc_security_group_ids": [ref(f"aws_security_group.{each}") for each in groups],
        **more,
    }
    return {"aws_instance": {name: {"//": {"metadata": {"path": f"net/{name}"}}, **body}}}


def peering(one: int, other: int, *, accepted: bool = True) -> Resources:
    name = f"p{one}{other}"
    made: Resources = {
        "aws_vpc_peering_connection": {
            name: {"vpc_id": ref(f"aws_vpc.v{one}"), "peer_vpc_id": ref(f"aws_vpc.v{other}")}
        }
    }
    if accepted:
        body = {"vpc_peering_connection_id": ref(f"aws_vpc_peering_connection.{name}"), "auto_accept": True}
        made["aws_vpc_peering_connection_accepter"] = {name: body}
    return made


def over(name: str) -> dict[str, str]:
    return {"vpc_peering_connection_id": ref(f"aws_vpc_peering_connection.{name}")}


def document(*parts: Resources) -> dict[str, Any]:
    """One stack's JSON."""
    regions = ("us-east-1", "us-west-2")
    providers = [{"region": "us-east-1"}, *({"alias": region, "region": region} for region in regions)]
    return {"provider": {"aws": providers}, "resource": merged(*parts)}


def reachability(*parts: Resources) -> Reachability:
    """Of one stack called net."""
    return Reachability.of({"net": document(*parts)})


def asked(network: Reachability, source: str, target: str, port: int | None = 80, **more: Any) -> Answer:
    """The one answer; things of the stack by their short names."""
    names = [f"net/{each}" if f"net/{each}" in network.names.known() else each for each in (source, target)]
    (answer,) = network.ask(names[0], names[1], port, **more)
    return answer


def told(network: Reachability, source: str, target: str, port: int | None = 80, **more: Any) -> tuple[str, str]:
    """The verdict, and what stops it."""
    answer = asked(network, source, target, port, **more)
    return answer.verdict, answer.refusal.why if answer.refusal else ""


def simple(*parts: Resources) -> Reachability:
    """A web machine in a public subnet, a database machine in a private one that only it may ask."""
    return Reachability.of({"net": simple_document(*parts)})


def simple_document(*parts: Resources, number: int = 0) -> dict[str, Any]:
    """The JSON of the same."""
    return document(
        network(number, public="a", private="a"),
        gateway(number),
        route(f"v{number}-public", "0.0.0.0/0", gateway_id=ref(f"aws_internet_gateway.v{number}")),
        group("web", number, into=[tcp(80, cidr_blocks=["0.0.0.0/0"])]),
        group("db", number, into=[tcp(80, security_groups=[ref("aws_security_group.web")])]),
        machine("web", f"v{number}-public", ["web"], associate_public_ip_address=True),
        machine("db", f"v{number}-private", ["db"]),
        *parts,
    )
