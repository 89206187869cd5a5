"""DynamoDB: with the fixes the provider is answered as by AWS, without them it is not."""

from collections.abc import Callable

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.emulator.fixes import dynamodb
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients


@pytest.mark.parametrize("fix", dynamodb.FIXES, ids=lambda fix: fix.id)
def test_the_fix_and_the_need_for_it(fix: Fix, clients: ProbeClients, moto_alone: Callable[[Fix], bool]) -> None:
    got, wanted = fix.probe(clients)

    assert got == wanted
    assert not moto_alone(fix)


def test_a_replica_has_its_own_tags_and_shares_every_item(emulator: Emulator) -> None:
    here, there = (emulator.session(region=region).client("dynamodb") for region in ("us-east-1", "us-west-2"))
    here.create_table(
        TableName="probe-global",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        Tags=[{"Key": "side", "Value": "here"}],
    )
    here.update_table(TableName="probe-global", ReplicaUpdates=[{"Create": {"RegionName": "us-west-2"}}])
    there.put_item(TableName="probe-global", Item={"id": {"S": "1"}})

    arns = [each.describe_table(TableName="probe-global")["Table"]["TableArn"] for each in (here, there)]
    assert [arn.split(":")[3] for arn in arns] == ["us-east-1", "us-west-2"]
    assert here.get_item(TableName="probe-global", Key={"id": {"S": "1"}})["Item"] == {"id": {"S": "1"}}
    assert there.list_tags_of_resource(ResourceArn=arns[1])["Tags"] == []
