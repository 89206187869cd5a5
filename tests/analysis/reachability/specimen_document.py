"""A small network as the Terraform JSON that the analyser reads."""

from typing import Any

from tests.analysis.reachability.specimens import VPN, Acl, AclRule, Group, GroupRule, Hub, World


def document(world: World) -> dict[str, Any]:  # noqa: C901, PLR0912  a paragraph for each kind
    """The world as one stack's JSON. Regions have a provider each."""
    resource: dict[str, dict[str, Any]] = {}

    def add(kind: str, name: str, **body: Any) -> None:
        resource.setdefault(kind, {})[name] = body

    for vpc, region in enumerate(world.regions):
        ipv6 = {"ipv6_cidr_block": world.cidrs(vpc)[1]} if world.ipv6[vpc] else {}
        add("aws_vpc", f"v{vpc}", cidr_block=world.cidr(vpc), provider=f"aws.{region}", **ipv6)
        if world.egress_only[vpc]:
            add("aws_egress_only_internet_gateway", f"v{vpc}", vpc_id=f"${{aws_vpc.v{vpc}.id}}")
        if world.gateways[vpc]:
            add("aws_internet_gateway", f"v{vpc}", vpc_id=f"${{aws_vpc.v{vpc}.id}}")
    for index, subnet in enumerate(world.subnets):
        add(
            "aws_subnet",
            f"s{index}",
            vpc_id=f"${{aws_vpc.v{subnet.vpc}.id}}",
            cidr_block=subnet.cidr,
            availability_zone=subnet.zone,
            **({"ipv6_cidr_block": subnet.ipv6} if subnet.ipv6 else {}),
        )
        if subnet.table is not None:
            add(
                "aws_route_table_association",
                f"s{index}",
                subnet_id=f"${{aws_subnet.s{index}.id}}",
                route_table_id=f"${{aws_route_table.t{subnet.table}.id}}",
            )
    for index, table in enumerate(world.tables):
        inline = {"route": [_route(*each, inline=True) for each in table.routes]} if table.inline else {}
        add("aws_route_table", f"t{index}", vpc_id=f"${{aws_vpc.v{table.vpc}.id}}", **inline)
        owner = f"${{aws_route_table.t{index}.id}}"
        for number, route in enumerate([] if table.inline else table.routes):
            add("aws_route", f"t{index}r{number}", route_table_id=owner, **_route(*route, inline=False))
        if table.told:
            gateway = f"${{aws_vpn_gateway.v{table.vpc}.id}}"
            add("aws_vpn_gateway_route_propagation", f"t{index}", route_table_id=owner, vpn_gateway_id=gateway)
    for index, entries in enumerate(world.lists):
        add("aws_ec2_managed_prefix_list", f"l{index}", entry=[{"cidr": cidr} for cidr in entries])
    for vpc, ranges in world.vpns.items():
        add("aws_vpn_gateway", f"v{vpc}", vpc_id=f"${{aws_vpc.v{vpc}.id}}")
        _add_vpn(add, f"v{vpc}", "vpn_gateway_id", f"aws_vpn_gateway.v{vpc}")
        for number, cidr in enumerate(ranges):
            connection = f"${{aws_vpn_connection.v{vpc}.id}}"
            add(
                "aws_vpn_connection_route",
                f"v{vpc}r{number}",
                vpn_connection_id=connection,
                destination_cidr_block=cidr,
            )
    for index, acl in enumerate(world.acls):
        _add_acl(add, world, index, acl)
    for index, group in enumerate(world.groups):
        _add_group(add, index, group)
    for index, (one, other, accepted) in enumerate(world.peerings):
        add(
            "aws_vpc_peering_connection",
            f"p{index}",
            vpc_id=f"${{aws_vpc.v{one}.id}}",
            peer_vpc_id=f"${{aws_vpc.v{other}.id}}",
        )
        if accepted:
            add(
                "aws_vpc_peering_connection_accepter",
                f"p{index}",
                vpc_peering_connection_id=f"${{aws_vpc_peering_connection.p{index}.id}}",
                auto_accept=True,
            )
    for index, (subnet, public) in enumerate(world.nats):
        add(
            "aws_nat_gateway",
            f"n{index}",
            subnet_id=f"${{aws_subnet.s{subnet}.id}}",
            connectivity_type="public" if public else "private",
        )
    for index, each in enumerate(world.endpoints):
        groups = [f"${{aws_security_group.g{group}.id}}" for group in each.groups]
        add(
            "aws_instance",
            f"e{index}",
            subnet_id=f"${{aws_subnet.s{each.subnet}.id}}",
            vpc_security_group_ids=groups,
            associate_public_ip_address=each.public,
            source_dest_check=not each.forwards,
        )
    if world.hub:
        _add_hub(add, world.hub)
    providers = [{"alias": region, "region": region} for region in sorted(set(world.regions))]
    return {"provider": {"aws": providers}, "resource": resource}


