"""What can be wrong with a VPN gateway."""

from constructs_lib.foundation.config import check
from constructs_lib.network.vpn_gateway.config import VpnGatewayConfig
from tests.connected import TEST, TEST_NETWORK, told


def test_the_number_is_a_private_one() -> None:
    assert [problem.where for problem in check(VpnGatewayConfig(asn=7224))] == ["asn"]


def test_a_network_has_one() -> None:
    """AWS refuses the second one after the first minutes of an apply."""
    found = told(more={TEST: (VpnGatewayConfig(asn=64600),)})

    assert ("test.test-us-east-1-vpn-gateway", "2 configs want to be this stack") in found


def test_a_gateway_without_a_network() -> None:
    assert ("test-us-east-1-vpn-gateway", "ends where no NetworkConfig is") in told((TEST_NETWORK, None))
