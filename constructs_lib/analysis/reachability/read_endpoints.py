"""Who sits in the subnets: services, functions, databases, load balancers, endpoints, machines."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, cast

from constructs_lib.analysis.reachability.identities import DEFAULT_GROUP, Identities, why_unknown
from constructs_lib.analysis.reachability.model import Endpoint, Nat, Subnet
from constructs_lib.analysis.reachability.services import short_name
from constructs_lib.analysis.terraform.estate import Block, Estate

_DATABASES: Final = {
    "aws_db_instance": ("db_subnet_group_name", "vpc_security_group_ids", "aws_db_subnet_group"),
    "aws_rds_cluster": ("db_subnet_group_name", "vpc_security_group_ids", "aws_db_subnet_group"),
    "aws_elasticache_replication_group": ("subnet_group_name", "security_group_ids", "aws_elasticache_subnet_group"),
    "aws_elasticache_cluster": ("subnet_group_name", "security_group_ids", "aws_elasticache_subnet_group"),
    "aws_redshift_cluster": (
        "cluster_subnet_group_name",
        "vpc_security_group_ids",
        "aws_redshift_subnet_group",
    ),
}
"""What is put into a group of subnets by the group's name."""
_ENGINE_PORTS: Final = {"postgres": 5432, "mysql": 3306, "mariadb": 3306, "oracle": 1521, "sqlserver": 1433}
_YES: Final = (True, "true")


