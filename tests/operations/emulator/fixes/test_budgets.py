"""Budgets: with the fixes the provider is answered as by AWS, without them it is not."""

from collections.abc import Callable

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.emulator.fixes import budgets
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients


@pytest.mark.parametrize("fix", budgets.FIXES, ids=lambda fix: fix.id)
def test_the_fix_and_the_need_for_it(fix: Fix, clients: ProbeClients, moto_alone: Callable[[Fix], bool]) -> None:
    got, wanted = fix.probe(clients)

    assert got == wanted
    assert not moto_alone(fix)


def test_tags_are_the_accounts_own_and_end_with_a_reset() -> None:
    budget = {
        "BudgetName": "month",
        "BudgetType": "COST",
        "TimeUnit": "MONTHLY",
        "BudgetLimit": {"Amount": "1", "Unit": "USD"},
    }

    def tags_in(account: str) -> list[dict[str, str]]:
        arn = f"arn:aws:budgets::{account}:budget/month"
        return emulator.session(account).client("budgets").list_tags_for_resource(ResourceARN=arn)["ResourceTags"]

    with Emulator() as emulator:
        for account in ("111122223333", "444455556666"):
            emulator.session(account).client("budgets").create_budget(
                AccountId=account, Budget=budget, ResourceTags=[{"Key": "account", "Value": account}]
            )
        assert tags_in("111122223333") == [{"Key": "account", "Value": "111122223333"}]
        assert tags_in("444455556666") == [{"Key": "account", "Value": "444455556666"}]

        emulator.reset()
        assert tags_in("111122223333") == []
