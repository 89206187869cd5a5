"""NAT gateways and addresses."""

from tests.runtime.sweeper.conftest import DUE_TODAY, KIND, World, outcome


def test_an_address_that_something_has_stays(world: World) -> None:
    instance, address = world.make("instance", {"Owner": "somebody"}), world.make("address", DUE_TODAY)
    world("ec2").associate_address(AllocationId=address, InstanceId=instance)

    assert outcome(world)[address] == "held"


def test_a_gateway_with_routes_to_it_was_not_abandoned(world: World) -> None:
    gateway, ec2 = world.make("nat-gateway"), world("ec2")
    table = ec2.create_route_table(VpcId=world.network["vpc"])["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=gateway)

    [found] = KIND["nat-gateway"].find(ec2)
    assert found.used_by == f"routes of {table}"
    assert gateway not in outcome(world)


def test_its_day_counts_though_there_are_routes(world: World) -> None:
    gateway, ec2 = world.make("nat-gateway", DUE_TODAY), world("ec2")
    table = ec2.create_route_table(VpcId=world.network["vpc"])["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=gateway)

    assert outcome(world)[gateway] == "deleted"
