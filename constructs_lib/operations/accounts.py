"""AWS clients in the accounts of an estate, with rights that change nothing."""

from collections.abc import Callable
from typing import Any

from constructs_lib.foundation.placement import Account
from constructs_lib.operations.refusal import Refused

ClientOf = Callable[[Account, str, str], Any]
"""A client by account, region and service."""


def clients(emulator: str = "") -> ClientOf:
    """Clients of the real AWS, in each account's plan role; or of an emulator, which wants no role."""
    try:
        import boto3
    except ImportError:
        raise Refused("looking into accounts needs boto3", fix="pip install 'cairn-cdktf[live]'") from None
    if emulator:
        from constructs_lib.operations.emulator import require_loopback
        from constructs_lib.operations.emulator.session import EmulatedSession

        require_loopback(emulator, where="--emulator")
        return lambda account, region, service: EmulatedSession(emulator, account.id, region).client(service)
    own: Any = boto3.Session()
    taken: dict[str, Any] = {}

    def client_of(account: Account, region: str, service: str) -> Any:
        if account.id not in taken:
            role = account.role_arn(account.plan_role)
            sts = own.client("sts", region_name=region)
            key = sts.assume_role(RoleArn=role, RoleSessionName="cairn-check")["Credentials"]
            taken[account.id] = boto3.Session(
                aws_access_key_id=key["AccessKeyId"],
                aws_secret_access_key=key["SecretAccessKey"],
                aws_session_token=key["SessionToken"],
            )
        return taken[account.id].client(service, region_name=region)

    return client_of
