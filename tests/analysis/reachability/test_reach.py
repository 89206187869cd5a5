from constructs_lib.analysis.reachability.reach import as_json, as_text
from tests.analysis.reachability.networks import asked, group, machine, network, reachability, ref, route, simple, tcp


def test_an_answer_is_text_and_json() -> None:
    answer = asked(simple(), "internet", "db")

    assert as_text(answer) == (
        "internet cannot reach net/db on tcp 80\n"
        "  internet (1.0.0.0) → net/db (10.0.1.0 in net/aws_subnet.v0-private)\n"
        "    ✗ internet: net/db: has no public address"
    )
    assert as_json(answer) == {
        "from": "internet",
        "to": "net/db",
        "protocol": "tcp",
        "port": 80,
        "reachable": "no",
        "families": {"IPv4": "no"},
        "ways": {"no": 1},
        "hops": [{"what": "internet", "address": "net/db", "why": "has no public address", "stops": "no"}],
    }


def test_reachable_from_one_zone_only_is_partly_and_shows_both_ways() -> None:
    made = reachability(
        network(0, a="a", b="b", db="a"),
        {"aws_network_acl": {"shut": {"vpc_id": ref("aws_vpc.v0"), "subnet_ids": [ref("aws_subnet.v0-b")]}}},
        group("all", 0, into=[tcp(80, cidr_blocks=["0.0.0.0/0"])]),
        machine("db", "v0-db", ["all"]),
        {
            "aws_lb": {
                "x": {
                    "subnets": [ref("aws_subnet.v0-a"), ref("aws_subnet.v0-b")],
                    "security_groups": [ref("aws_security_group.all")],
                }
            }
        },
    )
    (answer,) = made.ask("net/aws_lb.x", "net/db", 80)

    assert (answer.verdict, dict(answer.counts)) == ("partly", {"yes": 1, "no": 1})
    assert "but this way works" in as_text(answer)


def test_without_a_port_every_port_and_protocol_is_asked() -> None:
    assert asked(simple(), "web", "db", None).verdict == "partly"
    assert asked(simple(), "internet", "db", None).verdict == "no"
    assert asked(simple(), "web", "db", None, protocol="icmp").verdict == "no"


def test_either_family_of_addresses_is_enough() -> None:
    made = reachability(
        network(0, ipv6=True, a="a", b="a"),
        group("six", 0, into=[tcp(80, ipv6_cidr_blocks=["::/0"])]),
        machine("one", "v0-a", ["six"]),
        machine("two", "v0-b", ["six"]),
    )

    assert asked(made, "one", "two").verdict == "yes"


def test_nobody_to_ask_is_said() -> None:
    assert asked(simple(), "internet", "aws:s3").verdict == "no"


def test_pairs_of_several_things_are_each_answered() -> None:
    made = simple(route("v0-private", "0.0.0.0/0", gateway_id=ref("aws_internet_gateway.v0")))

    assert [(each.source, each.target) for each in made.ask("net/*", "net/*", 80)] == [
        ("net/db", "net/web"),
        ("net/web", "net/db"),
    ]
