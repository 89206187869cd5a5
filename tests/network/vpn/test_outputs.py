"""What others may know of a VPN."""

from constructs_lib.foundation.outputs import placeholders
from constructs_lib.network.vpn.outputs import VpnOutputs


def test_can_be_planned_on_before_it_exists_and_holds_no_key() -> None:
    assert placeholders(VpnOutputs) == {
        "vpn_connection_id": "vpn-00000000000000000",
        "key_secret_arn": "arn:aws:secretsmanager:us-east-1:000000000000:secret:provisional-000000",
    }
