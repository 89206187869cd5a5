"""Budgets and anomalies of cost."""

import re
from typing import Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, needs, rule

BUDGET: Final = "aws_budgets_budget"
SUBSCRIPTION: Final = "aws_ce_anomaly_subscription"
_TAG: Final = re.compile(r"(user|aws):[^$]+\$.+")


@rule(
    "budget-subscribers",
    on=BUDGET,
    why="A notification nobody gets is refused by AWS, and a budget without one warns nobody.",
    fix="set subscriber_sns_topic_arns or subscriber_email_addresses",
    names=Names(soc2=("CC7.2",)),
)
def subscribers(budget: Resource) -> Faults:
    notifications = budget.blocks("notification")
    if not notifications:
        yield Fault(what="the budget notifies nobody")
    for each in notifications:
        if not any(each.raw(path) for path in ("subscriber_sns_topic_arns", "subscriber_email_addresses")):
            yield Fault(what=f"{each.place} has no subscriber")


@rule(
    "budget-tag-filter",
    on=BUDGET,
    why="AWS knows a tag by user:KEY$VALUE; a filter written otherwise matches nothing, and the budget is never reached.",
    fix="write user:KEY$VALUE",
)
def tag_filter(budget: Resource) -> Faults:
    for each in budget.blocks("cost_filter"):
        if each.get("name") == "TagKeyValue":
            for value in each.entries("values"):
                if not _TAG.fullmatch(str(value)):
                    yield Fault(what="a tag filter matches nothing", got=str(value), allowed="user:KEY$VALUE")


@rule(
    "budget-start",
    on=BUDGET,
    why="Without a start AWS takes today, and every later plan wants to change it.",
    fix="set time_period_start to a fixed month",
)
def start(budget: Resource) -> Faults:
    yield from needs(budget, "time_period_start")


@rule(
    "anomaly-threshold",
    on=SUBSCRIPTION,
    why="AWS takes no subscription that does not say from when on an anomaly matters.",
    fix="add threshold_expression",
)
def anomaly_threshold(subscription: Resource) -> Faults:
    yield from needs(subscription, "threshold_expression")


@rule(
    "anomaly-frequency",
    on=SUBSCRIPTION,
    why="Topics are told at once and addresses by the day or week; AWS refuses the other combinations.",
    fix="use IMMEDIATE with SNS, DAILY or WEEKLY with EMAIL",
)
def anomaly_frequency(subscription: Resource) -> Faults:
    wanted = "SNS" if subscription.get("frequency") == "IMMEDIATE" else "EMAIL"
    for each in subscription.blocks("subscriber"):
        if each.get("type") != wanted:
            yield Fault(what=f"{subscription.get('frequency')} does not work with {each.get('type')}", allowed=wanted)
