"""The roles Terraform takes in an account, and what each may do there: deploy, plan, state, contract reader.

Each is as narrow as AWS lets it be. A domain that needs more says so here, in its own statements, and a test holds the
calls Terraform really made against these documents.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from constructs_lib.account.access.statements import deploy_statements, plan_statements
from constructs_lib.foundation import iam
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import S3State


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """A role as IAM wants it."""

    name: str
    trust: str
    policies: dict[str, str]
    """Managed policies by layer: inline ones of a role share 10,240 characters, which three layers fill."""


def roles(account: Account, environment: str) -> tuple[Role, ...]:
    """Every role of an account that holds one environment."""
    operators = iam.arns(*account.operators) if account.operators else iam.account(account.id)
    return (
        Role(
            name=account.deploy_role,
            trust=iam.trust(operators),
            policies={
                layer: iam.policy(statements) for layer, statements in deploy_statements(account.id, environment)
            },
        ),
        Role(
            name=account.plan_role,
            trust=iam.trust(operators),
            policies={layer: iam.policy(statements) for layer, statements in plan_statements(account.id, environment)},
        ),
        Role(
            name=account.reader_role,
            # Terraform takes this role with the credentials it was started with, so which principals of those
            # accounts may take it is decided by their own IAM
            trust=iam.trust(*_readers(account)),
            policies={"contracts": iam.policy([_contracts(account.id, environment)])},
        ),
        *_state_role(account, operators),
    )


def _readers(account: Account) -> Iterator[iam.Principal]:
    yield iam.account(account.id, *account.contract_readers)


def _contracts(account_id: str, environment: str) -> iam.Statement:
    return iam.Statement(
        sid="ReadContracts",
        actions=("ssm:GetParameter", "ssm:GetParameters"),
        resources=(f"arn:aws:ssm:*:{account_id}:parameter/cairn/{environment}/*",),
    )


def _state_role(account: Account, operators: iam.Principal) -> Iterator[Role]:
    state = account.state
    if not isinstance(state, S3State) or state.account_id != account.id:
        return
    bucket = f"arn:aws:s3:::{state.bucket}"
    statements = [
        iam.Statement(sid="FindStates", actions=("s3:ListBucket",), resources=(bucket,)),
        # the lock is an object beside the state, and unlocking deletes it
        iam.Statement(sid="KeepStates", actions=("s3:GetObject", "s3:PutObject"), resources=(f"{bucket}/*",)),
        iam.Statement(sid="ReleaseLocks", actions=("s3:DeleteObject",), resources=(f"{bucket}/*.tflock",)),
    ]
    yield Role(name=state.role, trust=iam.trust(operators), policies={"state": iam.policy(statements)})
