"""S3: with the fixes the provider is answered as by AWS, without them it is not."""

import json
import uuid
from collections.abc import Callable

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.emulator.fixes import s3
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients


@pytest.mark.parametrize("fix", s3.FIXES, ids=lambda fix: fix.id)
def test_the_fix_and_the_need_for_it(fix: Fix, clients: ProbeClients, moto_alone: Callable[[Fix], bool]) -> None:
    got, wanted = fix.probe(clients)

    assert got == wanted
    assert not moto_alone(fix)


@pytest.fixture
def bucket(emulator: Emulator) -> str:
    name = f"probe-{uuid.uuid4().hex}"
    owner = emulator.session().client("s3")
    owner.create_bucket(Bucket=name)
    owner.put_object(Bucket=name, Key="a", Body=b"1")
    return name


@pytest.mark.parametrize(
    ("principal", "opens"),
    [
        ({"AWS": "arn:aws:iam::222233334444:root"}, True),
        ({"AWS": ["arn:aws:iam::555566667777:root", "222233334444"]}, True),
        ("*", True),
        ({"AWS": "arn:aws:iam::555566667777:root"}, False),
    ],
)
def test_a_policy_opens_a_bucket_to_the_accounts_it_names(
    emulator: Emulator, bucket: str, principal: object, *, opens: bool
) -> None:
    resource = f"arn:aws:s3:::{bucket}/*"
    statement = {"Effect": "Allow", "Principal": principal, "Action": "s3:*", "Resource": resource}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    emulator.session().client("s3").put_bucket_policy(Bucket=bucket, Policy=policy)
    other = emulator.session("222233334444").client("s3")

    def read_and_write() -> bytes:
        other.put_object(Bucket=bucket, Key="b", Body=b"2")
        return other.get_object(Bucket=bucket, Key="a")["Body"].read()

    if opens:
        assert read_and_write() == b"1"
    else:
        with pytest.raises(other.exceptions.ClientError, match="AccessDenied"):
            read_and_write()


def test_what_a_policy_denies_always_is_refused(emulator: Emulator, bucket: str) -> None:
    owner = emulator.session().client("s3")
    resource = f"arn:aws:s3:::{bucket}/*"
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": resource}
    owner.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))

    with pytest.raises(owner.exceptions.ClientError, match="403"):
        owner.put_object(Bucket=bucket, Key="b", Body=b"2")


def test_a_bucket_name_is_taken_for_every_account(emulator: Emulator, bucket: str) -> None:
    other = emulator.session("222233334444").client("s3")

    with pytest.raises(other.exceptions.BucketAlreadyExists):
        other.create_bucket(Bucket=bucket)
    assert bucket not in [each["Name"] for each in other.list_buckets()["Buckets"]]


def test_a_replication_rule_without_a_name_gets_one(clients: ProbeClients, bucket: str) -> None:
    s3 = clients("s3")
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    rule = {"Status": "Enabled", "Prefix": "", "Destination": {"Bucket": "arn:aws:s3:::elsewhere"}}
    role = "arn:aws:iam::123456789012:role/replication"
    s3.put_bucket_replication(Bucket=bucket, ReplicationConfiguration={"Role": role, "Rules": [rule]})

    answer = s3.get_bucket_replication(Bucket=bucket)["ReplicationConfiguration"]
    assert answer["Role"] == role
    assert answer["Rules"] == [rule | {"ID": answer["Rules"][0]["ID"]}]
    s3.delete_bucket_replication(Bucket=bucket)
    with pytest.raises(s3.exceptions.ClientError, match="ReplicationConfigurationNotFound"):
        s3.get_bucket_replication(Bucket=bucket)
