"""What others may know of a peering."""

from constructs_lib.foundation.outputs import fields_of, placeholders
from constructs_lib.network.peering.outputs import PeeringOutputs


def test_is_published_by_this_name() -> None:
    assert [field.output_name("tools") for field in fields_of(PeeringOutputs)] == ["ToolsConnectionId"]


def test_can_be_planned_on_before_it_exists() -> None:
    assert placeholders(PeeringOutputs) == {"connection_id": "pcx-00000000000000000"}
