"""What keeps two buckets from being replicated."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from constructs_lib.data.bucket.config import BucketConfig, ObjectLockConfig
from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.data.replication.plan import link_problems
from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.state import LocalState
from tests.placements import VIRGINIA

OREGON = replace(VIRGINIA, region="us-west-2")
HERE, THERE = "test-us-east-1-bucket-audit", "test-us-west-2-bucket-audit"
AUDIT = BucketConfig(component="audit")
LINK = "test-us-east-1-replication-audit"


def told(stacks: Mapping[str, object], to: Placement = OREGON) -> list[tuple[str, str, str]]:
    config = ReplicationConfig(component="audit", to=to)
    return [(problem.where, problem.what, problem.got) for problem in link_problems(config, VIRGINIA, stacks, LINK)]


def test_two_buckets_alike() -> None:
    assert told({HERE: AUDIT, THERE: AUDIT}) == []


def test_both_ways_are_two_links() -> None:
    back = ReplicationConfig(component="audit", to=VIRGINIA)

    assert list(link_problems(back, OREGON, {HERE: AUDIT, THERE: AUDIT}, "")) == []


def test_a_bucket_is_missing_at_either_end() -> None:
    assert told({THERE: AUDIT}) == [(LINK, "has no bucket of this component", "'audit' in us-east-1")]
    assert told({HERE: AUDIT}) == [(f"{LINK}.to", "has no bucket of this component", "'audit' in us-west-2")]
    assert len(told({})) == 2


@pytest.mark.parametrize(
    ("to", "what"),
    [
        (VIRGINIA, "is the region the bucket is in"),
        (replace(OREGON, environment="prod"), "lies in another environment"),
    ],
)
def test_places_a_copy_cannot_be_in(to: Placement, what: str) -> None:
    assert [found[:2] for found in told({HERE: AUDIT, THERE: AUDIT}, to)] == [(f"{LINK}.to", what)]


def test_locked_objects_need_a_bucket_with_a_lock() -> None:
    """S3 refuses the replication configuration otherwise, after everything else is there."""
    locked = replace(AUDIT, object_lock=ObjectLockConfig(retention_days=365))

    assert [what for _, what, _ in told({HERE: locked, THERE: AUDIT})] == [
        "has a bucket without object lock, and copies of locked objects need one"
    ]
    assert told({HERE: locked, THERE: locked}) == []
    assert told({HERE: AUDIT, THERE: locked}) == []


@pytest.mark.parametrize(
    ("here", "there", "wrong"),
    [(None, None, False), (90, 90, False), (90, 365, False), (90, None, False), (None, 90, True), (90, 60, True)],
)
def test_copies_live_at_least_as_long(here: int | None, there: int | None, *, wrong: bool) -> None:
    """Lifecycle rules are not replicated: each side deletes by its own."""
    found = told({HERE: replace(AUDIT, expiry_days=here), THERE: replace(AUDIT, expiry_days=there)})

    assert [what for _, what, _ in found] == ["has a bucket that deletes copies before their originals go"] * wrong


OTHER = Account(name="other", id="222222222222", state=LocalState(), contract_readers=("111111111111",))
ELSEWHERE = replace(OREGON, account=OTHER)
OPEN = replace(AUDIT, replicated_from=VIRGINIA)


def test_copies_in_another_account_need_its_consent() -> None:
    assert told({HERE: AUDIT, THERE: OPEN}, ELSEWHERE) == []
    assert told({HERE: AUDIT, THERE: AUDIT}, ELSEWHERE) == [
        (f"{LINK}.to", "has a bucket that does not let this account's replication in", "replicated_from=None")
    ]
    assert told({HERE: AUDIT, THERE: replace(AUDIT, replicated_from=OREGON)}, ELSEWHERE) == [
        (
            f"{LINK}.to",
            "has a bucket that does not let this account's replication in",
            "replicated_from=us-west-2 of 111111111111",
        )
    ]


def test_another_account_must_tell_its_names() -> None:
    closed = replace(ELSEWHERE, account=replace(OTHER, contract_readers=()))

    assert told({HERE: AUDIT, THERE: OPEN}, closed) == [
        (
            f"{LINK}.to.account.contract_readers",
            "does not let this account read what test us-west-2 publishes",
            "nobody",
        )
    ]


def test_between_accounts_only_time_control_tells_of_late_copies() -> None:
    config = ReplicationConfig(component="audit", to=ELSEWHERE, replication_time_control=False)

    assert [problem.where for problem in link_problems(config, VIRGINIA, {HERE: AUDIT, THERE: OPEN}, LINK)] == [
        f"{LINK}.replication_time_control"
    ]
