"""Backups."""

from typing import Final

from constructs_lib.analysis.policies.blocks import Block
from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, needs, rule

PLAN: Final = "aws_backup_plan"
_COLD_DAYS: Final = 90
"""What is moved to cold storage stays, and is paid, for 90 days."""


@rule(
    "backup-cold-storage",
    on=PLAN,
    why="Cold storage keeps for 90 days at least; AWS refuses to delete before.",
    fix="set delete_after to cold_storage_after + 90 or more",
)
def cold_storage(plan: Resource) -> Faults:
    for each in plan.blocks("rule"):
        for block in (each, *each.blocks("copy_action")):
            yield from _cold(block)


def _cold(block: Block) -> Faults:
    cold, gone = block.number("lifecycle.cold_storage_after", 0), block.number("lifecycle.delete_after", 0)
    if cold > 0 and 0 < gone < cold + _COLD_DAYS:
        where = block.named("lifecycle.delete_after")
        yield Fault(what=f"{where} is too early", got=f"{gone:g} days", allowed=f"at least {cold + _COLD_DAYS:g}")


@rule(
    "backup-vault-key",
    on="aws_backup_vault",
    why="A backup is a copy of everything; it belongs under a key of one's own.",
    fix="set kms_key_arn",
    names=Names(
        pci=("3.5.1",),
        soc2=("CC6.1",),
        hipaa=("164.312(a)(2)(iv)",),
        fsbp=("Backup.1",),
        checkov=("CKV_AWS_166",),
    ),
)
def vault_key(vault: Resource) -> Faults:
    yield from needs(vault, "kms_key_arn")
