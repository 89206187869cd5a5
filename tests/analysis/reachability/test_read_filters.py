import pytest

from constructs_lib.analysis.reachability.model import Ports
from constructs_lib.analysis.reachability.read_filters import ports_of
from constructs_lib.analysis.terraform.values import Unknown
from tests.analysis.reachability.networks import Resources, group, merged, ref, simple, tcp, told

PUBLIC = {"vpc_id": ref("aws_vpc.v0"), "subnet_ids": [ref("aws_subnet.v0-public")]}


def acl(*rules: tuple[int, str, bool, int, int]) -> Resources:
    """Number, direction, allow, ports."""
    return {
        "aws_network_acl": {"a": PUBLIC},
        "aws_network_acl_rule": {
            f"{way}{number}": {
                "network_acl_id": ref("aws_network_acl.a"),
                "rule_number": number,
                "egress": way == "egress",
                "rule_action": "allow" if allow else "deny",
                "protocol": "tcp",
                "cidr_block": "0.0.0.0/0",
                "from_port": first,
                "to_port": last,
            }
            for number, way, allow, first, last in rules
        },
    }


@pytest.mark.parametrize(
    ("rules", "verdict"),
    [
        ([], "no"),
        ([(100, "ingress", True, 80, 80)], "no"),
        ([(100, "ingress", True, 80, 80), (100, "egress", True, 1024, 65535)], "yes"),
        ([(100, "ingress", True, 80, 80), (100, "egress", True, 32768, 65535)], "partly"),
        ([(100, "ingress", True, 80, 80), (90, "ingress", False, 0, 65535), (100, "egress", True, 0, 65535)], "no"),
        ([(100, "ingress", True, 80, 80), (110, "ingress", False, 0, 65535), (100, "egress", True, 0, 65535)], "yes"),
    ],
)
def test_an_acl_needs_a_rule_for_answers(rules: list[tuple[int, str, bool, int, int]], verdict: str) -> None:
    assert told(simple(acl(*rules)), "internet", "web")[0] == verdict


def test_acls_can_be_written_inline_and_put_on_subnets_apart() -> None:
    entry = {"rule_no": 1, "action": "allow", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_block": "0.0.0.0/0"}
    inline = {"aws_network_acl": {"a": {"vpc_id": ref("aws_vpc.v0"), "ingress": [entry], "egress": [entry]}}}
    apart = {
        "aws_network_acl_association": {
            "x": {"subnet_id": ref("aws_subnet.v0-public"), "network_acl_id": ref("aws_network_acl.a")}
        }
    }
    closed = {"aws_network_acl": {"a": {"vpc_id": ref("aws_vpc.v0")}}}

    assert told(simple(inline, apart), "internet", "web")[0] == "yes"
    assert told(simple(closed, apart), "internet", "web")[0] == "no"
    assert told(simple(closed), "internet", "web")[0] == "yes"


def test_a_default_acl_that_is_managed_denies_what_it_does_not_name() -> None:
    default = {
        "aws_default_network_acl": {"d": {"default_network_acl_id": ref("aws_vpc.v0", "default_network_acl_id")}}
    }

    assert told(simple(default), "internet", "web")[0] == "no"


RULE = {"security_group_id": ref("aws_security_group.db"), "from_port": 81, "to_port": 81}


@pytest.mark.parametrize(
    "rule",
    [
        {"aws_vpc_security_group_ingress_rule": {"r": RULE | {"ip_protocol": "tcp", "cidr_ipv4": "10.0.0.0/24"}}},
        {
            "aws_vpc_security_group_ingress_rule": {
                "r": RULE | {"ip_protocol": "tcp", "referenced_security_group_id": ref("aws_security_group.web")}
            }
        },
        {"aws_security_group_rule": {"r": RULE | {"type": "ingress", "protocol": "6", "cidr_blocks": ["10.0.0.0/24"]}}},
        {
            "aws_security_group_rule": {
                "r": RULE
                | {"type": "ingress", "protocol": "tcp", "source_security_group_id": ref("aws_security_group.web")}
            }
        },
        group("db", 0, into=[tcp(81, cidr_blocks=["10.0.0.0/24"])]),
        {
            "aws_vpc_security_group_ingress_rule": {
                "r": RULE | {"ip_protocol": "-1", "prefix_list_id": ref("aws_ec2_managed_prefix_list.l")}
            }
        },
    ],
)
def test_rules_can_be_written_in_many_ways(rule: Resources) -> None:
    entries = {
        "aws_ec2_managed_prefix_list": {"l": {"entry": [{"cidr": "10.9.0.0/24"}]}},
        "aws_ec2_managed_prefix_list_entry": {
            "e": {"prefix_list_id": ref("aws_ec2_managed_prefix_list.l"), "cidr": "10.0.0.0/24"}
        },
    }

    assert told(simple(), "web", "db", 81)[0] == "no"
    assert told(simple(rule, entries), "web", "db", 81) == ("yes", "")


def test_a_group_may_let_its_own_members_in() -> None:
    own = group("web", 0, into=[tcp(82, self=True)])
    member = merged(
        own,
        {
            "aws_instance": {
                "db": {
                    "subnet_id": ref("aws_subnet.v0-private"),
                    "vpc_security_group_ids": [ref("aws_security_group.web")],
                    "//": {"metadata": {"path": "net/db"}},
                }
            }
        },
    )

    assert told(simple(own), "db", "web", 82)[0] == "no"
    assert told(simple(member), "db", "web", 82)[0] == "yes"


def test_whoever_names_no_group_has_the_default_one() -> None:
    plain = {
        "aws_instance": {
            name: {"subnet_id": ref(f"aws_subnet.v0-{tier}"), "//": {"metadata": {"path": f"net/{name}"}}}
            for name, tier in (("web", "public"), ("db", "private"))
        }
    }
    emptied = {"aws_default_security_group": {"d": {"vpc_id": ref("aws_vpc.v0"), "ingress": [], "egress": []}}}

    assert told(simple(plain), "web", "db", 5000)[0] == "yes"
    assert told(simple(plain, emptied), "web", "db", 5000)[0] == "no"


def test_a_range_that_is_not_known_yet_is_not_guessed() -> None:
    rule = {
        "aws_vpc_security_group_ingress_rule": {
            "r": RULE | {"ip_protocol": "tcp", "cidr_ipv4": "${aws_eip.x.public_ip}/32"}
        }
    }

    assert told(simple(rule, {"aws_eip": {"x": {}}}), "web", "db", 81)[0] == "unknown"
    assert told(simple(rule, {"aws_eip": {"x": {}}}), "web", "db", 80)[0] == "yes"


@pytest.mark.parametrize(
    ("written", "ports"),
    [
        (("-1", 0, 0), Ports()),
        (("tcp", 80, 90), Ports("tcp", 80, 90)),
        (("17", "53", "53"), Ports("udp", 53, 53)),
        (("tcp", None, None), Ports("tcp")),
        (("icmp", -1, -1), Ports("icmp", -1, -1)),
        (("icmp", 8, 0), Ports("icmp", 8, 0)),
        (("tcp", Unknown("later"), 80), Ports(unknown="later")),
    ],
)
def test_ports_are_read(written: tuple[object, object, object], ports: Ports) -> None:
    assert ports_of(*written) == ports
