"""A link is written as a peering is."""

from dataclasses import replace
from typing import Any

from constructs_lib.foundation.config import check
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.transit.link.config import TransitLinkConfig
from tests.connected import DUAL_STACK, TO_TOOLS, TOOLS_NETWORK, config_of, told


def test_who_moves_from_a_peering_changes_a_word() -> None:
    written: dict[str, Any] = {"component": TO_TOOLS.component, "peer": TO_TOOLS.peer}

    assert check(PeeringConfig(**written)) == ()
    assert TransitLinkConfig(**written) == TO_TOOLS


def test_a_component_is_part_of_names() -> None:
    assert [problem.where for problem in check(TransitLinkConfig(component="The Tools", peer=TO_TOOLS.peer))] == [
        "component"
    ]


def test_both_sides_need_routes_and_of_ipv6_where_both_have_it() -> None:
    four = config_of("test-us-east-1-transit-link-tools")
    wide = replace(four, peer_network=replace(TOOLS_NETWORK, secondary_cidrs=("100.64.0.0/20",)))
    six = config_of("test-us-east-1-transit-link-tools", *DUAL_STACK)

    assert (four.ipv6, four.routes_needed()) == (False, (1, 1))
    assert (wide.ipv6, wide.routes_needed()) == (False, (2, 1))
    assert (six.ipv6, six.routes_needed()) == (True, (2, 2))
    assert (TO_TOOLS.ipv6, TO_TOOLS.routes_needed()) == (False, (0, 0))


def test_a_network_that_is_not_attached() -> None:
    from tests.connected import TOOLS_ATTACHMENT

    assert told((TOOLS_ATTACHMENT, None)) == [
        ("test-us-east-1-transit-link-tools", "ends where no TransitAttachmentConfig is")
    ]
