"""Lambda functions, and who may call them."""

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from constructs_lib.analysis.policies.blocks import is_expression
from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, expect, needs, rule

FUNCTION: Final = "aws_lambda_function"
_LONGEST_SECONDS: Final = 900
# Runtimes that still get fixes: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
_CURRENT: Final = frozenset(
    {
        "python3.11",
        "python3.12",
        "python3.13",
        "nodejs20.x",
        "nodejs22.x",
        "java17",
        "java21",
        "dotnet8",
        "ruby3.3",
        "ruby3.4",
        "provided.al2023",
    }
)
SECRET_NAME: Final = re.compile(r"(PASSWORD|PASSWD|SECRET|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|TOKEN)$", re.IGNORECASE)
"""What environment variables with secrets in them are called."""


def secret_variables(variables: Mapping[str, Any]) -> tuple[str, ...]:
    """The variables that look as if a secret were written into them; a reference to one is fine."""
    return tuple(
        name
        for name, value in variables.items()
        if SECRET_NAME.search(name) and not is_expression(value) and not str(value).startswith(("arn:", "/"))
    )


@rule(
    "lambda-runtime",
    on=FUNCTION,
    why="A runtime that is no longer supported gets no fixes, and cannot be updated one day.",
    fix="use a current runtime",
    names=Names(pci=("6.3.3",), soc2=("CC7.1",), fsbp=("Lambda.2",), checkov=("CKV_AWS_363",)),
)
def runtime(function: Resource) -> Faults:
    if function.get("package_type", "Zip") == "Zip":
        yield from expect(function, "runtime", *sorted(_CURRENT))


@rule(
    "lambda-timeout",
    on=FUNCTION,
    why="AWS stops every function after 15 minutes and refuses a longer timeout.",
    fix="set timeout to 900 or less",
)
def timeout(function: Resource) -> Faults:
    seconds = function.number("timeout", 3)
    if not 1 <= seconds <= _LONGEST_SECONDS:
        yield Fault(what="timeout is out of range", got=f"{seconds:g} s", allowed="1 to 900 s")


@rule(
    "lambda-tracing",
    on=FUNCTION,
    why="Without traces nobody sees where the time of a request goes.",
    fix="set tracing_config.mode to Active",
    names=Names(soc2=("CC7.2",), checkov=("CKV_AWS_50",)),
)
def tracing(function: Resource) -> Faults:
    yield from expect(function, "tracing_config.mode", "Active")


@rule(
    "lambda-concurrency",
    on=FUNCTION,
    why="A function without a limit can take all of the account's concurrency from the others.",
    fix="set reserved_concurrent_executions",
    names=Names(soc2=("A1.1",), checkov=("CKV_AWS_115",)),
)
def concurrency(function: Resource) -> Faults:
    yield from needs(function, "reserved_concurrent_executions")


@rule(
    "lambda-secrets",
    on=FUNCTION,
    why="Environment variables are shown to whoever may look at the function, and are in the state.",
    fix="keep it in Secrets Manager and give its ARN",
    names=Names(pci=("8.6.2",), soc2=("CC6.1",), checkov=("CKV_AWS_45",)),
)
def secrets(function: Resource) -> Faults:
    for name in secret_variables(cast("Mapping[str, Any]", function.raw("environment.variables") or {})):
        yield Fault(what="an environment variable holds a secret", got=name)


@rule(
    "lambda-variables-key",
    on=FUNCTION,
    why="With a key of your own, reading a function's variables takes more than the right to look at functions.",
    fix="set kms_key_arn, or leave environment out",
    names=Names(pci=("3.5.1",), soc2=("CC6.1",), hipaa=("164.312(a)(2)(iv)",), checkov=("CKV_AWS_173",)),
)
def variables_key(function: Resource) -> Faults:
    if function.raw("environment.variables"):
        yield from needs(function, "kms_key_arn")


@rule(
    "lambda-permission",
    on="aws_lambda_permission",
    why="A service calls for whoever asks it; without its source, anybody's.",
    fix="set source_arn or source_account; name no principal *",
    names=Names(
        pci=("7.2.5",),
        soc2=("CC6.1",),
        hipaa=("164.312(a)(1)",),
        fsbp=("Lambda.1",),
        checkov=("CKV_AWS_301", "CKV_AWS_364"),
    ),
)
def permission(each: Resource) -> Faults:
    principal = str(each.raw("principal") or "")
    sourced = any(each.raw(path) is not None for path in ("source_arn", "source_account", "principal_org_id"))
    if principal == "*" and each.raw("principal_org_id") is None:
        yield Fault(what="everybody may call the function")
    elif principal.endswith(".amazonaws.com") and not sourced:
        yield Fault(what="a service may call the function on behalf of anybody", got=principal)
