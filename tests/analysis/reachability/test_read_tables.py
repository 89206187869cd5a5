from tests.analysis.reachability.networks import (
    Resources,
    gateway,
    group,
    machine,
    network,
    reachability,
    ref,
    route,
    simple,
    tcp,
    told,
)


def test_a_subnet_without_an_association_has_the_main_table() -> None:
    def with_main(*parts: Resources) -> tuple[str, str]:
        bare = network(0, public="a")
        del bare["aws_route_table_association"]
        web = machine("web", "v0-public", ["web"], associate_public_ip_address=True)
        return told(
            reachability(bare, gateway(0), group("web", 0, into=[tcp(80, cidr_blocks=["0.0.0.0/0"])]), web, *parts),
            "internet",
            "web",
        )

    out = route("v0-public", "0.0.0.0/0", gateway_id=ref("aws_internet_gateway.v0"))
    main = {
        "aws_main_route_table_association": {
            "m": {"vpc_id": ref("aws_vpc.v0"), "route_table_id": ref("aws_route_table.v0-public")}
        }
    }
    inline = {"route": [{"cidr_block": "0.0.0.0/0", "gateway_id": ref("aws_internet_gateway.v0")}]}
    default = {
        "aws_default_route_table": {
            "d": {"default_route_table_id": ref("aws_vpc.v0", "default_route_table_id"), **inline}
        }
    }

    assert with_main(out) == ("no", "has no route to 1.0.0.0")
    assert with_main(out, main) == ("yes", "")
    assert with_main(default) == ("yes", "")


def test_secondary_ranges_and_prefix_list_routes_count() -> None:
    made = reachability(
        network(0, app="a"),
        {"aws_vpc_ipv4_cidr_block_association": {"x": {"vpc_id": ref("aws_vpc.v0"), "cidr_block": "100.64.0.0/16"}}},
        {"aws_subnet": {"far": {"vpc_id": ref("aws_vpc.v0"), "cidr_block": "100.64.1.0/24"}}},
        group("all", 0, into=[tcp(80, cidr_blocks=["0.0.0.0/0"])]),
        machine("one", "v0-app", ["all"]),
        machine("two", "far", ["all"]),
    )
    listed = {
        "aws_ec2_managed_prefix_list": {"l": {"entry": [{"cidr": "10.1.0.0/16"}]}},
        "aws_route": {
            "r": {
                "route_table_id": ref("aws_route_table.v0-app"),
                "destination_prefix_list_id": ref("aws_ec2_managed_prefix_list.l"),
                "vpc_peering_connection_id": "pcx-1",
            }
        },
    }

    assert told(made, "one", "two") == ("yes", "")
    (answer,) = simple(listed, network(0, app="a"), group("all", 0), machine("one", "v0-app", ["all"])).ask(
        "net/one", "10.1.0.1", 80
    )
    assert (answer.verdict, answer.refusal and answer.refusal.what) == ("unknown", "peering")


def test_a_subnet_whose_network_is_elsewhere_is_not_guessed_about() -> None:
    made = simple({"aws_subnet": {"v0-private": {"vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24"}}})

    assert told(made, "web", "db")[0] == "unknown"


def test_routes_of_a_table_that_is_not_known_leave_a_doubt_where_they_would_decide() -> None:
    stray = {
        "aws_route": {
            "x": {
                "route_table_id": "${data.aws_ssm_parameter.gone.value}",
                "destination_cidr_block": "8.0.0.0/8",
                "gateway_id": "igw-1",
            }
        }
    }
    made = simple(stray)

    assert told(made, "db", "8.8.8.8", 443)[0] == "unknown"
    assert told(made, "web", "db", 80) == ("yes", "")


def test_a_range_that_amazon_gives_is_one_that_nobody_else_has() -> None:
    """Nobody knows it before the apply, but where each part of it lies among the others is known."""
    given = {"v6": {"vpc_id": ref("aws_vpc.v0"), "assign_generated_ipv6_cidr_block": True}}
    block = "aws_vpc_ipv6_cidr_block_association.v6.ipv6_cidr_block"
    made = reachability(
        network(0, app="a"),
        {
            "aws_vpc_ipv6_cidr_block_association": given,
            "aws_subnet": {
                name: {
                    "vpc_id": ref("aws_vpc.v0"),
                    "ipv6_native": True,
                    "ipv6_cidr_block": f"${{cidrsubnet({block}, 8, {number})}}",
                }
                for number, name in enumerate(("one", "two"))
            },
        },
        group("all", 0, into=[tcp(80, ipv6_cidr_blocks=[f"${{{block}}}"])]),
        machine("from", "one", ["all"]),
        machine("to", "two", ["all"]),
    )

    assert told(made, "from", "to") == ("yes", "")


def test_a_route_for_the_very_range_of_the_vpc_is_in_place_of_the_local_one() -> None:
    def local(**target: str) -> Resources:
        return route("v0-public", "10.0.0.0/16", **target)

    assert told(simple(local(gateway_id="local")), "web", "db") == ("yes", "")
    assert told(simple(local(network_interface_id="eni-1")), "web", "db")[0] == "unknown"


def test_what_a_route_server_says_is_not_known() -> None:
    table = {"route_table_id": ref("aws_route_table.v0-public"), "route_server_id": "rs-1"}
    made = simple({"aws_vpc_route_server_propagation": {"x": table}})

    assert told(made, "internet", "web")[0] == "unknown"
    assert told(made, "db", "internet", 443) == ("no", "has no route to 1.0.0.0")
