"""What Terraform does in an account, layer by layer, as IAM statements."""

from collections.abc import Iterator, Mapping
from types import ModuleType

from constructs_lib.account.access import (
    account,
    audit,
    buckets,
    compute,
    contract,
    database,
    direct_connect,
    dns,
    function,
    network,
    network_services,
    parts,
    queue,
    recorder,
    schedule,
    settings,
    spending,
    sweeper,
    table,
    transit,
    vpn,
)
from constructs_lib.foundation.iam import Statement

# One managed policy a layer: a role holds ten of 6,144 characters each.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
_LAYERS: Mapping[str, tuple[ModuleType, ...]] = {
    "foundation": (contract, parts),
    "account": (account, buckets, sweeper),
    # what watches an account
    "spending": (spending, recorder),
    "audit": (audit,),
    "network": (network, dns),
    "network-services": (network_services,),
    "connections": (transit, vpn, direct_connect),
    "compute": (compute,),
    "data": (database, table),
    "serverless": (function, queue, schedule, settings),
}


def deploy_statements(account_id: str, environment: str) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """What deploying each layer needs, reading included."""
    for layer, domains in _LAYERS.items():
        yield (
            layer,
            tuple(
                statement
                for domain in domains
                for statement in (*domain.reads(account_id, environment), *domain.writes(account_id, environment))
            ),
        )


def plan_statements(account_id: str, environment: str) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """What planning each layer needs: everything is read, nothing is changed, no secret is opened."""
    for layer, domains in _LAYERS.items():
        yield layer, tuple(statement for domain in domains for statement in domain.reads(account_id, environment))
