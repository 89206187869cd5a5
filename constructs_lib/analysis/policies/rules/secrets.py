"""Secrets and parameters."""

import re
from typing import Final

from constructs_lib.analysis.policies.blocks import is_expression
from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, at_least, needs, rule

SECRET: Final = "aws_secretsmanager_secret"  # noqa: S105  a type's name
_LONGEST_DAYS: Final = 90
_SOUNDS_SECRET: Final = re.compile(
    r"(passw(or)?d|secret|api[-_]?key|private[-_]?key|credential|token)(?!.*(arn|name))", re.IGNORECASE
)


@rule(
    "secret-key",
    on=SECRET,
    why="AWS's own key lets everybody of the account in whom IAM lets; one's own can say who.",
    fix="set kms_key_id",
    names=Names(pci=("3.6.1",), soc2=("CC6.1",), hipaa=("164.312(a)(2)(iv)",), checkov=("CKV_AWS_149",)),
)
def key(secret: Resource) -> Faults:
    yield from needs(secret, "kms_key_id")


@rule(
    "secret-rotation",
    on=SECRET,
    why="A password that leaked is good until it changes.",
    fix="add aws_secretsmanager_secret_rotation",
    names=Names(pci=("8.6.3",), soc2=("CC6.1",), fsbp=("SecretsManager.1",), checkov=("CKV2_AWS_57",)),
)
def rotation(secret: Resource) -> Faults:
    if not secret.users("aws_secretsmanager_secret_rotation", "secret_id"):
        yield Fault(what="the secret is never rotated")


@rule(
    "secret-rotation-period",
    on="aws_secretsmanager_secret_rotation",
    why="Three months is what auditors take as the longest.",
    fix="set rotation_rules.automatically_after_days to 90 or less",
    names=Names(pci=("8.6.3",), soc2=("CC6.1",), fsbp=("SecretsManager.4",), checkov=("CKV_AWS_304",)),
)
def rotation_period(each: Resource) -> Faults:
    days = each.number("rotation_rules.automatically_after_days", 0)
    if days > _LONGEST_DAYS or (days == 0 and each.raw("rotation_rules.schedule_expression") is None):
        yield Fault(what="rotation is too rare", got=f"{days:g} days", allowed="1 to 90 days")


@rule(
    "secret-recovery-window",
    on=SECRET,
    why="A deleted secret is gone; the window is the time to notice.",
    fix="set recovery_window_in_days to 7 or more",
    names=Names(soc2=("A1.2",)),
)
def recovery_window(secret: Resource) -> Faults:
    yield from at_least(secret, "recovery_window_in_days", 7, default=30, unit=" days")


@rule(
    "secret-in-state",
    on="aws_secretsmanager_secret_version",
    why="What Terraform is told is in the state, and in every copy of it, in the clear.",
    fix="use secret_string_wo, or let a rotation function make the first value",
    names=Names(pci=("8.6.2",), soc2=("CC6.1",)),
)
def in_state(version: Resource) -> Faults:
    for each in ("secret_string", "secret_binary"):
        if version.raw(each) is not None:
            yield Fault(what=f"{each} is written down")


@rule(
    "parameter-plain-secret",
    on="aws_ssm_parameter",
    why="A parameter of type String is readable by whoever may list parameters.",
    fix="keep it in Secrets Manager, and its ARN here",
    names=Names(pci=("8.6.2",), soc2=("CC6.1",), checkov=()),
)
def plain_secret(parameter: Resource) -> Faults:
    name = str(parameter.raw("name") or "").rpartition("/")[2]
    value = parameter.raw("insecure_value") or parameter.raw("value")
    if (
        _SOUNDS_SECRET.search(name)
        and parameter.get("type") != "SecureString"
        and value is not None
        and not is_expression(value)
        and not str(value).startswith("arn:")
    ):
        yield Fault(what="the parameter sounds like a secret and is plain text", got=name)
