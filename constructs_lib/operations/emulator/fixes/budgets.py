"""Fixes to moto's Budgets."""

from __future__ import annotations

import json
import uuid
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, kept


def subscribers() -> None:
    """Say who is told when a budget's threshold is crossed."""
    from moto.budgets.responses import BudgetsResponse

    def same(one, other):
        """A notification is named by its content; the threshold comes back as a number of another kind."""
        return all(one.get(key) == other.get(key) for key in ("NotificationType", "ComparisonOperator")) and float(
            one["Threshold"]
        ) == float(other["Threshold"])

    @added(BudgetsResponse, "describe_subscribers_for_notification")
    def describe(self):
        budget = self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")]
        wanted = self._get_param("Notification")
        found = [each.subscribers for each in budget.notifications if same(each.details, wanted)]
        return json.dumps({"Subscribers": found[0] if found else []})


def tags() -> None:
    """Keep a budget's tags."""
    from moto.budgets.responses import BudgetsResponse

    def tags_of(response):
        return kept(response.backend, "tags").setdefault(response._get_param("ResourceARN"), {})

    @around(BudgetsResponse, "create_budget")
    def create(original, self):
        answer = original(self)
        arn = f"arn:aws:budgets::{self._get_param('AccountId')}:budget/{self._get_param('Budget')['BudgetName']}"
        given = self._get_param("ResourceTags") or []
        kept(self.backend, "tags")[arn] = {each["Key"]: each["Value"] for each in given}
        return answer

    @added(BudgetsResponse, "list_tags_for_resource")
    def list_tags(self):
        return json.dumps({"ResourceTags": [{"Key": key, "Value": value} for key, value in tags_of(self).items()]})

    @added(BudgetsResponse, "tag_resource")
    def tag(self):
        tags_of(self).update({each["Key"]: each["Value"] for each in self._get_param("ResourceTags")})
        return "{}"

    @added(BudgetsResponse, "untag_resource")
    def untag(self):
        for key in self._get_param("ResourceTagKeys"):
            tags_of(self).pop(key, None)
        return "{}"


def update() -> None:
    """Let a budget change: moto can only make and delete one."""
    from moto.budgets.responses import BudgetsResponse

    @added(BudgetsResponse, "update_budget")
    def update_budget(self):
        wanted = self._get_param("NewBudget")
        self.backend.describe_budget(account_id=self._get_param("AccountId"), budget_name=wanted["BudgetName"])
        self.backend.budgets[self._get_param("AccountId")][wanted["BudgetName"]].budget.update(wanted)
        return "{}"


_ACCOUNT = "123456789012"
_NOTIFICATION = {
    "NotificationType": "FORECASTED",
    "ComparisonOperator": "GREATER_THAN",
    "Threshold": 80.0,
    "ThresholdType": "PERCENTAGE",
}
_SUBSCRIBERS = [{"SubscriptionType": "EMAIL", "Address": "owner@example.com"}]
_TAGS = [{"Key": "name", "Value": "kept"}]


def _budget(client: Clients) -> tuple[Any, dict[str, Any]]:
    budgets = client("budgets")
    budget = {
        "BudgetName": f"probe-{uuid.uuid4().hex}",
        "BudgetType": "COST",
        "TimeUnit": "MONTHLY",
        "BudgetLimit": {"Amount": "100", "Unit": "USD"},
    }
    budgets.create_budget(
        AccountId=_ACCOUNT,
        Budget=budget,
        NotificationsWithSubscribers=[{"Notification": _NOTIFICATION, "Subscribers": _SUBSCRIBERS}],
        ResourceTags=_TAGS,
    )
    return budgets, budget


def _see_subscribers(client: Clients) -> Seen:
    budgets, budget = _budget(client)
    answer = budgets.describe_subscribers_for_notification(
        AccountId=_ACCOUNT, BudgetName=budget["BudgetName"], Notification=_NOTIFICATION
    )
    return answer["Subscribers"], _SUBSCRIBERS


def _see_tags(client: Clients) -> Seen:
    budgets, budget = _budget(client)
    arn = f"arn:aws:budgets::{_ACCOUNT}:budget/{budget['BudgetName']}"
    return budgets.list_tags_for_resource(ResourceARN=arn)["ResourceTags"], _TAGS


def _see_update(client: Clients) -> Seen:
    budgets, budget = _budget(client)
    limit = {"Amount": "200", "Unit": "USD"}
    budgets.update_budget(AccountId=_ACCOUNT, NewBudget=budget | {"BudgetLimit": limit})
    answer = budgets.describe_budget(AccountId=_ACCOUNT, BudgetName=budget["BudgetName"])
    return answer["Budget"]["BudgetLimit"], limit


FIXES = (
    Fix(
        id="budgets.subscribers",
        symptom="aws_budgets_budget with a notification: DescribeSubscribersForNotification 500",
        apply=subscribers,
        probe=_see_subscribers,
    ),
    Fix(
        id="budgets.tags",
        symptom="aws_budgets_budget: ListTagsForResource 500",
        apply=tags,
        probe=_see_tags,
    ),
    Fix(
        id="budgets.update",
        symptom="aws_budgets_budget: changing its limit fails with UpdateBudget 500",
        apply=update,
        probe=_see_update,
    ),
)
