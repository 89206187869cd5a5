"""Every policy document of a synthesized stack, judged by parliament."""

import json
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

with warnings.catch_warnings():
    # it asks the deprecated pkg_resources for its data, and never closes the two files it reads
    warnings.simplefilter("ignore")
    from parliament import analyze_policy_string  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

_POLICY_ATTRIBUTES = ("policy", "assume_role_policy", "inline_policy")
_REFERENCE = re.compile(r"\$\{(aws_\w+)\.[^}]+\}")
# What another stack publishes, and the kind of thing its field's name says it is.
_READ = re.compile(
    r"\$\{data\.aws_ssm_parameter\.[\w-]*?(bucket|key|log-group|queue|secret|table|topic)-arn_\w+\.insecure_value\}"
)
_READ_KINDS = {
    "bucket": "aws_s3_bucket",
    "key": "aws_kms_key",
    "log-group": "aws_cloudwatch_log_group",
    "queue": "aws_sqs_queue",
    "secret": "aws_secretsmanager_secret",
    "table": "aws_dynamodb_table",
    "topic": "aws_sns_topic",
}
# What a reference will be, as far as the linter looks: the kind of resource an action is for.
_STAND_INS = {
    "aws_s3_bucket": "arn:aws:s3:::stand-in",
    "aws_sns_topic": "arn:aws:sns:us-east-1:111111111111:stand-in",
    "aws_sqs_queue": "arn:aws:sqs:us-east-1:111111111111:stand-in",
    "aws_dynamodb_table": "arn:aws:dynamodb:us-east-1:111111111111:table/stand-in",
    "aws_secretsmanager_secret": "arn:aws:secretsmanager:us-east-1:111111111111:secret:stand-in-000000",
    # the secret of its master, which is what policies say of an instance
    "aws_db_instance": "arn:aws:secretsmanager:us-east-1:111111111111:secret:stand-in-000000",
    "aws_cloudwatch_log_group": "arn:aws:logs:us-east-1:111111111111:log-group:stand-in",
    "aws_lambda_function": "arn:aws:lambda:us-east-1:111111111111:function:stand-in",
    "aws_kms_key": "arn:aws:kms:us-east-1:111111111111:key/00000000-0000-0000-0000-000000000000",
}
_USUAL_IN_KEY_POLICIES = frozenset(
    {
        # `*` is the key the policy is attached to, and there is no other way to write it
        "RESOURCE_STAR",
        "RESOURCE_MISMATCH",
        # an encryption context has any key, and AWS's own policies compare it by ArnLike; the linter knows neither
        # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
        "MISMATCHED_TYPE",
        "UNKNOWN_CONDITION_FOR_ACTION",
    }
)

# Lambda adds it to every call that a function's code makes, whatever the service; the linter looks in the service's list.
# https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html#permissions-executionrole-source-function-arn
_IN_EVERY_CALL_OF_A_FUNCTION = "lambda:SourceFunctionArn"


def findings(document: Mapping[str, Any]) -> list[str]:
    """What parliament has to say about the policies of a synthesized stack."""
    return [
        f"{address}: {issue}"
        for address, kind, text in _policies(document)
        for issue in sorted(issues(_judged(_REFERENCE.sub(_stand_in, _READ.sub(_published, text)))))
        if not (kind == "aws_kms_key" and issue in _USUAL_IN_KEY_POLICIES)
    ]


def issues(policy: str) -> set[str]:
    """The kinds of findings in one document."""
    analysed: Any = analyze_policy_string(policy)  # pyright: ignore[reportUnknownVariableType]
    return {str(finding.issue) for finding in analysed.findings}


def _policies(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for kind, named in document.get("resource", {}).items():
        for name, body in named.items():
            for attribute in _POLICY_ATTRIBUTES:
                text = body.get(attribute)
                if isinstance(text, str) and "Statement" in json.loads(text):
                    yield f"{kind}.{name}", kind, _of_a_role(text) if attribute == "assume_role_policy" else text


def _published(read: re.Match[str]) -> str:
    return _STAND_INS[_READ_KINDS[read[1]]]


def _judged(text: str) -> str:
    """A policy without the conditions that fit every action."""
    document = json.loads(text)
    for statement in document["Statement"]:
        kept = {
            operator: {key: value for key, value in tests.items() if key != _IN_EVERY_CALL_OF_A_FUNCTION}
            for operator, tests in statement.get("Condition", {}).items()
        }
        statement["Condition"] = {operator: tests for operator, tests in kept.items() if tests}
    return json.dumps(document)


def _of_a_role(trust: str) -> str:
    """A trust document with the role it belongs to, which AWS leaves out and the linter looks for."""
    document = json.loads(trust)
    role = "arn:aws:iam::111111111111:role/stand-in"
    return json.dumps({**document, "Statement": [{**each, "Resource": role} for each in document["Statement"]]})


def _stand_in(reference: re.Match[str]) -> str:
    return _STAND_INS.get(reference[1], "arn:aws:iam::111111111111:role/stand-in")
