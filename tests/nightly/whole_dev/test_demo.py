"""`make demo`: what a stranger sees first."""

from environments import dev


def test_it_plans_before_anything_exists_and_nothing_after(shown: str) -> None:
    stacks = len(dev.ENVIRONMENT.stack_plans())

    assert shown.index("$ cairn plan dev") < shown.index("$ cairn deploy dev") < shown.index("$ cairn outputs dev")
    assert f"{stacks} stack(s): 0 to add, 0 to change, 0 to destroy" in shown


def test_it_reads_back_what_is_there_without_terraform(shown: str) -> None:
    assert "10.10.0.0/16, 9 subnets in us-east-1a, us-east-1b, us-east-1c" in shown
    assert "read back: vpc-" in shown


def test_a_peering_is_planned_before_its_own_network_exists(shown: str) -> None:
    first_plan = shown[: shown.index("$ cairn deploy")]

    assert "dev-us-east-1-peering-tools  15 to add, 0 to change, 0 to destroy" in first_plan
    assert "provisional: planned on the planned values of dev-us-east-1-network" in first_plan
