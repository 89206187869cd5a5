"""What others may know of an attached network."""

from constructs_lib.foundation.outputs import placeholders
from constructs_lib.network.transit.attachment.outputs import TransitAttachmentOutputs


def test_can_be_planned_on_before_it_exists() -> None:
    assert placeholders(TransitAttachmentOutputs) == {
        "transit_gateway_id": "tgw-00000000000000000",
        "attachment_id": "tgw-attach-00000000000000000",
        "route_table_id": "tgw-rtb-00000000000000000",
    }
