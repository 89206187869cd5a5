"""The names of endpoints: one service, one name, in one of the two lists."""

from collections import Counter
from typing import get_args

from constructs_lib.foundation.aws_services import AwsService, GatewayService, InterfaceService


def test_a_workload_can_declare_whatever_has_an_endpoint() -> None:
    assert Counter(get_args(AwsService)) == Counter((*get_args(GatewayService), *get_args(InterfaceService)))


def test_gateways_have_no_interface_endpoint_beside_them() -> None:
    """An S3 interface endpoint with private DNS would take the traffic off the gateway, which costs nothing."""
    assert set(get_args(GatewayService)) & set(get_args(InterfaceService)) == set()
