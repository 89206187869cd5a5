"""Groups and instances."""

from datetime import UTC, datetime
from typing import Any

from constructs_lib.runtime.sweeper.instances import INSTANCE, SCALING_GROUP
from tests.runtime.sweeper.conftest import DUE_TODAY, World, outcome


def test_instances_of_a_group_are_the_groups_and_go_with_it(world: World) -> None:
    group = world.make("scaling-group", DUE_TODAY)
    [machine] = world.left("instance")

    told = outcome(world)

    assert (told[group], told[machine]) == ("deleted", "managed")
    assert world.left("instance") == set()


def test_termination_protection_holds_an_instance(world: World) -> None:
    instance = world.make("instance", DUE_TODAY)
    world("ec2").modify_instance_attribute(InstanceId=instance, DisableApiTermination={"Value": True})

    assert outcome(world)[instance] == "held"


def test_an_instance_protected_from_scale_in_holds_its_group(world: World) -> None:
    group = world.make("scaling-group", DUE_TODAY)
    [machine] = world.left("instance")
    world("autoscaling").set_instance_protection(
        AutoScalingGroupName=group, InstanceIds=[machine], ProtectedFromScaleIn=True
    )

    assert outcome(world)[group] == "held"


class Answers:
    """A client of a service that says this, page by page."""

    def __init__(self, **page: Any) -> None:
        self.page = page

    def get_paginator(self, operation: str) -> "Answers":
        del operation
        return self

    def paginate(self) -> list[dict[str, Any]]:
        return [self.page]


def test_an_instance_is_as_old_as_its_first_interface() -> None:
    """A start sets the launch time anew, and the emulator starts nothing later."""
    made, started = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
    instance = {
        "InstanceId": "i-1",
        "State": {"Name": "running"},
        "LaunchTime": started,
        "NetworkInterfaces": [{"Attachment": {"AttachTime": made}}],
    }

    [found] = INSTANCE.find(Answers(Reservations=[{"Instances": [instance]}]))
    assert found.created == made


def test_what_is_being_deleted_is_not_found() -> None:
    going = {"InstanceId": "i-1", "State": {"Name": "shutting-down"}}
    group = {"AutoScalingGroupName": "web", "Status": "Delete in progress"}

    assert list(INSTANCE.find(Answers(Reservations=[{"Instances": [going]}]))) == []
    assert list(SCALING_GROUP.find(Answers(AutoScalingGroups=[group]))) == []
