"""Fixes to moto's KMS."""

from __future__ import annotations

import json

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around

_DEFAULT_PERIOD_DAYS = 365


def rotation_period() -> None:
    """Keep the rotation period: moto knows only whether a key rotates."""
    from moto.kms.responses import KmsResponse

    def key_of(response):
        return response.kms_backend.keys[response.kms_backend.get_key_id(response._get_param("KeyId"))]

    @around(KmsResponse, "enable_key_rotation")
    def enable(original, self):
        answer = original(self)
        key_of(self).rotation_period_days = self._get_param("RotationPeriodInDays") or _DEFAULT_PERIOD_DAYS
        return answer

    @around(KmsResponse, "get_key_rotation_status")
    def status(original, self):
        answer = json.loads(original(self))
        if answer["KeyRotationEnabled"]:
            answer["RotationPeriodInDays"] = getattr(key_of(self), "rotation_period_days", _DEFAULT_PERIOD_DAYS)
        return json.dumps(answer)


def replica_is_its_own_key() -> None:
    """A replica has a type, description, policy and tags of its own.

    moto copies the primary with its dictionary of multi-Region facts, so marking the replica REPLICA marks the primary as
    well. The list of replicas in it stays shared: AWS shows the same list from every side.
    """
    from moto.kms.models import KmsBackend, kms_backends
    from moto.kms.responses import KmsResponse

    @around(KmsBackend, "replicate_key")
    def replicate(original, self, key_id, replica_region):
        key_id = self.get_key_id(key_id)
        replica = original(self, key_id, replica_region)
        replica.multi_region_configuration = {
            **replica.multi_region_configuration,
            "MultiRegionKeyType": "REPLICA",
        }
        return replica

    @around(KmsResponse, "replicate_key")
    def answer(original, self):
        answer = json.loads(original(self))
        metadata = answer["ReplicaKeyMetadata"]
        backend = kms_backends[self.current_account][self._get_param("ReplicaRegion")]
        replica = backend.keys[metadata["KeyId"]]
        metadata["Description"] = replica.description = self._get_param("Description") or ""
        replica.policy = self._get_param("Policy") or replica.generate_default_policy()
        answer["ReplicaPolicy"] = replica.policy
        tags = self._get_param("Tags") or []
        if tags:
            backend.tag_resource(replica.id, {tag["TagKey"]: tag["TagValue"] for tag in tags})
        return json.dumps(answer)


def aws_managed_keys() -> None:
    """A key behind `alias/aws/…` is AWS's own: nobody made it, and nobody can delete it."""
    from moto.kms.models import KmsBackend

    @around(KmsBackend, "_generate_default_keys")
    def generate(original, self, alias_name):
        key_id = original(self, alias_name)
        if key_id:
            self.keys[key_id].key_manager = "AWS"
        return key_id


def volume_key_is_aws_managed() -> None:
    """So is the key that encrypted volumes get which name none; moto makes it like a customer's."""
    from moto.ec2.models.elastic_block_store import EBSBackend
    from moto.kms.models import kms_backends

    @around(EBSBackend, "_create_default_encryption_key")
    def create(original, self):
        arn = original(self)
        kms_backends[self.account_id][self.region_name].keys[arn.rpartition("/")[2]].key_manager = "AWS"
        return arn


def _see_rotation(client: Clients) -> Seen:
    kms = client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=90)
    return kms.get_key_rotation_status(KeyId=key).get("RotationPeriodInDays"), 90


def _see_replica(client: Clients) -> Seen:
    primary, other = client("kms"), client("kms", region="us-west-2")
    key = primary.create_key(MultiRegion=True, Description="primary")["KeyMetadata"]["KeyId"]
    tags = [{"TagKey": "side", "TagValue": "replica"}]
    primary.replicate_key(KeyId=key, ReplicaRegion="us-west-2", Description="replica", Tags=tags)
    there = other.describe_key(KeyId=key)["KeyMetadata"]
    here = primary.describe_key(KeyId=key)["KeyMetadata"]
    kinds = [each["MultiRegionConfiguration"]["MultiRegionKeyType"] for each in (here, there)]
    got = (
        kinds,
        here["Description"],
        there["Description"],
        other.list_resource_tags(KeyId=key)["Tags"],
    )
    return got, (["PRIMARY", "REPLICA"], "primary", "replica", tags)


def _see_volume_key(client: Clients) -> Seen:
    client("ec2").create_volume(AvailabilityZone="us-east-1a", Size=1, Encrypted=True)
    return client("kms").describe_key(KeyId="alias/aws/ebs")["KeyMetadata"]["KeyManager"], "AWS"


def _see_aws_managed(client: Clients) -> Seen:
    return client("kms").describe_key(KeyId="alias/aws/dynamodb")["KeyMetadata"]["KeyManager"], "AWS"


FIXES = (
    Fix(
        id="kms.rotation-period",
        symptom="aws_kms_key: rotation_period_in_days plans 0 to its value forever",
        apply=rotation_period,
        probe=_see_rotation,
    ),
    Fix(
        id="kms.replica",
        symptom="aws_kms_replica_key: its primary is 'not a multi-Region primary key' on the next plan",
        apply=replica_is_its_own_key,
        probe=_see_replica,
    ),
    Fix(
        id="kms.aws-managed",
        symptom="aws_dynamodb_table looks its default key up, which then looks like one of ours that was left behind",
        apply=aws_managed_keys,
        probe=_see_aws_managed,
    ),
    Fix(
        id="kms.volume-key",
        symptom="aws_launch_template with an encrypted volume: a key is left that nobody made",
        apply=volume_key_is_aws_managed,
        probe=_see_volume_key,
    ),
)
