"""Buckets: empty ones of the region, and none else."""

from tests.runtime.sweeper.conftest import DUE_TODAY, World, outcome, pairs


def test_an_object_keeps_a_bucket(world: World) -> None:
    bucket = world.make("bucket", DUE_TODAY)
    world("s3").put_object(Bucket=bucket, Key="something", Body=b"")

    assert outcome(world) == {bucket: "held"}


def test_old_versions_and_markers_keep_a_bucket(world: World) -> None:
    bucket = world.make("bucket", DUE_TODAY)
    world("s3").put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    world("s3").put_object(Bucket=bucket, Key="something", Body=b"")
    world("s3").delete_object(Bucket=bucket, Key="something")

    assert outcome(world) == {bucket: "held"}


def test_buckets_of_another_region_are_its_own_sweepers(world: World) -> None:
    there = world.session.client("s3", region_name="eu-west-1")
    there.create_bucket(Bucket="far-away", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    there.put_bucket_tagging(Bucket="far-away", Tagging={"TagSet": pairs(DUE_TODAY)})

    assert outcome(world) == {}
