"""Tags that everything carries."""

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.foundation.config import check
from constructs_lib.foundation.tags import MAX_OBJECT_TAGS, Tags
from tests.placements import VIRGINIA

TAGS = replace(VIRGINIA.tags, compliance=("pci-dss", "soc2"))
WANTED = {
    "Environment",
    "Application",
    "ManagedBy",
    "CostCenter",
    "Project",
    "Owner",
    "BillingContact",
    "DataClassification",
    "Compliance",
}

values = st.from_regex(r"[\w .:/=+\-@]{1,256}", fullmatch=True)
tags = st.builds(
    Tags,
    application=values,
    cost_center=st.from_regex(r"[A-Z]{2,6}-[0-9]{3,8}", fullmatch=True),
    project=values,
    owner=st.from_regex(r"[a-z0-9][a-z0-9-]{1,62}", fullmatch=True),
    billing_contact=st.emails(),
    data_classification=st.sampled_from(["public", "internal", "confidential", "restricted"]),
    compliance=st.just(("none",))
    | st.lists(st.sampled_from(["pci-dss", "soc2", "hipaa", "gdpr"]), min_size=1, unique=True).map(tuple),
)


def test_as_aws_gets_them() -> None:
    assert TAGS.for_environment("prod") == {
        "Environment": "prod",
        "Application": "shop",
        "ManagedBy": "cairn",
        "CostCenter": "ENG-4100",
        "Project": "shop",
        "Owner": "shop-platform",
        "BillingContact": "finops@example.com",
        "DataClassification": "internal",
        "Compliance": "pci-dss+soc2",
    }


@given(tags, st.from_regex(r"[a-z][a-z0-9]{1,11}", fullmatch=True))
def test_whatever_passes_the_checks_is_taken_by_every_service(tags: Tags, environment: str) -> None:
    """https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html"""
    if check(tags):
        return
    written = tags.for_environment(environment)

    assert set(written) == WANTED
    assert [value for value in written.values() if not re.fullmatch(r"[\w .:/=+\-@]{1,256}", value)] == []


def test_the_default_leaves_room_for_a_tag_of_ones_own_on_an_object() -> None:
    assert len(TAGS.for_environment("prod")) < MAX_OBJECT_TAGS


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"application": ""}, "application"),
        ({"application": "a,b"}, "application"),
        ({"application": "x" * 257}, "application"),
        ({"cost_center": "4100"}, "cost_center"),
        ({"cost_center": "ENG4100"}, "cost_center"),
        ({"owner": "Platform Team"}, "owner"),
        ({"billing_contact": "finance"}, "billing_contact"),
        ({"billing_contact": "{x}@example.com"}, "billing_contact"),
        ({"billing_contact": f"x@{'x' * 251}.com"}, "billing_contact"),
        ({"data_classification": "secret"}, "data_classification"),
        ({"compliance": ("pci",)}, "compliance[0]"),
        ({"compliance": ()}, "compliance"),
        ({"compliance": ("none", "soc2")}, "compliance"),
        ({"project": None}, "project"),
        ({"expires": "2026-12-31"}, "expires"),
        ({"expires": datetime(2026, 12, 31, tzinfo=UTC)}, "expires"),
    ],
)
def test_what_is_malformed(changes: dict[str, Any], where: str) -> None:
    assert [problem.where for problem in check(replace(TAGS, **changes))] == [where]


def test_an_environment_for_a_while_says_so_on_everything() -> None:
    ending = replace(TAGS, expires=date(2026, 12, 31))

    assert check(ending) == ()
    assert ending.for_environment("try") == TAGS.for_environment("try") | {"Expires": "2026-12-31"}
    assert len(ending.for_environment("try")) <= MAX_OBJECT_TAGS


def test_every_tag_must_be_given() -> None:
    """All but the regimes, of which there may be none, and an end."""
    required = {field.name for field in fields(Tags)} - {"compliance", "expires"}

    for name in required:
        arguments: dict[str, Any] = {each: getattr(TAGS, each) for each in required - {name}}
        with pytest.raises(TypeError, match=name):
            Tags(**arguments)