def _route(to: str, kind: str, number: int, *, inline: bool) -> dict[str, str]:
    where = "ipv6_cidr_block" if ":" in to else "cidr_block"
    destination = {where if inline else f"destination_{where}": to}
    if to.startswith("pl-"):
        destination = {"destination_prefix_list_id": f"${{aws_ec2_managed_prefix_list.l{to[3:]}.id}}"}
    key, value = {
        "igw": ("gateway_id", f"aws_internet_gateway.v{number}"),
        "eigw": ("egress_only_gateway_id", f"aws_egress_only_internet_gateway.v{number}"),
        "vgw": ("gateway_id", f"aws_vpn_gateway.v{number}"),
        "nat": ("nat_gateway_id", f"aws_nat_gateway.n{number}"),
        "peering": ("vpc_peering_connection_id", f"aws_vpc_peering_connection.p{number}"),
        "instance": ("network_interface_id", f"aws_instance.e{number}"),
        "hub": ("transit_gateway_id", "aws_ec2_transit_gateway.hub"),
    }[kind]
    attribute = "primary_network_interface_id" if kind == "instance" else "id"
    return {**destination, key: f"${{{value}.{attribute}}}"}


def _add_vpn(add: Any, name: str, key: str, gateway: str) -> None:
    add("aws_vpn_connection", name, static_routes_only=True, **{key: f"${{{gateway}.id}}"})


def _add_acl(add: Any, world: World, index: int, acl: Acl) -> None:
    subnets = [f"${{aws_subnet.s{number}.id}}" for number, subnet in enumerate(world.subnets) if subnet.acl == index]
    ways = {"ingress": acl.ingress, "egress": acl.egress}

    def body(rule: AclRule) -> dict[str, Any]:
        protocol = "-1" if rule.protocol == "all" else rule.protocol
        first, last = (0, 0) if rule.protocol == "all" else rule.ports
        block = "ipv6_cidr_block" if ":" in rule.cidr else "cidr_block"
        return {"protocol": protocol, "from_port": first, "to_port": last, block: rule.cidr}

    inline = {
        way: [{"rule_no": rule.number, "action": "allow" if rule.allow else "deny", **body(rule)} for rule in rules]
        for way, rules in ways.items()
        if acl.inline
    }
    add("aws_network_acl", f"a{index}", vpc_id=f"${{aws_vpc.v{acl.vpc}.id}}", subnet_ids=subnets, **inline)
    for way, rules in ways.items():
        for rule in [] if acl.inline else rules:
            add(
                "aws_network_acl_rule",
                f"a{index}{way}{rule.number}",
                network_acl_id=f"${{aws_network_acl.a{index}.id}}",
                egress=way == "egress",
                rule_number=rule.number,
                rule_action="allow" if rule.allow else "deny",
                **body(rule),
            )


def _add_group(add: Any, index: int, group: Group) -> None:
    def body(rule: GroupRule, *, inline: bool) -> dict[str, Any]:
        protocol = "-1" if rule.protocol == "all" else rule.protocol
        ports: dict[str, Any] = (
            {} if rule.protocol == "all" and not inline else {"from_port": rule.ports[0], "to_port": rule.ports[1]}
        )
        member = f"${{aws_security_group.g{rule.group}.id}}"
        entries = f"${{aws_ec2_managed_prefix_list.l{rule.listed}.id}}"
        sixth = ":" in rule.cidr
        if inline:
            who: dict[str, Any] = {"ipv6_cidr_blocks" if sixth else "cidr_blocks": [rule.cidr]}
            who = {"prefix_list_ids": [entries]} if rule.listed is not None else who
            who = {"security_groups": [member]} if rule.group is not None else who
            return {"protocol": protocol, **ports, **who}
        who = {"cidr_ipv6" if sixth else "cidr_ipv4": rule.cidr}
        who = {"prefix_list_id": entries} if rule.listed is not None else who
        who = {"referenced_security_group_id": member} if rule.group is not None else who
        return {"ip_protocol": protocol, **ports, **who}

    ways = {"ingress": group.ingress, "egress": group.egress}
    inline = {way: [body(rule, inline=True) for rule in rules] for way, rules in ways.items() if group.inline}
    add("aws_security_group", f"g{index}", vpc_id=f"${{aws_vpc.v{group.vpc}.id}}", **inline)
    for way, rules in ways.items():
        for number, rule in enumerate([] if group.inline else rules):
            add(
                f"aws_vpc_security_group_{way}_rule",
                f"g{index}{number}",
                security_group_id=f"${{aws_security_group.g{index}.id}}",
                **body(rule, inline=False),
            )


def _add_hub(add: Any, hub: Hub) -> None:
    add("aws_ec2_transit_gateway", "hub", description="all")
    for vpc, subnets in hub.attached.items():
        add(
            "aws_ec2_transit_gateway_vpc_attachment",
            f"v{vpc}",
            transit_gateway_id="${aws_ec2_transit_gateway.hub.id}",
            vpc_id=f"${{aws_vpc.v{vpc}.id}}",
            subnet_ids=[f"${{aws_subnet.s{index}.id}}" for index in subnets],
            ipv6_support="disable" if vpc in hub.ipv4_only else "enable",
        )
    if hub.vpn:
        _add_vpn(add, "hub", "transit_gateway_id", "aws_ec2_transit_gateway.hub")
    for number, (cidr, vpc) in enumerate(hub.routes):
        attachment = f"${{aws_ec2_transit_gateway_vpc_attachment.v{vpc}.id}}"
        if vpc == VPN:
            attachment = "${aws_vpn_connection.hub.transit_gateway_attachment_id}"
        target = {"blackhole": True} if vpc is None else {"transit_gateway_attachment_id": attachment}
        add(
            "aws_ec2_transit_gateway_route",
            f"r{number}",
            destination_cidr_block=cidr,
            transit_gateway_route_table_id="${aws_ec2_transit_gateway.hub.association_default_route_table_id}",
            **target,
        )