class Endpoints:
    """Reads what can be asked about."""

    def __init__(self, estate: Estate, identities: Identities, subnets: Mapping[str, Subnet]) -> None:
        self.estate = estate
        self.of = identities
        self.subnets = subnets
        self._accelerated = {
            self.of.of(each.get("endpoint_id")): block.address
            for block in estate.of("aws_globalaccelerator_endpoint_group")
            for each in block.blocks("endpoint_configuration")
        }
        self._joined = self._added("aws_network_interface_sg_attachment", "network_interface_id", "security_group_id")
        self.nat_instances: dict[str, Nat] = {}
        """Machines that forward what is not for them, by all that routes may call them."""

    def all(self) -> tuple[Endpoint, ...]:
        """Every endpoint, in the order of their names."""
        found = [
            *self._services(),
            *self._functions(),
            *self._databases(),
            *self._load_balancers(),
            *self._interface_endpoints(),
            *self._machines(),
        ]
        return tuple(sorted(found, key=lambda endpoint: endpoint.name))

    def _endpoint(
        self,
        block: Block,
        kind: str,
        subnets: object,
        groups: object,
        *,
        joined: Iterable[object] = (),
        guarded: bool = True,
        public: bool = False,
        listens: bool = True,
        ipv6: bool | None = None,
        ports: tuple[tuple[str, int], ...] = (),
        service: str = "",
    ) -> Endpoint:
        places = self.of.each(cast("list[object]", subnets)) if isinstance(subnets, list) else ()
        known = tuple(each for each in places if each in self.subnets)
        vpc = self.subnets[known[0]].vpc if known else ""
        members = self.of.each(cast("list[object]", groups)) if isinstance(groups, list) else ()
        why = why_unknown(cast("object", subnets)) or why_unknown(cast("object", groups))
        if not known:
            why = why or f"the subnets of {block.path} are not in the JSON"
        dual = any(each.version == 6 for name in known for each in self.subnets[name].ranges)  # noqa: PLR2004
        return Endpoint(
            name=block.path,
            kind=kind,
            address=block.address,
            stack=block.stack,
            environment=self.estate.environment_of(block.stack),
            vpc=vpc,
            subnets=known,
            # whoever names no group gets the VPC's default one
            groups=(*(members or (f"{vpc}{DEFAULT_GROUP}",)), *self.of.each(joined)) if guarded else None,
            public=public,
            accelerator=self._accelerated.get(block.address, ""),
            ipv6=dual if ipv6 is None else ipv6 and dual,
            listens=listens,
            ports=ports,
            service=service,
            unknown=why,
        )

    def _services(self) -> Iterator[Endpoint]:
        for block in self.estate.of("aws_ecs_service"):
            network = block.block("network_configuration")
            if network:
                ports = {
                    int(each["container_port"]) for each in block.items("load_balancer") if "container_port" in each
                }
                yield self._endpoint(
                    block,
                    "service",
                    network.get("subnets"),
                    network.get("security_groups"),
                    public=network.get("assign_public_ip") in _YES,
                    ports=tuple(("tcp", port) for port in sorted(ports)),
                )

    def _functions(self) -> Iterator[Endpoint]:
        for block in self.estate.of("aws_lambda_function"):
            network = block.block("vpc_config")
            if network:
                yield self._endpoint(
                    block,
                    "function",
                    network.get("subnet_ids"),
                    network.get("security_group_ids"),
                    listens=False,
                    ipv6=network.get("ipv6_allowed_for_dual_stack") in _YES,
                )

    def _databases(self) -> Iterator[Endpoint]:
        by_name: dict[tuple[str, str], Block] = {}
        for block in self.estate.of(*{group for _, _, group in _DATABASES.values()}):
            by_name[block.stack, block.text("name")] = block
            by_name[block.stack, block.address] = block
        for block in self.estate.of(*_DATABASES):
            chosen, groups, _ = _DATABASES[block.kind]
            named = block.get(chosen)
            group = by_name.get((block.stack, self.of.of(named)))
            if named is None or (group is None and block.get(groups) is None):
                continue
            port = block.get("port") or _ENGINE_PORTS.get(block.text("engine").removeprefix("aurora-").split("-")[0])
            yield self._endpoint(
                block,
                "database" if "elasticache" not in block.kind else "cache",
                group.items("subnet_ids") if group else None,
                block.get(groups),
                public=block.get("publicly_accessible") in _YES,
                ipv6=block.text("network_type").upper() in ("DUAL", "DUAL_STACK"),
                ports=(("tcp", port),) if isinstance(port, int) else (),
            )

    def _load_balancers(self) -> Iterator[Endpoint]:
        ports: dict[str, set[tuple[str, int]]] = {}
        for block in self.estate.of("aws_lb_listener"):
            protocol = "udp" if block.text("protocol") == "UDP" else "tcp"
            if (port := block.get("port")) and str(port).isdigit():
                ports.setdefault(self.of.of(block.get("load_balancer_arn")), set()).add((protocol, int(port)))
        for block in self.estate.of("aws_lb", "aws_alb"):
            mapped: list[Any] = [each.get("subnet_id") for each in block.items("subnet_mapping")]
            yield self._endpoint(
                block,
                "load balancer",
                block.get("subnets") or mapped,
                block.get("security_groups"),
                # a network load balancer without groups lets everything to its listeners
                guarded=block.text("load_balancer_type", "application") == "application"
                or block.get("security_groups") is not None,
                public=block.get("internal") not in _YES,
                ipv6=block.text("ip_address_type").startswith("dualstack"),
                ports=tuple(sorted(ports.get(block.address, ()))),
            )

    def _interface_endpoints(self) -> Iterator[Endpoint]:
        """Their subnets and groups may each be written apart."""
        subnets = self._added("aws_vpc_endpoint_subnet_association", "vpc_endpoint_id", "subnet_id")
        kind, to = "aws_vpc_endpoint_security_group_association", "vpc_endpoint_id"
        groups = self._added(kind, to, "security_group_id")
        replaced = {
            self.of.of(block.get(to)): [block.get("security_group_id")]
            for block in self.estate.of(kind)
            if block.get("replace_default_association") in _YES
        }
        for block in self.estate.of("aws_vpc_endpoint"):
            if block.text("vpc_endpoint_type", "Gateway") == "Interface":
                yield self._endpoint(
                    block,
                    "interface endpoint",
                    [*block.items("subnet_ids"), *subnets.get(block.address, ())],
                    own := block.get("security_group_ids") or replaced.get(block.address),
                    joined=[each for each in groups.get(block.address, ()) if each not in (own or ())],
                    ipv6=block.text("ip_address_type") in ("dualstack", "ipv6"),
                    ports=(("tcp", 443),),
                    service=short_name(block.text("service_name")),
                )

    def _machines(self) -> Iterator[Endpoint]:
        """Machines and interfaces; those that do not check for whom a packet is forward it."""
        with_address = {
            self.of.of(block.get(key))
            for block in self.estate.of("aws_eip", "aws_eip_association")
            for key in ("instance", "instance_id", "network_interface", "network_interface_id")
            if block.get(key) is not None
        }
        for block in self.estate.of("aws_network_interface"):
            endpoint = self._endpoint(
                block,
                "network interface",
                [block.get("subnet_id")],
                block.get("security_groups"),
                joined=self._joined.get(block.address, ()),
                public=block.address in with_address,
            )
            self._forwards(block, endpoint)
            yield endpoint
        for block in self.estate.of("aws_instance"):
            if block.get("subnet_id") is None:
                continue
            subnet = self.of.of(block.get("subnet_id"))
            own = block.get("associate_public_ip_address")
            by_subnet = subnet in self.subnets and self.subnets[subnet].public_addresses
            endpoint = self._endpoint(
                block,
                "instance",
                [block.get("subnet_id")],
                block.get("vpc_security_group_ids"),
                joined=self._joined.get(block.address, ()),
                public=own in _YES or (own is None and by_subnet) or block.address in with_address,
            )
            self._forwards(block, endpoint)
            yield endpoint

    def _added(self, kind: str, to: str, what: str) -> dict[str, list[object]]:
        """What resources of their own add to a thing, by its address."""
        found: dict[str, list[object]] = {}
        for block in self.estate.of(kind):
            found.setdefault(self.of.of(block.get(to)), []).append(block.get(what))
        return found

    def _forwards(self, block: Block, endpoint: Endpoint) -> None:
        if block.get("source_dest_check") in (False, "false") and endpoint.subnets:
            self.nat_instances[block.address] = Nat(
                address=block.address, subnet=endpoint.subnets[0], public=endpoint.public, instance=endpoint.name
            )
