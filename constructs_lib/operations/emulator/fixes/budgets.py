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


def actions() -> None:
    """Keep what a budget does when it is used up. Nothing triggers it: nobody is billed here."""
    from moto.budgets.exceptions import NotFoundException
    from moto.budgets.responses import BudgetsResponse

    settings = ("NotificationType", "ActionThreshold", "Definition", "ExecutionRoleArn", "ApprovalModel", "Subscribers")

    def named(response):
        return {name: response._get_param(name) for name in ("AccountId", "BudgetName")}

    def all_of(response):
        return kept(response.backend, "actions")

    def found(response):
        action_id = response._get_param("ActionId")
        if action_id not in all_of(response):
            raise NotFoundException(f"Unable to get action: {action_id} - the action doesn't exist.")
        return all_of(response)[action_id]

    @added(BudgetsResponse, "create_budget_action")
    def create(self):
        names = named(self)
        self.backend.describe_budget(account_id=names["AccountId"], budget_name=names["BudgetName"])
        action_id = str(uuid.uuid4())
        all_of(self)[action_id] = {
            "ActionId": action_id,
            "BudgetName": names["BudgetName"],
            "ActionType": self._get_param("ActionType"),
            "Status": "STANDBY",
            **{name: self._get_param(name) for name in settings},
        }
        arn = f"arn:aws:budgets::{names['AccountId']}:budget/{names['BudgetName']}/action/{action_id}"
        given = self._get_param("ResourceTags") or []
        kept(self.backend, "tags")[arn] = {each["Key"]: each["Value"] for each in given}
        return json.dumps({**names, "ActionId": action_id})

    @added(BudgetsResponse, "describe_budget_action")
    def describe(self):
        return json.dumps({**named(self), "Action": found(self)})

    @added(BudgetsResponse, "update_budget_action")
    def update(self):
        action = found(self)
        before = dict(action)
        action.update({name: self._get_param(name) for name in settings if self._get_param(name) is not None})
        return json.dumps({**named(self), "OldAction": before, "NewAction": action})

    @added(BudgetsResponse, "delete_budget_action")
    def delete(self):
        action = found(self)
        del all_of(self)[action["ActionId"]]
        return json.dumps({**named(self), "Action": action})


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


def _see_actions(client: Clients) -> Seen:
    budgets, budget = _budget(client)
    named = {"AccountId": _ACCOUNT, "BudgetName": budget["BudgetName"]}
    action_id = budgets.create_budget_action(
        **named,
        NotificationType="ACTUAL",
        ActionType="APPLY_IAM_POLICY",
        ActionThreshold={"ActionThresholdValue": 100.0, "ActionThresholdType": "PERCENTAGE"},
        Definition={
            "IamActionDefinition": {"PolicyArn": f"arn:aws:iam::{_ACCOUNT}:policy/probe", "Roles": ["developers"]}
        },
        ExecutionRoleArn=f"arn:aws:iam::{_ACCOUNT}:role/probe",
        ApprovalModel="AUTOMATIC",
        Subscribers=_SUBSCRIBERS,
    )["ActionId"]
    budgets.update_budget_action(**named, ActionId=action_id, ApprovalModel="MANUAL")
    seen = budgets.describe_budget_action(**named, ActionId=action_id)["Action"]
    budgets.delete_budget_action(**named, ActionId=action_id)
    try:
        budgets.describe_budget_action(**named, ActionId=action_id)
        after = "still there"
    except budgets.exceptions.NotFoundException:
        after = "gone"
    return (seen["ApprovalModel"], seen["Status"], seen["Subscribers"], after), (
        "MANUAL",
        "STANDBY",
        _SUBSCRIBERS,
        "gone",
    )


FIXES = (
    Fix(
        id="budgets.actions",
        symptom="aws_budgets_budget_action: CreateBudgetAction 500",
        apply=actions,
        probe=_see_actions,
    ),
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
