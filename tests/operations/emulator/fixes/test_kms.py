"""KMS: with the fixes the provider is answered as by AWS, without them it is not."""

from collections.abc import Callable

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.emulator.fixes import kms
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients


@pytest.mark.parametrize("fix", kms.FIXES, ids=lambda fix: fix.id)
def test_the_fix_and_the_need_for_it(fix: Fix, clients: ProbeClients, moto_alone: Callable[[Fix], bool]) -> None:
    got, wanted = fix.probe(clients)

    assert got == wanted
    assert not moto_alone(fix)


def test_every_side_of_a_key_lists_all_its_replicas(emulator: Emulator) -> None:
    regions = ("us-east-1", "us-west-2", "eu-west-1")
    primary, *others = (emulator.session(region=region).client("kms") for region in regions)
    key = primary.create_key(MultiRegion=True)["KeyMetadata"]["KeyId"]
    for region in regions[1:]:
        primary.replicate_key(KeyId=key, ReplicaRegion=region)

    seen = [kms.describe_key(KeyId=key)["KeyMetadata"]["MultiRegionConfiguration"] for kms in (primary, *others)]

    assert [each["MultiRegionKeyType"] for each in seen] == ["PRIMARY", "REPLICA", "REPLICA"]
    assert [[replica["Region"] for replica in each["ReplicaKeys"]] for each in seen] == [["us-west-2", "eu-west-1"]] * 3


def test_a_key_rotates_yearly_unless_told_otherwise_and_not_at_all_when_off(clients: ProbeClients) -> None:
    kms = clients("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]

    kms.enable_key_rotation(KeyId=key)
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 365
    kms.disable_key_rotation(KeyId=key)
    assert "RotationPeriodInDays" not in kms.get_key_rotation_status(KeyId=key)
