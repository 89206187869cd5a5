"""A judgement as SARIF 2.1.0, which code hosts show beside the change.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from typing import Any, Final

from constructs_lib.analysis.policies.judge import Finding, Judgement

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning"}


def sarif(judgement: Judgement, *, version: str, tool: str = "cairn", folder: str = "cdktf.out") -> dict[str, Any]:
    """The log of one run. `folder` is where the judged files are, seen from the repository.

    A code host keeps the last log of each tool.
    """
    rules = {finding.rule.id: finding.rule for finding in judgement.findings}
    order = sorted(rules)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": tool,
                        "version": version,
                        "rules": [
                            {
                                "id": id_,
                                "shortDescription": {"text": rules[id_].why},
                                "help": {"text": rules[id_].fix},
                                "defaultConfiguration": {"level": _LEVELS[rules[id_].severity]},
                            }
                            for id_ in order
                        ],
                    }
                },
                "results": [_result(finding, order.index(finding.rule.id), folder) for finding in judgement.findings],
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "toolExecutionNotifications": [
                            {"level": "error", "message": {"text": str(problem)}} for problem in judgement.problems
                        ],
                    }
                ],
            }
        ],
    }


def _result(finding: Finding, index: int, folder: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": index,
        "level": _LEVELS[finding.rule.severity],
        "message": {"text": str(finding.problem())},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": f"{folder}/stacks/{finding.stack_id}/cdk.tf.json"},
                    # a code host shows nothing without a line; the construct's path is what leads to the code
                    "region": {"startLine": 1},
                },
                "logicalLocations": [{"fullyQualifiedName": finding.path, "kind": "resource"}],
            }
        ],
        # the same finding stays the same one while its text changes
        "partialFingerprints": {"cairn/v1": finding.key},
    }
    if finding.state != "open":
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.reason}]
    return result
