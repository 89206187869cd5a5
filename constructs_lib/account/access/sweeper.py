"""Whoever plans may also ask what the sweeper would find: `cairn sweep` takes the plan role."""

from collections.abc import Iterator

from constructs_lib.account.sweeper.config import KINDS
from constructs_lib.account.sweeper.plan import Whereabouts, looks
from constructs_lib.foundation.iam import Statement


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What looking takes, in every region."""
    here = Whereabouts(environment=environment, account_id=account_id, region="*", own_prefix=f"{environment}-")
    yield from looks(KINDS, here)


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """Nothing: the sweeper's own things are a function's, a clock's and alarms'. What it sweeps is not Terraform's."""
    del account_id, environment
    yield from ()
