"""Terraform's rights on networks."""

from constructs_lib.account.access import network


def test_changes_parts_of_networks_in_this_account_only() -> None:
    changed = {
        resource
        for statement in network.writes("111111111111", "dev")
        if not statement.wildcard_reason
        for resource in statement.resources
    }

    assert changed
    assert {resource.split(":")[4] for resource in changed} == {"111111111111"}
    assert not any(resource.endswith("instance/*") for resource in changed)
