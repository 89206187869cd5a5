"""Events: with the fix they go to topics, without it nobody may put one."""

from collections.abc import Callable

import pytest

from constructs_lib.operations.emulator.fixes import events
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients


@pytest.mark.parametrize("fix", events.FIXES, ids=lambda fix: fix.id)
def test_the_fix_and_the_need_for_it(fix: Fix, clients: ProbeClients, moto_alone: Callable[[Fix], bool]) -> None:
    got, wanted = fix.probe(clients)

    assert got == wanted
    assert not moto_alone(fix)
