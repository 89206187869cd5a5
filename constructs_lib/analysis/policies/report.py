"""A judgement for people and for machines."""

from collections.abc import Mapping
from typing import Any

from constructs_lib.analysis.policies.judge import Finding, Judgement


def told(judgement: Judgement) -> str:
    """Everything that is open, errors first, as one reads it on a terminal."""
    lines = [str(problem) for problem in judgement.problems]
    lines += [f"error: {finding.problem()}" for finding in judgement.errors]
    lines += [f"warning: {finding.problem()}" for finding in judgement.warnings]
    return "\n".join(lines)


def counted(judgement: Judgement) -> str:
    """How many of each, in one line; empty when there is nothing to say."""
    counts = {
        "error": len(judgement.errors),
        "warning": len(judgement.warnings),
        "mistake in waivers": len(judgement.problems),
        "waived": sum(finding.state == "waived" for finding in judgement.findings),
        "explained": sum(finding.state == "explained" for finding in judgement.findings),
        "accepted by the baseline": sum(finding.state == "accepted" for finding in judgement.findings),
        "known only from a plan": len(judgement.unknown),
    }
    plural = {"error": "errors", "warning": "warnings", "mistake in waivers": "mistakes in waivers"}
    return ", ".join(
        f"{count} {plural.get(what, what) if count != 1 else what}" for what, count in counts.items() if count
    )


def as_data(judgement: Judgement) -> dict[str, Any]:
    """The same for machines."""
    return {
        "judged": judgement.judged,
        "findings": [_finding(finding) for finding in judgement.findings],
        "unknown": [
            {"rule": each.rule.id, "stack": each.stack_id, "address": each.address, "attribute": each.attribute}
            for each in judgement.unknown
        ],
        "problems": [str(problem) for problem in judgement.problems],
    }


def _finding(finding: Finding) -> Mapping[str, Any]:
    return {
        "rule": finding.rule.id,
        "severity": finding.rule.severity,
        "state": finding.state,
        "stack": finding.stack_id,
        "path": finding.path,
        "address": finding.address,
        "what": finding.fault.what,
        "got": finding.fault.got,
        "allowed": finding.fault.allowed,
        "fix": finding.fault.fix or finding.rule.fix,
        "reason": finding.reason,
    }
