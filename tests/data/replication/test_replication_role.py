"""What S3 may do with the role, decided by its document alone, for every action S3 and KMS know."""

import json
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

import pytest
from cdktf import TerraformStack

from constructs_lib.data.replication.replication_role import End, ReplicationRole, statements
from constructs_lib.foundation import iam
from tests.iam_evaluator import verdict
from tests.iam_linter import findings
from tests.synthesis import resource, synthesized

with warnings.catch_warnings():
    # it asks the deprecated pkg_resources for its data
    warnings.simplefilter("ignore")
    import parliament  # pyright: ignore[reportMissingTypeStubs]

SOURCE = End(
    bucket_name="shop-here",
    bucket_arn="arn:aws:s3:::shop-here",
    key_arn="arn:aws:kms:us-east-1:111111111111:key/here",
    region="us-east-1",
    account_id="111111111111",
)
DESTINATION = End(
    bucket_name="shop-there",
    bucket_arn="arn:aws:s3:::shop-there",
    key_arn="arn:aws:kms:us-west-2:111111111111:key/there",
    region="us-west-2",
    account_id="111111111111",
)

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
LISTED_BY_AWS: Mapping[str, frozenset[str]] = {
    SOURCE.bucket_arn: frozenset({"s3:GetReplicationConfiguration", "s3:ListBucket"}),
    f"{SOURCE.bucket_arn}/a": frozenset(
        {
            "s3:GetObjectVersionForReplication",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectVersionTagging",
            "s3:GetObjectRetention",
            "s3:GetObjectLegalHold",
        }
    ),
    DESTINATION.bucket_arn: frozenset(),
    f"{DESTINATION.bucket_arn}/a": frozenset({"s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"}),
    # names that begin like ours
    f"{SOURCE.bucket_arn}-2": frozenset(),
    f"{SOURCE.bucket_arn}-2/a": frozenset(),
    f"{DESTINATION.bucket_arn}-2/a": frozenset(),
    "arn:aws:s3:::anything/a": frozenset(),
}


def known_actions(service: str) -> Iterator[str]:
    """Every action of a service, as the linter's own list has them."""
    for each in cast("list[dict[str, Any]]", parliament.iam_definition):  # pyright: ignore[reportUnknownMemberType]
        if each["prefix"] == service:
            yield from (f"{service}:{privilege['privilege']}" for privilege in each["privileges"])


def policy(*, delete_markers: bool = True) -> str:
    return iam.policy(statements(SOURCE, DESTINATION, delete_markers=delete_markers))


@pytest.mark.parametrize("arn", LISTED_BY_AWS)
def test_allows_what_aws_lists_and_nothing_else(arn: str) -> None:
    document = policy()
    actions = {*known_actions("s3"), *LISTED_BY_AWS[arn]}

    assert len(actions) > 100
    assert {action for action in actions if verdict(document, action, arn) == "allowed"} == LISTED_BY_AWS[arn]


def test_hands_copies_over_to_another_account_and_does_nothing_more_there() -> None:
    """Left out, every object fails; the policies of the bucket and the key there must allow it as well."""
    elsewhere = replace(DESTINATION, account_id="222222222222")
    document = iam.policy(statements(SOURCE, elsewhere, delete_markers=True))
    arn = f"{DESTINATION.bucket_arn}/a"
    actions = {*known_actions("s3"), *LISTED_BY_AWS[arn]}

    assert {action for action in actions if verdict(document, action, arn) == "allowed"} == {
        *LISTED_BY_AWS[arn],
        "s3:ObjectOwnerOverrideToBucketOwner",
    }


def test_deletes_nothing_where_deletes_do_not_travel() -> None:
    document = policy(delete_markers=False)

    assert verdict(document, "s3:ReplicateDelete", f"{DESTINATION.bucket_arn}/a") == "not allowed"
    assert verdict(document, "s3:ReplicateObject", f"{DESTINATION.bucket_arn}/a") == "allowed"


def through_s3(end: End, encryption_context: str) -> dict[str, str]:
    return {
        "kms:ViaService": f"s3.{end.region}.amazonaws.com",
        "kms:EncryptionContext:aws:s3:arn": encryption_context,
    }


@pytest.mark.parametrize(
    ("end", "expected"),
    [(SOURCE, {"kms:Decrypt"}), (DESTINATION, {"kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"})],
    ids=["original", "copy"],
)
def test_each_key_serves_its_own_bucket(end: End, expected: set[str]) -> None:
    """With bucket keys the context is the bucket, without them the object: an upload may choose."""
    for context in (end.bucket_arn, f"{end.bucket_arn}/a"):
        allowed = {
            action
            for action in known_actions("kms")
            if verdict(policy(), action, end.key_arn, through_s3(end, context)) == "allowed"
        }

        assert allowed == expected


@pytest.mark.parametrize(
    ("key", "context"),
    [
        (SOURCE.key_arn, through_s3(SOURCE, DESTINATION.bucket_arn)),
        (SOURCE.key_arn, through_s3(SOURCE, "arn:aws:s3:::anything/a")),
        (SOURCE.key_arn, through_s3(SOURCE, f"{SOURCE.bucket_arn}-2")),
        (SOURCE.key_arn, through_s3(DESTINATION, SOURCE.bucket_arn)),
        (SOURCE.key_arn, {"kms:EncryptionContext:aws:s3:arn": SOURCE.bucket_arn}),
        ("arn:aws:kms:us-east-1:111111111111:key/other", through_s3(SOURCE, SOURCE.bucket_arn)),
    ],
    ids=["the other bucket", "any bucket", "a like bucket", "the other region", "past S3", "another key"],
)
def test_no_key_opens_anything_else(key: str, context: dict[str, str]) -> None:
    allowed = {action for action in known_actions("kms") if verdict(policy(), action, key, context) == "allowed"}

    assert allowed == set()


def role() -> Any:
    def build(stack: TerraformStack) -> None:
        ReplicationRole(
            stack,
            "role",
            name="shop-replication",
            source=SOURCE,
            destination=DESTINATION,
            delete_markers=True,
        )

    return synthesized(build)


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ({"aws:SourceAccount": "111111111111", "aws:SourceArn": SOURCE.bucket_arn}, "allowed"),
        ({}, "allowed"),
        ({"aws:SourceAccount": "222222222222", "aws:SourceArn": SOURCE.bucket_arn}, "not allowed"),
        ({"aws:SourceAccount": "111111111111", "aws:SourceArn": "arn:aws:s3:::other"}, "not allowed"),
    ],
    ids=["this bucket", "S3 does not say", "another account", "another bucket"],
)
def test_s3_takes_it_for_this_bucket(context: dict[str, str], expected: str) -> None:
    trust = resource(role(), "aws_iam_role")["assume_role_policy"]

    assert verdict(trust, "sts:AssumeRole", "role", context) == expected
    assert json.loads(trust)["Statement"][0]["Principal"] == {"Service": "s3.amazonaws.com"}


def test_policies_please_the_linter() -> None:
    assert findings(role()) == []
