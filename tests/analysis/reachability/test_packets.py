from typing import Any

import pytest

from constructs_lib.analysis.reachability.model import Acl, AclRule, Group, Match, Ports, Route, Rule, Table
from constructs_lib.analysis.reachability.packets import Packet, admitted, decided, directed, question, reply
from tests.analysis.reachability.test_ranges import address, block

ASKED = Packet(4, "tcp", address("10.0.0.1"), address("10.1.0.1"), 80)


def acl(*rules: AclRule) -> Acl:
    return Acl("acl", tuple(rules), ())


def rule(number: int, *, allow: bool, ports: Ports = Ports(), cidr: str = "0.0.0.0/0") -> AclRule:  # noqa: B008
    return AclRule(f"r{number}", number, allow, ports, Match((block(cidr),)))


@pytest.mark.parametrize(
    ("rules", "passes"),
    [
        ([], False),
        ([rule(1, allow=True)], True),
        ([rule(1, allow=False), rule(2, allow=True)], False),
        ([rule(1, allow=False, ports=Ports("udp")), rule(2, allow=True)], True),
        ([rule(1, allow=False, ports=Ports("tcp", 81, 90)), rule(2, allow=True)], True),
        ([rule(1, allow=False, cidr="10.0.0.0/24"), rule(2, allow=True)], False),
        ([AclRule("x", 1, True, Ports(), Match(unknown="why"))], None),
        ([AclRule("x", 1, True, Ports(unknown="why"), Match((block("0.0.0.0/0"),)))], None),
    ],
)
def test_the_first_rule_of_an_acl_decides(rules: list[AclRule], passes: bool | None) -> None:
    assert decided(acl(*rules), ASKED, incoming=True).passes is passes


@pytest.mark.parametrize(
    ("match", "others", "passes"),
    [
        (Match((block("10.0.0.0/24"),)), (), True),
        (Match((block("10.9.0.0/24"),)), (), False),
        (Match(group="web"), ("web",), True),
        (Match(group="web"), (), False),
        (Match(unknown="why"), (), None),
    ],
)
def test_any_rule_of_a_group_lets_in(match: Match, others: tuple[str, ...], passes: bool | None) -> None:
    groups = [Group("empty", "v"), Group("g", "v", ingress=(Rule("r", Ports("tcp", 80, 80), match),))]

    assert admitted(groups, ASKED, incoming=True, others=others, strays=()).passes is passes
    assert admitted(groups, ASKED, incoming=False, others=others, strays=()).passes is False


def test_a_rule_of_an_unknown_group_leaves_a_doubt_only_where_it_would_help() -> None:
    stray = Rule("s", Ports("tcp", 80, 80), Match((block("10.0.0.0/24"),)))
    other = Rule("s", Ports("tcp", 81, 81), Match((block("10.0.0.0/24"),)))

    assert admitted([], ASKED, incoming=True, others=(), strays=[stray]).passes is None
    assert admitted([], ASKED, incoming=True, others=(), strays=[other]).passes is False


def test_icmp_is_asked_by_type() -> None:
    ping = question(4, "icmp", 0, 1, 2)
    pong = reply(ping, 5000, source=2, destination=1)
    groups = [Group("g", "v", ingress=(Rule("r", Ports("icmp", 8, -1), Match((block("0.0.0.0/0"),))),))]

    assert (ping.port, pong.port, question(6, "icmp", 0, 1, 2).protocol) == (8, 0, "icmpv6")
    assert admitted(groups, ping, incoming=True, others=(), strays=()).passes
    assert not admitted(groups, pong, incoming=True, others=(), strays=()).passes


def route(name: str, cidr: str, **more: Any) -> Route:
    return Route(name, Match((block(cidr),)), "local", **more)


WAY = address("10.1.0.1")


@pytest.mark.parametrize(
    ("routes", "taken"),
    [
        ([], None),
        ([route("a", "0.0.0.0/0"), route("b", "10.0.0.0/8"), route("c", "10.1.0.0/16")], "c"),
        ([route("a", "10.0.0.0/8", propagated=True), route("b", "10.0.0.0/8")], "b"),
        ([route("a", "10.0.0.0/8"), route("b", "10.1.0.0/16", propagated=True)], "b"),
        ([route("a", "192.168.0.0/16")], None),
    ],
)
def test_the_longest_prefix_wins(routes: list[Route], taken: str | None) -> None:
    found = directed(Table("t", tuple(routes)), 4, WAY)

    assert ((found.route.address if found.route else None), found.unknown) == (taken, "")


def test_what_is_announced_at_run_time_is_unknown_where_nothing_else_matches() -> None:
    announced = Route("bgp", Match(unknown="told later"), "VPN gateway", propagated=True)

    assert directed(Table("t", (announced,)), 4, WAY).unknown == "told later"
    assert directed(Table("t", (announced, route("out", "0.0.0.0/0"))), 4, WAY).unknown == "told later"
    assert directed(Table("t", (announced, route("peer", "10.1.0.0/16"))), 4, WAY).unknown == ""
    assert directed(Table("t", (announced, route("out", "0.0.0.0/0"))), 4, address("8.8.8.8")).unknown == ""


def test_of_the_same_length_a_written_route_wins_over_a_list_and_that_over_what_is_told() -> None:
    told, listed = (
        Route(name, Match((block("10.1.0.0/16"),)), "peering", name, propagated=name == "told", listed=name == "listed")
        for name in ("told", "listed")
    )
    written = route("written", "10.1.0.0/16")

    for routes, taken in (((told, listed, written), "written"), ((told, listed), "listed"), ((told,), "told")):
        found = directed(Table("t", routes), 4, WAY).route
        assert found is not None
        assert found.address == taken
    assert directed(Table("t", (told, listed, written)), 4, address("10.2.0.1")).route is None


def test_a_longer_route_of_an_unknown_table_leaves_a_doubt() -> None:
    known = Table("t", (route("a", "10.0.0.0/8"),))

    assert directed(known, 4, WAY, [route("s", "10.1.0.0/16")]).unknown
    assert not directed(known, 4, WAY, [route("s", "0.0.0.0/0"), route("s", "172.16.0.0/16")]).unknown


def test_whether_a_public_range_is_a_services_is_not_guessed() -> None:
    service = address("240.0.0.5")

    assert "not known" in directed(Table("t", (route("a", "52.0.0.0/8"),)), 4, service).unknown
