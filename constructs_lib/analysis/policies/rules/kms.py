"""Keys and their names."""

from typing import Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, at_least, expect, needs, rule

KEY: Final = "aws_kms_key"
_SYMMETRIC: Final = "SYMMETRIC_DEFAULT"


@rule(
    "kms-rotation",
    on=KEY,
    why="What one key has encrypted stays within a year of it.",
    fix="set enable_key_rotation to true",
    names=Names(
        cis=("3.6",),
        pci=("3.7.4",),
        soc2=("CC6.1",),
        hipaa=("164.312(a)(2)(iv)",),
        checkov=("CKV_AWS_7",),
    ),
)
def rotation(key: Resource) -> Faults:
    if key.get("customer_master_key_spec", _SYMMETRIC) == _SYMMETRIC and key.get("custom_key_store_id") is None:
        yield from expect(key, "enable_key_rotation", True, default=False)


@rule(
    "kms-policy",
    on=KEY,
    why="Without a policy of its own a key is usable by whoever IAM lets in the account.",
    fix="set policy: who administers the key, and who uses it through which service",
    names=Names(pci=("3.6.1",), soc2=("CC6.1",), checkov=("CKV2_AWS_64",)),
)
def policy(key: Resource) -> Faults:
    yield from needs(key, "policy")


@rule(
    "kms-deletion-window",
    on=KEY,
    why="A deleted key takes all it encrypted with it; the window is the time to notice.",
    fix="set deletion_window_in_days to 30",
    names=Names(pci=("3.7.5",), soc2=("A1.2",), fsbp=("KMS.3",)),
)
def deletion_window(key: Resource) -> Faults:
    yield from at_least(key, "deletion_window_in_days", 14, default=30, unit=" days")


@rule(
    "kms-enabled",
    on=KEY,
    why="What a disabled key encrypted cannot be read, and whatever uses it fails at once.",
    fix="set is_enabled to true, or delete the key with its window when nothing needs it",
    names=Names(soc2=("A1.2",), checkov=("CKV_AWS_227",)),
)
def enabled(key: Resource) -> Faults:
    yield from expect(key, "is_enabled", True, default=True)


@rule(
    "kms-alias-own",
    on="aws_kms_alias",
    why="alias/aws/ belongs to AWS, which refuses it at apply.",
    fix="choose another name below alias/",
)
def alias_own(alias: Resource) -> Faults:
    name = alias.get("name")
    if name is not None and name.startswith("alias/aws/"):
        yield Fault(what="the alias is one of AWS's own", got=name)
