"""What others may know of a network."""

from constructs_lib.foundation.outputs import fields_of, placeholders
from constructs_lib.network.outputs import NetworkOutputs


def test_is_published_by_these_names() -> None:
    assert [field.output_name() for field in fields_of(NetworkOutputs)] == [
        "VpcId",
        "Cidr",
        "Ipv6Cidr",
        "PublicSubnetIds",
        "PrivateSubnetIds",
        "IsolatedSubnetIds",
        "AllPrivateSubnetIds",
        "AllIsolatedSubnetIds",
        "PublicRouteTableIds",
        "PrivateRouteTableIds",
        "IsolatedRouteTableIds",
    ]


def test_can_be_planned_on_before_it_exists() -> None:
    assert placeholders(NetworkOutputs) == {
        "vpc_id": "vpc-00000000000000000",
        "cidr": "192.0.2.0/24",
        "ipv6_cidr": "2001:db8::/56",
        "public_subnet_ids": '["subnet-00000000000000000"]',
        "private_subnet_ids": '["subnet-00000000000000000"]',
        "isolated_subnet_ids": '["subnet-00000000000000000"]',
        "all_private_subnet_ids": '["subnet-00000000000000000"]',
        "all_isolated_subnet_ids": '["subnet-00000000000000000"]',
        "public_route_table_ids": '["rtb-00000000000000000"]',
        "private_route_table_ids": '["rtb-00000000000000000"]',
        "isolated_route_table_ids": '["rtb-00000000000000000"]',
    }
