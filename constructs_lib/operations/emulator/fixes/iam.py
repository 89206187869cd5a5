"""Fixes to moto's IAM."""

from __future__ import annotations

import re

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around


def account_in_key() -> None:
    """A session's account follows from its access key.

    moto knows the keys it issued and puts every other one into 123456789012. With the account written into our fake keys
    any account works without a role assumption before it, and still does after a reset.
    """
    from moto.iam import models

    ours = re.compile(r"AKIACAIR(\d{12})")

    @around(models, "get_account_id_from")
    def account(original, access_key):
        match = ours.fullmatch(access_key)
        return match.group(1) if match else original(access_key)


def _see_account(client: Clients) -> Seen:
    from constructs_lib.operations.emulator.session import EmulatedSession

    account_id = "222233334444"
    sts = EmulatedSession(client.endpoint, account_id, "us-east-1").client("sts")
    return sts.get_caller_identity()["Account"], account_id


FIXES = (
    Fix(
        id="iam.account-in-key",
        symptom="every provider without assume_role works in account 123456789012",
        apply=account_in_key,
        probe=_see_account,
    ),
)
