"""What a Direct Connect needs of the networks it leads to."""

from dataclasses import replace

import pytest

from constructs_lib.network.direct_connect.plan import told_prefixes
from tests.connected import DATACENTER, TEST, TEST_ATTACHMENT, TEST_NETWORK, told

AT_NETWORK = replace(
    DATACENTER,
    component="line",
    direct_connect_gateway_id="0a1b2c3d-0000-4000-8000-000000000002",
    ends_at="vpn_gateway",
    networks=None,
    allowed_prefixes=(),
)


def test_a_network_tells_all_its_ranges_by_default() -> None:
    assert told_prefixes(AT_NETWORK, TEST_NETWORK) == ("10.10.0.0/16",)
    assert told_prefixes(replace(AT_NETWORK, allowed_prefixes=("10.0.0.0/8",)), TEST_NETWORK) == ("10.0.0.0/8",)


@pytest.mark.parametrize(
    ("prefixes", "count"), [((), 0), (("10.10.0.0/16",), 0), (("10.8.0.0/14",), 0), (("10.10.0.0/17",), 1)]
)
def test_a_narrower_prefix_is_never_told(prefixes: tuple[str, ...], count: int) -> None:
    """AWS takes it, associates, and sends nothing."""
    config = replace(AT_NETWORK, allowed_prefixes=prefixes)

    assert (
        told(more={TEST: (config,)})
        == [
            (
                "test-us-east-1-direct-connect-line.allowed_prefixes",
                "keeps the network's own range from the other end",
            )
        ]
        * count
    )


def test_one_gateway_ends_at_one_kind() -> None:
    both = replace(AT_NETWORK, direct_connect_gateway_id=DATACENTER.direct_connect_gateway_id)

    assert told(more={TEST: (both,)}) == [
        (
            "test-us-east-1-direct-connect-line and tools-us-east-1-direct-connect-datacenter",
            "end one Direct Connect gateway at VPN gateways and at transit gateways",
        )
    ]


def test_a_network_that_does_not_send_it_there() -> None:
    found = told((TEST_ATTACHMENT, replace(TEST_ATTACHMENT, on_premises=("192.168.0.0/20",))))

    assert found == [("tools-us-east-1-direct-connect-datacenter.networks['test']", "does not route what lies there")]
