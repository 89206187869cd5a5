"""Fixes to moto's snapshots."""

from __future__ import annotations

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around


def owners() -> None:
    """Leave out snapshots of others where somebody asks for their own."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses.elastic_block_store import ElasticBlockStore

    @around(ElasticBlockStore, "describe_snapshots")
    def describe_snapshots(original, self):
        wanted = self._get_param("OwnerIds", [])
        answer = original(self)
        if not wanted:
            return answer
        own = self.ec2_backend.account_id
        owners = {own if each == "self" else each for each in wanted}
        snapshots = answer.result["Snapshots"]
        return ActionResult({"Snapshots": [each for each in snapshots if each.owner_id in owners]})


def _see_owners(client: Clients) -> Seen:
    """Images that Amazon has in every account are made of snapshots that are Amazon's."""
    ec2 = client("ec2")
    volume = ec2.create_volume(AvailabilityZone="us-east-1a", Size=1)["VolumeId"]
    snapshot = ec2.create_snapshot(VolumeId=volume)["SnapshotId"]
    answer = ec2.describe_snapshots(OwnerIds=["self"])["Snapshots"]
    amazons = [each["SnapshotId"] for each in answer if each.get("Description", "").startswith("Auto-created")]
    return (snapshot in {each["SnapshotId"] for each in answer}, amazons), (True, [])


FIXES = (
    Fix(
        id="ec2.snapshot-owners",
        symptom="an account's own snapshots are those of Amazon's images too, hundreds of them",
        apply=owners,
        probe=_see_owners,
    ),
)
