"""What no meter has to read."""

from constructs_lib.analysis.cost.meters import FREE, METERS


def test_nothing_is_both() -> None:
    assert sorted(FREE.keys() & METERS.keys()) == []


def test_every_one_has_its_reason() -> None:
    assert [kind for kind, reason in FREE.items() if len(reason.split()) < 3] == []
