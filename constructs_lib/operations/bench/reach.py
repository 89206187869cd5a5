"""What questions of who reaches whom cost, on an estate of three environments, four VPCs and thirty stacks."""

import json
import tempfile
import time
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from constructs_lib.analysis.document import Document, read_stacks
from constructs_lib.analysis.reachability.reach import Reachability
from constructs_lib.operations.console import Console, table

ANSWER_SECONDS, PAIRS_SECONDS = 0.5, 5.0
"""What each may take."""
_VPCS: Final = (("dev", "us-east-1"), ("staging", "us-east-2"), ("prod", "us-east-1"), ("prod", "us-west-2"))
_ZONES: Final = "abc"
_SERVICES: Final = 5
_FILLERS: Final = 2


def bench_reach(console: Console, *, repeats: int) -> int:
    """The verb. Returns the exit code: 1 when it takes longer than it may."""
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        for name, document in sample_estate().items():
            path = Path(folder) / "stacks" / name / "cdk.tf.json"
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(document), encoding="utf-8")
        answers: list[float] = []
        pairs: list[float] = []
        asked = 0
        for _ in range(repeats):
            started = time.perf_counter()
            reachability = Reachability.of(read_stacks(Path(folder)))
            reachability.ask("dev-us-east-1-service-0/service", "dev-us-east-1-service-1/service", 8080)
            answers.append(time.perf_counter() - started)
            started = time.perf_counter()
            asked = all_pairs(Reachability.of(read_stacks(Path(folder))))
            pairs.append(time.perf_counter() - started)
        counts = _counts(read_stacks(Path(folder)))
    figures = [
        ("one question, from the files", min(answers), ANSWER_SECONDS),
        (f"all {asked} questions between endpoints", min(pairs), PAIRS_SECONDS),
    ]
    rows = [(name, f"{took:.3f} s", f"at most {most} s") for name, took, most in figures]
    data: dict[str, Any] = {**counts, "questions": asked, "answer_seconds": answers, "pairs_seconds": pairs}
    console.answer(table([*rows, *((f"{number} {name}", "", "") for name, number in counts.items())]), data)
    return int(any(took > most for _, took, most in figures))


def all_pairs(reachability: Reachability) -> int:
    """Ask from every endpoint, and the internet, to every other on each port it serves. Returns how many that were."""
    endpoints = (*reachability.names.find("internet"), *reachability.network.endpoints)
    asked = 0
    for source in endpoints:
        for target in endpoints:
            for protocol, port in target.ports if source is not target else ():
                reachability.between(source, target, port, protocol=protocol)
                asked += 1
    return asked


def _counts(documents: Mapping[str, Document]) -> dict[str, int]:
    vpcs = sum(len(each.get("resource", {}).get("aws_vpc", {})) for each in documents.values())
    return {"stacks": len(documents), "VPCs": vpcs}


def sample_estate() -> dict[str, Document]:
    """The JSON of the estate: networks peered in a chain, and services in each that talk to their neighbours."""
    documents: dict[str, Document] = {}
    for number, (environment, region) in enumerate(_VPCS):
        place = f"{environment}-{region}"
        documents[f"{place}-network"] = _network(place, region, 10 + number)
        for service in range(_SERVICES):
            documents[f"{place}-service-{service}"] = _service(place, region, service)
    for number, (one, other) in enumerate(pairwise(_VPCS)):
        documents[f"link-{number}"] = _peering("-".join(one), "-".join(other), 10 + number, one[1])
    for number in range(_FILLERS + 1):
        documents[f"account-{number}"] = _document("us-east-1", {"aws_sns_topic": {"topic": {"name": "alarms"}}})
    return documents


def _document(region: str, resource: dict[str, Any], data: dict[str, Any] | None = None) -> Document:
    provider = {"aws": [{"region": region}]}
    return {"provider": provider, "resource": resource, **({"data": {"aws_ssm_parameter": data}} if data else {})}


