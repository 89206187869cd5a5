"""Where things live, and what they are called there."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from constructs_lib.foundation import names
from constructs_lib.foundation.config import check
from constructs_lib.foundation.placement import Placement, closed_contract
from tests.placements import VIRGINIA


def test_names() -> None:
    assert VIRGINIA.name("orders") == "test-use1-orders"
    assert VIRGINIA.bucket_name("logs") == "test-use1-logs-111111111111"
    assert len(VIRGINIA.name("x" * 100, limit=names.LOAD_BALANCER)) == 32
    assert len(VIRGINIA.bucket_name("x" * 100)) == 63


def test_a_long_bucket_name_still_depends_on_the_account() -> None:
    """The account at its end is cut, but not out of the hash: names of buckets are shared by the whole world."""
    other = replace(VIRGINIA, account=replace(VIRGINIA.account, id="222222222222"))

    assert VIRGINIA.bucket_name("x" * 100) != other.bucket_name("x" * 100)


def test_ids() -> None:
    assert VIRGINIA.stack_id("network") == "test-us-east-1-network"
    assert VIRGINIA.stack_id("compute", "orders") == "test-us-east-1-compute-orders"
    assert VIRGINIA.parameter_path("network") == "/cairn/test/us-east-1/network"
    assert VIRGINIA.parameter_path("compute", "orders") == "/cairn/test/us-east-1/compute/orders"


def test_roles() -> None:
    assert VIRGINIA.account.role_arn("x") == "arn:aws:iam::111111111111:role/x"


def test_three_roles_with_three_scopes() -> None:
    account = VIRGINIA.account

    assert len({account.deploy_role, account.plan_role, account.reader_role}) == 3


def test_protected_unless_it_is_lifted() -> None:
    assert VIRGINIA.protected is True


def test_a_place_is_a_value() -> None:
    """It is the key of an environment's stacks."""
    assert {VIRGINIA: 1}[replace(VIRGINIA)] == 1
    assert replace(VIRGINIA, region="us-west-2") != VIRGINIA


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"environment": "Prod"}, "environment"),
        ({"environment": "p"}, "environment"),
        ({"environment": "production-eu"}, "environment"),
        ({"environment": "x" * 13}, "environment"),
        ({"region": "us-east-9"}, "region"),
        ({"region": ""}, "region"),
        ({"region": None}, "region"),
        ({"account": None}, "account"),
        ({"account": replace(VIRGINIA.account, id="1")}, "account.id"),
        ({"account": replace(VIRGINIA.account, name="A")}, "account.name"),
        ({"account": replace(VIRGINIA.account, deploy_role="a b")}, "account.deploy_role"),
        ({"account": replace(VIRGINIA.account, state=None)}, "account.state"),
        ({"tags": None}, "tags"),
        ({"protected": "no"}, "protected"),
    ],
    ids=str,
)
def test_what_is_no_place(changes: dict[str, Any], where: str) -> None:
    assert [problem.where for problem in check(replace(VIRGINIA, **changes))] == [where]


def test_what_has_an_end_does_not_refuse_it() -> None:
    ending = replace(VIRGINIA, tags=replace(VIRGINIA.tags, expires=date(2026, 12, 31)))

    assert [problem.where for problem in check(ending)] == ["tags.expires"]
    assert check(replace(ending, protected=False)) == ()


def test_the_longest_environment_leaves_a_load_balancer_its_name() -> None:
    longest = replace(VIRGINIA, environment="x" * 12, region="ap-southeast-4")

    assert check(longest) == ()
    assert longest.name("a" * 13, limit=names.LOAD_BALANCER) == f"{'x' * 12}-apse4-{'a' * 13}"
    assert isinstance(longest, Placement)


def test_an_account_reads_its_own_contracts_and_those_of_whoever_names_it() -> None:
    reader = VIRGINIA.account
    other = replace(VIRGINIA, environment="tools", account=replace(reader, name="tools", id="222222222222"))
    named = replace(other, account=replace(other.account, contract_readers=(reader.id,)))

    assert list(closed_contract(reader, VIRGINIA, "peer")) == list(closed_contract(reader, named, "peer")) == []
    [problem] = closed_contract(reader, other, "peer.account.contract_readers")
    assert str(problem).splitlines()[1:] == [
        "    got      nobody",
        "    fix      add '111111111111' to contract_readers of the account 'tools'",
    ]
