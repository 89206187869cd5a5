"""Functions."""

from datetime import UTC, datetime, timedelta

from constructs_lib.runtime.sweeper.functions import FUNCTION
from tests.runtime.sweeper.conftest import World


def test_is_as_old_as_its_last_change(world: World) -> None:
    name = world.make("function")

    [found] = FUNCTION.find(world("lambda"))

    assert found.id == name
    assert found.created is not None
    assert abs(datetime.now(UTC) - found.created) < timedelta(minutes=10)
