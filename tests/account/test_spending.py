"""What else watches spending, and settings of it that cannot work."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.account.config import AccountConfig, BudgetConfig
from constructs_lib.account.spending import (
    AnomalyConfig,
    DenySpendingConfig,
    SavingsPlansConfig,
    StopInstancesConfig,
    TagBudgetConfig,
)
from constructs_lib.foundation.config import check


def refused(settings: object) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check(settings)]


def tag(**settings: Any) -> TagBudgetConfig:
    return replace(TagBudgetConfig(key="Team", values=("one",), monthly_limit_usd=10), **settings)


def test_a_filter_says_user_key_and_value() -> None:
    """Written any other way AWS takes it and counts nothing."""
    assert tag(values=("one", "two words")).filter_values == ("user:Team$one", "user:Team$two words")


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"values": ()}, "values"),
        # after the dollar sign Terraform would take it for a template
        ({"values": ("{one}",)}, "values[0]"),
        ({"key": "Team$"}, "key"),
        ({"key": "aws:createdBy"}, "key"),
    ],
)
def test_a_tag_is_one_that_can_be_set(settings: Any, where: str) -> None:
    assert [place for place, _ in refused(tag(**settings))] == [where]


def test_savings_plans_are_watched_for_something() -> None:
    assert refused(SavingsPlansConfig()) == [("", "watches neither utilization nor coverage")]
    assert refused(SavingsPlansConfig(coverage_percent=80)) == []
    assert refused(SavingsPlansConfig(utilization_percent=101)) == [("utilization_percent", "is out of range")]


@pytest.mark.parametrize(
    ("action", "problems"),
    [
        (StopInstancesConfig(), [("", "stops either instances or databases")]),
        (
            StopInstancesConfig(instances=("i-0123456789abcdef0",), databases=("one",)),
            [("", "stops either instances or databases")],
        ),
        (StopInstancesConfig(databases=("one", "one")), [("", "names an instance twice")]),
        (StopInstancesConfig(instances=("web",)), [("instances[0]", "has the wrong form")]),
        (DenySpendingConfig(roles=()), [("roles", "has the wrong length")]),
        (DenySpendingConfig(roles=("one",), denied_actions=("*",)), [("denied_actions[0]", "has the wrong form")]),
        (StopInstancesConfig(databases=("one",)), []),
        (DenySpendingConfig(roles=("one",)), []),
    ],
)
def test_actions(action: Any, problems: Any) -> None:
    assert refused(action) == problems
    # and inside a budget, where it is one of two kinds
    inside = refused(BudgetConfig(monthly_limit_usd=1, actions={"act": action}))
    assert [what for _, what in inside] == [what for _, what in problems]


def test_an_existing_monitor_is_named_by_its_arn() -> None:
    arn = "arn:aws:ce::111111111111:anomalymonitor/0e1d2c3b-4a59-6877-8695-a4b3c2d1e0f1"
    wrong: Any = "Default-Services-Monitor"

    assert refused(AccountConfig(anomalies=AnomalyConfig(existing_monitor_arn=arn))) == []
    assert refused(AnomalyConfig(existing_monitor_arn=wrong)) == [("existing_monitor_arn", "has the wrong form")]


INSTANCE = "i-0123456789abcdef0"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (
            tag(key="aws:createdBy"),
            "key: is a tag of AWS's own\n    got      aws:createdBy\n    fix      name a tag that you set",
        ),
        (
            SavingsPlansConfig(),
            (
                "watches neither utilization nor coverage\n"
                "    fix      give utilization_percent or coverage_percent, or leave savings_plans out"
            ),
        ),
        (
            StopInstancesConfig(),
            "stops either instances or databases\n    got      neither\n    fix      write an action of its own for each kind",
        ),
        (
            StopInstancesConfig(instances=(INSTANCE,), databases=("one",)),
            "stops either instances or databases\n    got      both\n    fix      write an action of its own for each kind",
        ),
        (
            StopInstancesConfig(instances=(INSTANCE, INSTANCE)),
            f"names an instance twice\n    got      {INSTANCE}\n    fix      name it once",
        ),
    ],
)
def test_what_cannot_work_is_told_with_a_way_out(settings: object, told: str) -> None:
    assert [str(problem) for problem in check(settings)] == [told]
