"""What whoever plans may look for."""

from constructs_lib.account.access import sweeper


def test_looks_and_changes_nothing() -> None:
    actions = [action.split(":")[1] for each in sweeper.reads("111111111111", "dev") for action in each.actions]

    assert actions
    assert [each for each in actions if not each.startswith(("Describe", "Get", "List"))] == []
    assert list(sweeper.writes("111111111111", "dev")) == []
