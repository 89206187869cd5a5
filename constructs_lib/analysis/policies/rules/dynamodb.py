"""Tables."""

from typing import Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, Remedy, expect, needs, rule

TABLE: Final = "aws_dynamodb_table"


@rule(
    "dynamodb-encryption",
    on=TABLE,
    why="Only a key of one's own can be taken away, and says who used it.",
    fix="set server_side_encryption with enabled true and kms_key_arn",
    names=Names(pci=("3.5.1",), soc2=("CC6.1",), hipaa=("164.312(a)(2)(iv)",), checkov=("CKV_AWS_119",)),
)
def encryption(table: Resource) -> Faults:
    yield from expect(table, "server_side_encryption.enabled", True, default=False)
    yield from needs(table, "server_side_encryption.kms_key_arn")


@rule(
    "dynamodb-recovery",
    on=TABLE,
    why="A mistake in an application overwrites items at once; this is the way back.",
    fix="set point_in_time_recovery.enabled to true",
    names=Names(
        pci=("12.10.1",),
        soc2=("A1.2",),
        hipaa=("164.308(a)(7)(ii)(A)",),
        fsbp=("DynamoDB.2",),
        checkov=("CKV_AWS_28",),
    ),
    remedies=(Remedy(config="TableConfig", field="point_in_time_recovery_days", value="35"),),
)
def recovery(table: Resource) -> Faults:
    yield from expect(table, "point_in_time_recovery.enabled", True, default=False)


@rule(
    "dynamodb-deletion-protection",
    on=TABLE,
    why="One wrong plan would delete it.",
    fix="set deletion_protection_enabled to true",
    names=Names(pci=("10.3.3",), soc2=("A1.2",), fsbp=("DynamoDB.6",)),
)
def deletion_protection(table: Resource) -> Faults:
    yield from expect(table, "deletion_protection_enabled", True, default=False)


@rule(
    "dynamodb-replica-stream",
    on=TABLE,
    why="Replicas are fed by the table's stream; AWS refuses one without.",
    fix="set stream_enabled to true and stream_view_type to NEW_AND_OLD_IMAGES",
)
def replica_stream(table: Resource) -> Faults:
    if not table.blocks("replica"):
        return
    if not table.on("stream_enabled"):
        yield Fault(what="a table with replicas has no stream")
    else:
        yield from expect(table, "stream_view_type", "NEW_AND_OLD_IMAGES")
