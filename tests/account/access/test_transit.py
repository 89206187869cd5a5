"""Terraform's rights on transit gateways."""

from constructs_lib.account.access import transit


def test_a_hub_may_be_another_accounts_but_a_network_is_its_own() -> None:
    run = next(each for each in transit.writes("111111111111", "dev") if each.sid == "RunTransitGateways")
    owners = {resource.split(":")[5].partition("/")[0]: resource.split(":")[4] for resource in run.resources}

    assert owners == {
        "transit-gateway": "*",
        "transit-gateway-attachment": "*",
        "transit-gateway-route-table": "*",
        "route-table": "111111111111",
        "subnet": "111111111111",
        "vpc": "111111111111",
    }


def test_tags_are_set_in_this_account_only() -> None:
    tag = next(each for each in transit.writes("111111111111", "dev") if each.sid == "TagTransitGateways")

    assert {resource.split(":")[4] for resource in tag.resources} == {"111111111111"}
