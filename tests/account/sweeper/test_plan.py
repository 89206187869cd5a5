"""What the sweeper is told, and what its role lets pass: decided as IAM decides it."""

import json
from typing import Any

import pytest

from constructs_lib.account.sweeper.config import KINDS, Kind, SweeperConfig
from constructs_lib.account.sweeper.plan import DETAIL_TYPE, RIGHTS, SOURCE, event, looks, statements, whereabouts
from constructs_lib.foundation import iam
from constructs_lib.runtime.sweeper import handler
from constructs_lib.runtime.sweeper.settings import read
from tests.account.sweeper.test_sweeper import HERE
from tests.iam_evaluator import verdict
from tests.placements import VIRGINIA

TAGGED = [kind for kind in KINDS if RIGHTS[kind].tagged]
NAMED = [kind for kind in KINDS if RIGHTS[kind].own]


def policy(**settings: Any) -> str:
    return iam.policy(statements(SweeperConfig(**settings), HERE))


def strangers(kind: Kind) -> str:
    """Something of a kind that is nobody's here."""
    return HERE.arn(RIGHTS[kind].on).replace("*", "x")


@pytest.mark.parametrize("kind", KINDS)
def test_deletes_strangers_and_only_when_that_is_its_mode(kind: Kind) -> None:
    action = RIGHTS[kind].deletes

    assert verdict(policy(mode="delete"), action, strangers(kind)) == "allowed"
    assert verdict(policy(mode="report"), action, strangers(kind)) == "not allowed"


@pytest.mark.parametrize("kind", KINDS)
def test_deletes_only_the_kinds_it_was_given(kind: Kind) -> None:
    others = tuple(each for each in KINDS if each != kind)

    assert verdict(policy(mode="delete", kinds=others), RIGHTS[kind].deletes, strangers(kind)) == "not allowed"


@pytest.mark.parametrize("kind", KINDS)
def test_never_what_is_the_estates_by_its_tag(kind: Kind) -> None:
    ours = {"aws:ResourceTag/ManagedBy": "cairn"}

    assert verdict(policy(mode="delete"), RIGHTS[kind].deletes, strangers(kind), ours) == "denied"


@pytest.mark.parametrize("kind", NAMED)
def test_never_what_is_the_estates_by_its_name_alone(kind: Kind) -> None:
    ours = HERE.arn(RIGHTS[kind].own).replace("*", "x")

    assert verdict(policy(mode="delete"), RIGHTS[kind].deletes, ours) == "denied"


def test_never_the_bucket_of_the_states() -> None:
    assert verdict(policy(mode="delete"), "s3:DeleteBucket", "arn:aws:s3:::dev-terraform-state") == "denied"


@pytest.mark.parametrize("kind", TAGGED)
def test_what_is_kept_meanwhile_is_kept(kind: Kind) -> None:
    """Between the look and the deletion somebody may have written the tag."""
    kept = {"aws:ResourceTag/keep": ""}

    assert verdict(policy(mode="delete"), RIGHTS[kind].deletes, strangers(kind), kept) == "not allowed"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_of_this_account_and_region(kind: Kind) -> None:
    there = strangers(kind).replace("111111111111", "222222222222").replace("us-east-1", "eu-west-1")
    expected = "allowed" if kind == "bucket" else "not allowed"

    assert verdict(policy(mode="delete"), RIGHTS[kind].deletes, there) == expected


def test_copies_are_all_it_makes_and_none_without_backup_days() -> None:
    def makes(**settings: Any) -> set[str]:
        return {
            action
            for statement in statements(SweeperConfig(mode="delete", **settings), HERE)
            for action in statement.actions
            if action.split(":")[1].startswith(("Create", "Add", "Put"))
        }

    told = {"cloudwatch:PutMetricData", "events:PutEvents"}
    assert makes(backup_days=None) == told
    assert makes() == told | {
        "dynamodb:CreateBackup",
        "ec2:CreateSnapshot",
        "ec2:CreateTags",
        "rds:AddTagsToResource",
        "rds:CreateDBSnapshot",
    }


def test_looking_reads_no_data() -> None:
    """No object, no message, no item, no secret, no log line."""
    called = {action.split(":")[1] for statement in looks(KINDS, HERE) for action in statement.actions}

    assert (
        called
        & {
            "GetObject",
            "ReceiveMessage",
            "GetItem",
            "Scan",
            "GetLogEvents",
            "GetFunction",
        }
        == set()
    )


def test_the_code_reads_what_the_schedule_says() -> None:
    config = SweeperConfig(mode="delete", abandoned_days=90, backup_days=None, kinds=("queue",))
    settings = read(json.loads(json.dumps(event(config, HERE, name="sweeper"))))

    assert (settings.delete, settings.kinds, settings.abandoned_days, settings.backup_days) == (
        True,
        frozenset({"queue"}),
        90,
        None,
    )
    assert (settings.own_prefix, settings.own_names) == ("dev-use1-", frozenset({"dev-terraform-state"}))
    assert {"managedby", "owner", "costcenter"} <= settings.estate_tags


def test_both_sides_call_the_news_the_same() -> None:
    assert (SOURCE, DETAIL_TYPE) == (handler.SOURCE, handler.DETAIL_TYPE)


def test_names_of_a_placement_begin_as_the_sweeper_thinks() -> None:
    assert VIRGINIA.name("queue").startswith(whereabouts(VIRGINIA).own_prefix)
    assert VIRGINIA.bucket_name("logs").startswith(whereabouts(VIRGINIA).own_prefix)
