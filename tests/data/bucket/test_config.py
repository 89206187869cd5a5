"""What a bucket may be like."""

from dataclasses import replace

import pytest

from constructs_lib.data.bucket.config import BucketConfig, ObjectLockConfig
from constructs_lib.foundation.config import check

AUDIT = BucketConfig(component="audit")


def told(config: BucketConfig) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check(config)]


def test_keeps_everything_unless_told_otherwise() -> None:
    assert told(AUDIT) == []
    assert (AUDIT.expiry_days, AUDIT.intelligent_tiering_after_days) == (None, 30)


@pytest.mark.parametrize(("expiry", "tiering"), [(90, 30), (31, 30), (30, None), (1, 0), (None, 30)])
def test_pairs_s3_takes(expiry: int | None, tiering: int | None) -> None:
    assert told(replace(AUDIT, expiry_days=expiry, intelligent_tiering_after_days=tiering)) == []


@pytest.mark.parametrize(("expiry", "tiering"), [(30, 30), (7, 30)])
def test_an_expiry_that_is_not_after_the_transition(expiry: int, tiering: int) -> None:
    """S3 refuses it when everything else is already there; Terraform's own checks pass."""
    [problem] = check(replace(AUDIT, expiry_days=expiry, intelligent_tiering_after_days=tiering))

    assert problem.where == "intelligent_tiering_after_days"
    assert problem.allowed == f"less than {expiry}, or None"
    assert "intelligent_tiering_after_days=None" in problem.fix


def test_an_expiry_within_the_lock() -> None:
    locked = replace(AUDIT, expiry_days=90, object_lock=ObjectLockConfig(retention_days=365))

    assert told(locked) == [("expiry_days", "comes before the lock ends: an expired object would be hidden, and kept")]
    assert told(replace(locked, expiry_days=365)) == []
    assert told(replace(locked, expiry_days=None)) == []


@pytest.mark.parametrize("component", ["", "Audit", "audit_log", "-audit", "audit-", "a" * 25, "1st"])
def test_names_that_fit_into_no_bucket(component: str) -> None:
    assert [where for where, _ in told(replace(AUDIT, component=component))] == ["component"]


def test_ranges_of_the_lock() -> None:
    broken = replace(AUDIT, object_lock=ObjectLockConfig(retention_days=0, mode="SOFT"))  # type: ignore[arg-type]

    assert told(broken) == [
        ("object_lock.retention_days", "is out of range"),
        ("object_lock.mode", "is not one of the choices"),
    ]
