"""What Terraform does in an account, layer by layer, as IAM statements."""

from collections.abc import Callable, Iterator, Mapping

from constructs_lib.account.access import account, contract, database, function, network, parts
from constructs_lib.foundation.iam import Statement

_Statements = Callable[[str, str], Iterator[Statement]]

_LAYERS: Mapping[str, tuple[_Statements, _Statements]] = {
    "contract": (contract.reads, contract.writes),
    "parts": (parts.reads, parts.writes),
    "account": (account.reads, account.writes),
    "network": (network.reads, network.writes),
    "function": (function.reads, function.writes),
    "database": (database.reads, database.writes),
}


def deploy_statements(account_id: str, environment: str) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """What deploying each layer needs, reading included."""
    for layer, (reads, writes) in _LAYERS.items():
        yield layer, (*reads(account_id, environment), *writes(account_id, environment))


def plan_statements(account_id: str, environment: str) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """What planning each layer needs: everything is read, nothing is changed, no secret is opened."""
    for layer, (reads, _) in _LAYERS.items():
        yield layer, tuple(reads(account_id, environment))
