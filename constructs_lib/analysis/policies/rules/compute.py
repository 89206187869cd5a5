"""Instances and images."""

import re
from base64 import b64decode
from typing import Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, expect, rule

INSTANCES: Final = ("aws_instance", "aws_launch_template")


@rule(
    "instance-metadata",
    on=INSTANCES,
    why="Version 1 of the metadata service hands the role's keys to any request a program can be talked into.",
    fix="set metadata_options.http_tokens to required",
    names=Names(
        cis=("5.7",),
        pci=("2.2.6",),
        soc2=("CC6.1",),
        fsbp=("EC2.8", "EC2.170"),
        checkov=("CKV_AWS_79",),
    ),
)
def metadata(instance: Resource) -> Faults:
    yield from expect(instance, "metadata_options.http_tokens", "required")


@rule(
    "instance-metadata-hops",
    on=INSTANCES,
    why="With more than one hop a container on the machine gets the keys of the machine's role.",
    fix="set metadata_options.http_put_response_hop_limit to 1",
    names=Names(pci=("2.2.6",), soc2=("CC6.1",), checkov=("CKV_AWS_341",)),
)
def metadata_hops(instance: Resource) -> Faults:
    hops = instance.number("metadata_options.http_put_response_hop_limit", 1)
    if hops > 1:
        yield Fault(what="metadata travels on from the machine", got=f"{hops:g} hops", allowed="1")


@rule(
    "instance-user-data",
    on=INSTANCES,
    why="Whoever may look at the machine, or is on it, reads its user data; so does the state.",
    fix="keep it in Secrets Manager, and let the machine's role read it",
    names=Names(pci=("8.6.2",), soc2=("CC6.1",), checkov=("CKV_AWS_46",)),
)
def user_data(instance: Resource) -> Faults:
    for path in ("user_data", "user_data_base64"):
        text = str(instance.raw(path) or "")
        if any(_SECRET.search(each) for each in (text, _decoded(text))):
            yield Fault(what=f"{path} holds a secret")


_SECRET: Final = re.compile(r"\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----")


def _decoded(text: str) -> str:
    try:
        return b64decode(text, validate=True).decode()
    except ValueError:
        return ""


@rule(
    "instance-disk-encryption",
    on=INSTANCES,
    why="A disk, or a snapshot of it, is readable by whoever gets it.",
    fix="set encrypted to true on every block device",
    names=Names(
        cis=("5.1.1",),
        pci=("3.5.1",),
        soc2=("CC6.1",),
        hipaa=("164.312(a)(2)(iv)",),
        fsbp=("EC2.3", "EC2.181"),
        checkov=("CKV_AWS_8",),
    ),
)
def disk_encryption(instance: Resource) -> Faults:
    if instance.type == "aws_launch_template":
        disks = [(each, "ebs.encrypted") for each in instance.blocks("block_device_mappings")]
        disks = [(each, path) for each, path in disks if each.raw("ebs") is not None]
    else:
        disks = [(each, "encrypted") for each in instance.blocks("root_block_device")]
        disks += [(each, "encrypted") for each in instance.blocks("ebs_block_device")]
        if not instance.blocks("root_block_device"):
            yield Fault(what="the root disk's encryption is not set")
    for disk, path in disks:
        yield from expect(disk, path, True, default=False)


@rule(
    "volume-encryption",
    on=("aws_ebs_volume", "aws_efs_file_system"),
    why="A disk, or a snapshot of it, is readable by whoever gets it.",
    fix="set encrypted to true",
    names=Names(
        pci=("3.5.1",),
        soc2=("CC6.1",),
        hipaa=("164.312(a)(2)(iv)",),
        fsbp=("EC2.3", "EFS.1"),
        checkov=("CKV_AWS_3", "CKV_AWS_42"),
    ),
)
def volume_encryption(volume: Resource) -> Faults:
    yield from expect(volume, "encrypted", True, default=False)


@rule(
    "registry-images",
    on="aws_ecr_repository",
    why="An image that can be changed under its tag is not the one that was tested.",
    fix="set image_tag_mutability to IMMUTABLE and image_scanning_configuration.scan_on_push to true",
    names=Names(
        pci=("6.3.1",),
        soc2=("CC7.1", "CC8.1"),
        fsbp=("ECR.1", "ECR.2"),
        checkov=("CKV_AWS_51", "CKV_AWS_163"),
    ),
)
def registry_images(repository: Resource) -> Faults:
    yield from expect(repository, "image_tag_mutability", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION")
    yield from expect(repository, "image_scanning_configuration.scan_on_push", True, default=False)
