"""What a replication needs of both its ends, seen from the whole environment."""

from collections.abc import Iterator, Mapping

from constructs_lib.data.bucket.config import BucketConfig
from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement, closed_contract


def link_problems(
    config: ReplicationConfig, source: Placement, stacks: Mapping[str, object], where: str
) -> Iterator[Problem]:
    """What keeps two buckets from being replicated. `stacks` are the environment's configs by stack id."""
    place = f"{where}.to"
    target = config.to
    if target.environment != source.environment:
        yield Problem(
            where=place,
            what="lies in another environment",
            got=target.environment,
            allowed=source.environment,
            fix="data of one environment stays in it",
        )
        return
    if target.region == source.region:
        yield Problem(
            where=place,
            what="is the region the bucket is in",
            got=target.region,
            fix="copy into another region: this one's loss would take both",
        )
        return
    if target.account.id != source.account.id:
        yield from _other_account_problems(config, source, where)
    ends = [stacks.get(end.stack_id(BucketConfig.DOMAIN, config.component)) for end in (source, target)]
    for end, bucket in zip((source, target), ends, strict=True):
        if not isinstance(bucket, BucketConfig):
            yield Problem(
                where=place if end is target else where,
                what="has no bucket of this component",
                got=f"{config.component!r} in {end.region}",
                fix=f"add BucketConfig(component={config.component!r}) there, or do not replicate it",
            )
    match ends:
        case [BucketConfig() as original, BucketConfig() as replica]:
            yield from _pair_problems(original, replica, place)
            if target.account.id != source.account.id:
                yield from _entry_problems(replica, source, place)
        case _:
            pass


def _other_account_problems(config: ReplicationConfig, source: Placement, where: str) -> Iterator[Problem]:
    yield from closed_contract(source.account, config.to, f"{where}.to.account.contract_readers")
    if not config.replication_time_control:
        yield Problem(
            where=f"{where}.replication_time_control",
            what="is off, and between accounts nothing else tells that copies are late",
            got="False",
            fix="leave it on: S3 then sends a message for each copy that is later than 15 minutes",
        )


def _entry_problems(replica: BucketConfig, source: Placement, where: str) -> Iterator[Problem]:
    let_in = replica.replicated_from
    if let_in is None or (let_in.environment, let_in.region, let_in.account.id) != (
        source.environment,
        source.region,
        source.account.id,
    ):
        yield Problem(
            where=where,
            what="has a bucket that does not let this account's replication in",
            got="replicated_from=" + (f"{let_in.region} of {let_in.account.id}" if let_in else "None"),
            fix=f"name the placement in {source.region} of {source.account.id} in its replicated_from",
        )


def _pair_problems(original: BucketConfig, replica: BucketConfig, where: str) -> Iterator[Problem]:
    if original.object_lock and not replica.object_lock:
        yield Problem(
            where=where,
            what="has a bucket without object lock, and copies of locked objects need one",
            got="object_lock=None",
            fix="give the bucket there an object_lock too; copies keep the days of their originals",
        )
    if replica.expiry_days is not None and replica.expiry_days < (original.expiry_days or replica.expiry_days + 1):
        yield Problem(
            where=where,
            what="has a bucket that deletes copies before their originals go",
            got=f"expiry_days={replica.expiry_days}, originals {original.expiry_days or 'stay'}",
            fix="keep copies at least as long: lifecycle rules work on each side alone",
        )
