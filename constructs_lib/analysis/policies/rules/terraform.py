"""Terraform itself: where it works, as whom, and where it keeps what it knows."""

from typing import Final

from constructs_lib.analysis.policies.model import BACKEND, PROVIDER, Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, expect, rule

_SECRETS: Final = ("access_key", "secret_key", "token")


@rule(
    "provider-account",
    on=PROVIDER,
    why="With credentials of another account Terraform would build everything again, there.",
    fix="set allowed_account_ids",
    names=Names(pci=("6.5.3",), soc2=("CC8.1",)),
)
def account(provider: Resource) -> Faults:
    if not provider.raw("allowed_account_ids"):
        yield Fault(what="the provider takes any account")


@rule(
    "provider-region",
    on=PROVIDER,
    why="Without a region the caller's decides where things are built.",
    fix="set region",
    names=Names(soc2=("CC8.1",)),
)
def region(provider: Resource) -> Faults:
    if not provider.raw("region"):
        yield Fault(what="the provider takes any region")


@rule(
    "provider-secrets",
    on=(PROVIDER, BACKEND),
    why="Keys in a file are in the repository, the output folder and every plan.",
    fix="take a role, or let the environment say who you are",
    names=Names(pci=("8.6.2",), soc2=("CC6.1",), checkov=("CKV_AWS_41",)),
)
def secrets(block: Resource) -> Faults:
    for each in _SECRETS:
        if block.raw(each) is not None:
            yield Fault(what=f"{each} is written down")


@rule(
    "state-safe",
    on=BACKEND,
    why="The state holds every attribute, secrets among them, and two writers destroy it.",
    fix="set encrypt and use_lockfile to true",
    names=Names(pci=("3.5.1",), soc2=("CC6.1", "CC8.1"), hipaa=("164.312(a)(2)(iv)",)),
)
def state_safe(backend: Resource) -> Faults:
    if backend.name == "s3":
        yield from expect(backend, "encrypt", True, default=False)
        if backend.raw("dynamodb_table") is None:
            yield from expect(backend, "use_lockfile", True, default=False)


# What loses data when it is destroyed and made again, and whose own protection is not enough.
@rule(
    "stateful-kept",
    on=("aws_s3_bucket", "aws_db_instance", "aws_rds_cluster", "aws_dynamodb_table", "aws_kms_key", "aws_vpc"),
    why="One wrong plan would destroy what holds data.",
    fix="set lifecycle.prevent_destroy to true",
    names=Names(pci=("10.3.3",), soc2=("A1.2",)),
)
def stateful_kept(resource: Resource) -> Faults:
    if not resource.on("lifecycle.prevent_destroy"):
        yield Fault(what="nothing keeps Terraform from destroying it")
