"""The tag policy."""

from typing import Any

import pytest

from tests.analysis.policies.cases import Case, both, holds, one, provider

TAGS = {
    "Environment": "dev",
    "Application": "payments",
    "ManagedBy": "cairn",
    "CostCenter": "ENG-4100",
    "Project": "payments-platform",
    "Owner": "payments-platform",
    "BillingContact": "finops@example.com",
    "DataClassification": "internal",
    "Compliance": "pci-dss+soc2",
}


def tagged(**changed: str) -> Any:
    """A provider whose tags are right but for some."""
    return provider(default_tags=[{"tags": {**TAGS, **changed}}])


def lacking(*keys: str) -> Any:
    """A provider that lacks some."""
    return provider(default_tags={"tags": {key: value for key, value in TAGS.items() if key not in keys}})


def own(count: int) -> dict[str, str]:
    """As many tags."""
    return {f"key-{number}": "x" for number in range(count)}


TOPIC, OBJECT = "aws_sns_topic", "aws_s3_object"

CASES = (
    *(Case(rule="tags-required", good=tagged(), bad=lacking(key), says=f"the tag {key} is missing") for key in TAGS),
    *(
        Case(rule="tags-required", good=tagged(), bad=tagged(**{key: bad}), says=f"the tag {key} is malformed")
        for key, bad in {
            "CostCenter": "cost",
            "Owner": "Payments Team",
            "BillingContact": "finops",
            "DataClassification": "secret",
            "Compliance": "pci",
        }.items()
    ),
    Case(rule="tags-required", good=tagged(), bad=provider(), says="the tag Owner is missing"),
    Case(
        rule="tags-well-formed",
        good=both(tagged(), one(TOPIC, tags={"Name": "a b", "Read": "${aws_vpc.x.id}"})),
        bad=one(TOPIC, tags={"aws:Name": "x"}),
        says="got      aws:Name",
    ),
    Case(
        rule="tags-well-formed",
        good=one(TOPIC, tags=own(50)),
        bad=both(tagged(), one(TOPIC, tags=own(42))),
        says="got      51",
    ),
    Case(
        rule="tags-well-formed",
        good=both(tagged(), one(OBJECT, tags=own(1))),
        bad=both(tagged(), one(OBJECT, tags=own(2))),
        says="allowed  at most 10",
    ),
    Case(
        rule="tags-well-formed",
        good=one(TOPIC, tags={"Owner": "other-team"}),
        bad=one(TOPIC, tags={"Owner": "Somebody Else"}),
        says="the tag Owner is malformed",
    ),
    Case(
        rule="tags-not-repeated",
        good=both(tagged(), one(TOPIC, tags={"Owner": "other-team"})),
        bad=both(tagged(), one(TOPIC, tags={"Owner": "payments-platform"})),
        says="is the provider's already",
    ),
    Case(
        rule="tags-handed-on",
        good=one("aws_ecs_service", propagate_tags="SERVICE"),
        bad=one("aws_ecs_service"),
        says="propagate_tags hands no tags on",
    ),
    Case(
        rule="tags-of-a-group",
        good=one("aws_autoscaling_group", tag=[{"key": key, "propagate_at_launch": True} for key in TAGS]),
        bad=one("aws_autoscaling_group", tag=[{"key": "Owner", "propagate_at_launch": False}]),
        says="instances of the group lack tags",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
