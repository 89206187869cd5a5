"""Terraform's rights on VPNs."""

from constructs_lib.account.access import vpn


def test_no_key_of_a_tunnel_can_be_read_or_written() -> None:
    statements = (*vpn.reads("111111111111", "dev"), *vpn.writes("111111111111", "dev"))
    secrets = {action for each in statements for action in each.actions if action.startswith("secretsmanager:")}

    assert secrets == {"secretsmanager:CreateSecret", "secretsmanager:TagResource"}


def test_connections_of_this_account_only() -> None:
    run = next(each for each in vpn.writes("111111111111", "dev") if each.sid == "RunVpns")

    assert {resource.split(":")[4] for resource in run.resources} == {"111111111111"}
