"""`make demo`, which deployed the dev environment of the estate: what a stranger sees first."""

from environments import dev
from tests.apply.estate import Estate


def test_it_plans_before_anything_exists_and_nothing_after(estate: Estate) -> None:
    [shown] = estate.shown
    stacks = len(dev.ENVIRONMENT.stack_plans())

    assert shown.index("$ cairn plan dev") < shown.index("$ cairn deploy dev") < shown.index("$ cairn outputs dev")
    assert f"{stacks} stack(s): 0 to add, 0 to change, 0 to destroy" in shown


def test_it_reads_back_what_is_there_without_terraform(estate: Estate) -> None:
    [shown] = estate.shown

    assert "10.10.0.0/16, 9 subnets in us-east-1a, us-east-1b, us-east-1c" in shown
    assert "read back: vpc-" in shown


def test_a_peering_is_planned_before_its_own_network_exists(estate: Estate) -> None:
    [shown] = estate.shown
    first_plan = shown[: shown.index("$ cairn deploy")]

    assert "dev-us-east-1-peering-tools  15 to add, 0 to change, 0 to destroy" in first_plan
    producers = "dev-us-east-1-network, tools-us-east-1-network"
    assert f"provisional: planned on the planned values of {producers}; deploy plans it again" in first_plan
