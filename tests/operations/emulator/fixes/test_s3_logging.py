"""S3's access logs: with the fixes the provider is answered as by AWS, without them it is not."""

import uuid
from collections.abc import Callable

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.emulator.fixes import s3_logging
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients


@pytest.mark.parametrize("fix", s3_logging.FIXES, ids=lambda fix: fix.id)
def test_the_fix_and_the_need_for_it(fix: Fix, clients: ProbeClients, moto_alone: Callable[[Fix], bool]) -> None:
    got, wanted = fix.probe(clients)

    assert got == wanted
    assert not moto_alone(fix)


def test_a_bucket_that_lets_no_logs_in_is_still_refused(emulator: Emulator) -> None:
    s3 = emulator.session().client("s3")
    bucket, target = (f"probe-{uuid.uuid4().hex}" for _ in range(2))
    for name in (bucket, target):
        s3.create_bucket(Bucket=name)
    enabled = {"TargetBucket": target, "TargetPrefix": ""}

    with pytest.raises(s3.exceptions.ClientError, match="InvalidTargetBucketForLogging"):
        s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": enabled})
