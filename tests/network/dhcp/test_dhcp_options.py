"""DHCP options alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.dhcp.config import DhcpConfig
from constructs_lib.network.dhcp.dhcp_options import DhcpOptions
from tests.synthesis import resource, synthesized


def options(**settings: Any) -> Any:
    config = DhcpConfig(**settings)
    return synthesized(lambda stack: DhcpOptions(stack, "options", config, name="shop", vpc_id="vpc-1"))


def test_tells_machines_what_the_config_says() -> None:
    body = resource(options(domain_name="corp.example.com", ntp_servers=("10.20.0.9",)), "aws_vpc_dhcp_options")

    assert (body["domain_name"], body["domain_name_servers"], body["ntp_servers"]) == (
        "corp.example.com",
        ["AmazonProvidedDNS"],
        ["10.20.0.9"],
    )


def test_no_clock_is_named_where_none_is_meant() -> None:
    assert "ntp_servers" not in resource(options(domain_name="corp.example.com"), "aws_vpc_dhcp_options")


def test_belongs_to_the_vpc() -> None:
    body = resource(options(domain_name="corp.example.com"), "aws_vpc_dhcp_options_association")

    assert body == {"vpc_id": "vpc-1", "dhcp_options_id": "${aws_vpc_dhcp_options.options.id}"}


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/options\.ntp_servers\[0\]: is no address"):
        options(ntp_servers=("clock",))
