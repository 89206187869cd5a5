"""CodeStar and CodeConnections connections, two names of one service moto does not have: with the fixes the provider is answered as by AWS, without them it is not."""

from collections.abc import Callable

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.emulator.fixes import connections
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients


@pytest.mark.parametrize("fix", connections.FIXES, ids=lambda fix: fix.id)
def test_the_fix_and_the_need_for_it(fix: Fix, clients: ProbeClients, moto_alone: Callable[[Fix], bool]) -> None:
    got, wanted = fix.probe(clients)

    assert got == wanted
    assert not moto_alone(fix)


def test_a_connection_is_the_accounts_and_regions_own(emulator: Emulator) -> None:
    made = (
        emulator.session("111122223333", "eu-west-1")
        .client("codeconnections")
        .create_connection(ProviderType="GitHub", ConnectionName="code")["ConnectionArn"]
    )
    other = emulator.session("444455556666", "eu-west-1").client("codeconnections")

    assert made.startswith("arn:aws:codeconnections:eu-west-1:111122223333:connection/")
    with pytest.raises(other.exceptions.ResourceNotFoundException):
        other.get_connection(ConnectionArn=made)
