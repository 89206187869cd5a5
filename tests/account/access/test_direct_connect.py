"""Terraform's rights on Direct Connect."""

from constructs_lib.account.access import direct_connect


def test_lines_and_gateways_are_ordered_by_people() -> None:
    statements = (*direct_connect.reads("111111111111", "dev"), *direct_connect.writes("111111111111", "dev"))
    changed = {
        action.split(":")[1]
        for each in statements
        for action in each.actions
        if not action.split(":")[1].startswith("Describe")
    }

    assert changed
    assert all("GatewayAssociation" in action for action in changed)
