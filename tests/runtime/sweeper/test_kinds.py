"""Every kind on the emulator: found with its tags and its age, judged, deleted alone, and found no more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from constructs_lib.runtime.sweeper.kinds import KINDS
from constructs_lib.runtime.sweeper.sweep import sweep
from tests.runtime.sweeper.conftest import ESTATE, EXPIRED, KIND, LATER, SETTINGS, World

NAMES = [kind.name for kind in KINDS]
# AWS tells no time of these
AGELESS = {"address", "target-group"}


@pytest.mark.parametrize("name", NAMES)
def test_found_as_it_was_made(world: World, name: str) -> None:
    made = world.make(name, {"Purpose": "a test"})

    [found] = [each for each in KIND[name].find(world(KIND[name].service)) if each.id == made]

    assert (found.kind, dict(found.tags)) == (name, {"Purpose": "a test"})
    if name in AGELESS:
        assert found.created is None
    else:
        assert found.created is not None
        assert abs(datetime.now(UTC) - found.created) < timedelta(days=1)


@pytest.mark.parametrize("name", NAMES)
def test_deletes_what_is_due_and_nothing_else(world: World, name: str) -> None:
    """Beside it: the estate's, kept, somebody else's tool's, without a day, nobody's, and one whose date is none."""
    due = world.make(name, EXPIRED)
    stays = {
        world.make(name, tags)
        for tags in (
            {**ESTATE, **EXPIRED},
            {"Keep": "", **EXPIRED},
            {"managed-by": "terraform", **EXPIRED},
            {"Owner": "somebody"},
            {"expires": "next week"},
            {},
        )
    }
    settings = replace(SETTINGS, kinds=frozenset({name}))

    told = sweep(settings, client_of=world, now=LATER)
    assert [line.judgement.resource.id for line in told.lines if line.what == "due"] == [due]
    assert world.left(name) >= {due, *stays}

    done = sweep(replace(settings, delete=True), client_of=world, now=LATER)
    assert [(line.what, line.judgement.resource.id) for line in done.lines if line.what == "deleted"] == [
        ("deleted", due)
    ]
    assert due not in world.left(name)
    assert world.left(name) >= stays

    again = sweep(replace(settings, delete=True), client_of=world, now=LATER)
    assert (again.numbers()["Found"], again.numbers()["Failed"]) == (0, 0)


@pytest.mark.parametrize("name", NAMES)
def test_deleting_what_is_gone_is_no_failure(world: World, name: str) -> None:
    """Somebody deletes it after it was found."""
    due = world.make(name, EXPIRED)
    kind = KIND[name]
    [found] = [each for each in kind.find(world(kind.service)) if each.id == due]
    settings = replace(SETTINGS, kinds=frozenset({name}), delete=True)
    assert sweep(settings, client_of=world, now=LATER).numbers()["Deleted"] == 1

    saw_it_before = replace(kind, find=lambda _: iter([found]), held=lambda *_: "")
    report = sweep(settings, client_of=world, now=LATER, kinds=(saw_it_before,))

    assert report.numbers()["Failed"] == 0
    assert [line.what for line in report.lines] == ["deleted"]


def test_what_uses_goes_before_what_is_used() -> None:
    order = [kind.name for kind in KINDS]

    for user, used in (
        ("load-balancer", "target-group"),
        ("scaling-group", "instance"),
        ("instance", "volume"),
        ("instance", "address"),
        ("nat-gateway", "address"),
        ("function", "log-group"),
    ):
        assert order.index(user) < order.index(used)
