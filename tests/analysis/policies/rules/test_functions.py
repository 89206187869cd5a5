"""Rules about functions."""

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

FUNCTION, PERMISSION = "aws_lambda_function", "aws_lambda_permission"
EVENTS = "events.amazonaws.com"

CASES = (
    Case(
        rule="lambda-runtime",
        good=both(one(FUNCTION, runtime="python3.13"), one(FUNCTION, "image", package_type="Image")),
        bad=one(FUNCTION, runtime="python3.8"),
        says="runtime is python3.8",
    ),
    Case(rule="lambda-timeout", good=one(FUNCTION), bad=one(FUNCTION, timeout=901), says="got      901 s"),
    Case(
        rule="lambda-tracing",
        good=one(FUNCTION, tracing_config={"mode": "Active"}),
        bad=one(FUNCTION),
        says="tracing_config.mode is not set",
    ),
    Case(
        rule="lambda-concurrency",
        good=one(FUNCTION, reserved_concurrent_executions=2),
        bad=one(FUNCTION),
        says="reserved_concurrent_executions is missing",
    ),
    Case(
        rule="lambda-secrets",
        good=one(
            FUNCTION, environment={"variables": {"DB_SECRET": "arn:aws:x", "API_KEY": "${aws_x.y.z}", "LEVEL": "1"}}
        ),
        bad=one(FUNCTION, environment=[{"variables": {"DB_PASSWORD": "hunter2"}}]),
        says="got      DB_PASSWORD",
    ),
    Case(
        rule="lambda-permission",
        good=one(PERMISSION, principal=EVENTS, source_arn="arn"),
        bad=one(PERMISSION, principal=EVENTS),
        says="on behalf of anybody",
    ),
    Case(
        rule="lambda-permission",
        good=one(PERMISSION, principal="*", principal_org_id="o-1"),
        bad=one(PERMISSION, principal="*", source_account="1"),
        says="everybody may call",
    ),
    Case(
        rule="lambda-permission",
        good=one(PERMISSION, principal=EVENTS, source_arn="arn:aws:events:x"),
        bad=one(PERMISSION, principal="*"),
        says="everybody may call",
    ),
    Case(
        rule="lambda-variables-key",
        good=both(
            one(FUNCTION, environment={"variables": {"LEVEL": "info"}}, kms_key_arn="arn:aws:kms:x"),
            one(FUNCTION, "plain", timeout=3),
        ),
        bad=one(FUNCTION, environment={"variables": {"LEVEL": "info"}}),
        says="kms_key_arn is missing",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
