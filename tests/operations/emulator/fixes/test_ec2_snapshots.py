"""Snapshots: with the fix an account has its own, without it it has Amazon's too."""

from collections.abc import Callable

import pytest

from constructs_lib.operations.emulator.fixes import ec2_snapshots
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients


@pytest.mark.parametrize("fix", ec2_snapshots.FIXES, ids=lambda fix: fix.id)
def test_the_fix_and_the_need_for_it(fix: Fix, clients: ProbeClients, moto_alone: Callable[[Fix], bool]) -> None:
    got, wanted = fix.probe(clients)

    assert got == wanted
    assert not moto_alone(fix)
