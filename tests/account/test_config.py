"""Settings of an account that cannot work."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.account.config import AccountConfig, BudgetConfig, ServiceBudgetConfig
from constructs_lib.account.spending import DenySpendingConfig, TagBudgetConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.config import check
from tests.placements import VIRGINIA


@pytest.mark.parametrize("days", [1, 30, 400, 3653])
def test_accepts(days: int) -> None:
    assert check(AccountConfig(log_expiry_days=days)) == ()


def test_keeps_a_year_of_evidence_unless_told_otherwise() -> None:
    assert AccountConfig().log_expiry_days > 365


@pytest.mark.parametrize(("days", "allowed"), [(0, "at least 1"), (-1, "at least 1"), (3654, "at most 3653")])
def test_refuses_days_out_of_range(days: int, allowed: str) -> None:
    (problem,) = check(AccountConfig(log_expiry_days=days))

    assert (problem.where, problem.got, problem.allowed) == ("log_expiry_days", str(days), allowed)


DATABASE = ServiceBudgetConfig(service="Amazon Relational Database Service", monthly_limit_usd=300)


def refused(**settings: Any) -> list[tuple[str, str]]:
    budget = replace(BudgetConfig(monthly_limit_usd=500), **settings)
    return [(problem.where, problem.what) for problem in check(AccountConfig(budget=budget))]


def test_nothing_is_limited_unless_told() -> None:
    assert AccountConfig().budget is None


def test_accepts_limits_of_all_and_of_single_services() -> None:
    assert refused(services={"database": DATABASE}, emails=("finops@example.com",)) == []


@pytest.mark.parametrize("limit", [0, -5, 99.5, "500"])
def test_limits_are_whole_dollars(limit: Any) -> None:
    """AWS answers 100 with "100.0": one form is written, and it has no cents."""
    assert [where for where, _ in refused(monthly_limit_usd=limit)] == ["budget.monthly_limit_usd"]


@pytest.mark.parametrize("name", ["RDS", "Amazon RDS", "AWS Database"])
def test_services_are_called_as_on_the_bill(name: Any) -> None:
    """A budget of a service nobody bills stays at zero and never rings."""
    services = {"database": ServiceBudgetConfig(service=name, monthly_limit_usd=300)}

    assert refused(services=services) == [("budget.services.database.service", "is not one of the choices")]


def test_a_service_has_a_name_that_can_be_part_of_one() -> None:
    assert refused(services={"The Database": DATABASE}) == [("budget.services", "has the wrong form")]


def test_a_service_is_not_allowed_more_than_everything() -> None:
    assert refused(monthly_limit_usd=200, services={"database": DATABASE}) == [
        ("budget.services.database.monthly_limit_usd", "is more than everything together may cost")
    ]


def test_mail_goes_to_ten_addresses_at_most() -> None:
    many = tuple(f"person{number}@example.com" for number in range(11))

    assert refused(emails=many) == [("budget.emails", "has the wrong length")]
    assert refused(emails=("nobody",)) == [("budget.emails[0]", "has the wrong form")]


def test_a_tag_is_not_allowed_more_than_everything() -> None:
    team = TagBudgetConfig(key="Team", values=("one",), monthly_limit_usd=600)

    assert refused(tags={"team": team}) == [
        ("budget.tags.team.monthly_limit_usd", "is more than everything together may cost")
    ]


def test_a_tag_and_a_service_do_not_share_a_name() -> None:
    """Their budgets would."""
    team = TagBudgetConfig(key="Team", values=("one",), monthly_limit_usd=60)

    assert refused(services={"database": DATABASE}, tags={"database": team}) == [
        ("budget.tags.database", "is the name of a service's budget too")
    ]


ACTING = AccountConfig(
    budget=BudgetConfig(monthly_limit_usd=500, actions={"nothing-new": DenySpendingConfig(roles=("developers",))})
)


def test_nothing_acts_by_itself_where_things_are_protected() -> None:
    protected, free = replace(VIRGINIA, protected=True), replace(VIRGINIA, protected=False)

    assert [(each.where, each.what, each.got) for each in ACTING.problems_at(protected)] == [
        ("budget.actions", "act by themselves on a protected placement", "nothing-new")
    ]
    assert list(ACTING.problems_at(free)) == []
    assert list(AccountConfig(budget=BudgetConfig(monthly_limit_usd=1)).problems_at(protected)) == []
    assert list(AccountConfig().problems_at(protected)) == []


def test_an_environment_says_so() -> None:
    environment = Environment(name="test", stacks={replace(VIRGINIA, protected=True): (ACTING,)})

    assert [problem.where for problem in check(environment)] == ["us-east-1.AccountConfig.budget.actions"]
