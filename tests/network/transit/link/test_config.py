"""A link is written as a peering is."""

from typing import Any

from constructs_lib.foundation.config import check
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.transit.link.config import TransitLinkConfig
from tests.connected import TO_TOOLS, told


def test_who_moves_from_a_peering_changes_a_word() -> None:
    written: dict[str, Any] = {"component": TO_TOOLS.component, "peer": TO_TOOLS.peer}

    assert check(PeeringConfig(**written)) == ()
    assert TransitLinkConfig(**written) == TO_TOOLS


def test_a_component_is_part_of_names() -> None:
    assert [problem.where for problem in check(TransitLinkConfig(component="The Tools", peer=TO_TOOLS.peer))] == [
        "component"
    ]


def test_a_network_that_is_not_attached() -> None:
    from tests.connected import TOOLS_ATTACHMENT

    assert told((TOOLS_ATTACHMENT, None)) == [
        ("test-us-east-1-transit-link-tools", "ends where no TransitAttachmentConfig is")
    ]
