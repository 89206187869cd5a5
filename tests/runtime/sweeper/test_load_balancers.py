"""Load balancers and target groups."""

from typing import Any

from constructs_lib.runtime.sweeper.load_balancers import TARGET_GROUP
from tests.runtime.sweeper.conftest import DUE_TODAY, World, outcome


def test_deletion_protection_holds_a_balancer_and_that_its_groups(world: World) -> None:
    balancer, group = world.make("load-balancer", DUE_TODAY), world.make("target-group", DUE_TODAY)
    elbv2 = world("elbv2")
    elbv2.modify_load_balancer_attributes(
        LoadBalancerArn=balancer, Attributes=[{"Key": "deletion_protection.enabled", "Value": "true"}]
    )
    elbv2.create_listener(
        LoadBalancerArn=balancer,
        Protocol="TCP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
    )

    assert outcome(world) == {balancer: "held", group: "held"}


def test_a_group_goes_the_day_after_its_balancer(world: World) -> None:
    balancer, group = world.make("load-balancer", DUE_TODAY), world.make("target-group", DUE_TODAY)
    world("elbv2").create_listener(
        LoadBalancerArn=balancer,
        Protocol="TCP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
    )

    assert outcome(world) == {balancer: "deleted", group: "held"}
    assert outcome(world) == {group: "deleted"}


def test_tags_are_asked_for_twenty_at_a_time() -> None:
    """What AWS answers at once."""
    asked: list[int] = []

    class Many:
        def get_paginator(self, operation: str) -> "Many":
            del operation
            return self

        def paginate(self) -> Any:
            yield {"TargetGroups": [{"TargetGroupArn": f"arn-{n}", "TargetGroupName": f"n{n}"} for n in range(45)]}

        def describe_tags(self, *, ResourceArns: list[str]) -> Any:  # noqa: N803 - boto3's name
            asked.append(len(ResourceArns))
            return {"TagDescriptions": [{"ResourceArn": arn, "Tags": []} for arn in ResourceArns]}

    assert len(list(TARGET_GROUP.find(Many()))) == 45
    assert asked == [20, 20, 5]