def _network(place: str, region: str, second: int) -> Document:
    tiers = {
        f"{tier}-{zone}": 16 * row + 4 * column
        for row, tier in enumerate(("public", "private"))
        for column, zone in enumerate(_ZONES)
    }
    resource: dict[str, Any] = {
        "aws_vpc": {"vpc": {"cidr_block": f"10.{second}.0.0/16"}},
        "aws_internet_gateway": {"gateway": {"vpc_id": "${aws_vpc.vpc.id}"}},
        "aws_subnet": {
            name: {
                "vpc_id": "${aws_vpc.vpc.id}",
                "cidr_block": f"10.{second}.{third}.0/22",
                "availability_zone": f"{region}{name[-1]}",
            }
            for name, third in tiers.items()
        },
        "aws_route_table": {name: {"vpc_id": "${aws_vpc.vpc.id}"} for name in tiers},
        "aws_route_table_association": {
            name: {"subnet_id": f"${{aws_subnet.{name}.id}}", "route_table_id": f"${{aws_route_table.{name}.id}}"}
            for name in tiers
        },
        "aws_nat_gateway": {"nat": {"subnet_id": "${aws_subnet.public-a.id}"}},
        "aws_route": {name: _way_out(name) for name in tiers},
    }
    published = {
        "vpc_id": "${aws_vpc.vpc.id}",
        "subnets": f"${{jsonencode([{', '.join(f'aws_subnet.private-{zone}.id' for zone in _ZONES)}])}}",
        "tables": f"${{jsonencode([{', '.join(f'aws_route_table.{name}.id' for name in tiers)}])}}",
    }
    resource["aws_ssm_parameter"] = {
        name: {"name": f"/{place}/{name}", "insecure_value": value} for name, value in published.items()
    }
    return _document(region, resource)


def _way_out(name: str) -> dict[str, str]:
    door = "gateway_id" if name.startswith("public") else "nat_gateway_id"
    target = "aws_internet_gateway.gateway" if name.startswith("public") else "aws_nat_gateway.nat"
    route = {"route_table_id": f"${{aws_route_table.{name}.id}}", "destination_cidr_block": "0.0.0.0/0"}
    return route | {door: f"${{{target}.id}}"}


def _service(place: str, region: str, number: int) -> Document:
    """A service that everything in its VPC may ask, and that asks everybody on its port."""
    group = "${aws_security_group.group.id}"
    rule = {"security_group_id": group, "ip_protocol": "tcp", "from_port": 8080, "to_port": 8080}
    resource: dict[str, Any] = {
        "aws_security_group": {"group": {"vpc_id": "${data.aws_ssm_parameter.vpc_id.value}"}},
        "aws_vpc_security_group_ingress_rule": {"in": {**rule, "cidr_ipv4": "10.0.0.0/8"}},
        "aws_vpc_security_group_egress_rule": {"out": {**rule, "cidr_ipv4": "0.0.0.0/0"}},
        "aws_ecs_service": {
            "service": {
                "//": {"metadata": {"path": f"{place}-service-{number}/service"}},
                "network_configuration": {
                    "subnets": "${jsondecode(data.aws_ssm_parameter.subnets.value)}",
                    "security_groups": [group],
                },
                "load_balancer": [{"container_port": 8080}],
            }
        },
    }
    return _document(region, resource, {name: {"name": f"/{place}/{name}"} for name in ("vpc_id", "subnets")})


def _peering(one: str, other: str, second: int, region: str) -> Document:
    data = {
        f"{side}-{name}": {"name": f"/{place}/{name}"}
        for side, place in (("a", one), ("b", other))
        for name in ("vpc_id", "tables")
    }
    resource: dict[str, Any] = {
        "aws_vpc_peering_connection": {
            "peering": {
                "vpc_id": "${data.aws_ssm_parameter.a-vpc_id.value}",
                "peer_vpc_id": "${data.aws_ssm_parameter.b-vpc_id.value}",
            }
        },
        "aws_vpc_peering_connection_accepter": {
            "accepter": {"vpc_peering_connection_id": "${aws_vpc_peering_connection.peering.id}", "auto_accept": True}
        },
        "aws_route": {
            f"{side}-{index}": {
                "route_table_id": f"${{element(jsondecode(data.aws_ssm_parameter.{side}-tables.value), {index})}}",
                "destination_cidr_block": f"10.{far}.0.0/16",
                "vpc_peering_connection_id": "${aws_vpc_peering_connection.peering.id}",
            }
            for side, far in (("a", second + 1), ("b", second))
            for index in range(2 * len(_ZONES))
        },
    }
    return _document(region, resource, data)
