"""Judgements and rules as Markdown: for a pull request, and for the table auditors read."""

from collections.abc import Iterable, Mapping

from constructs_lib.analysis.policies.judge import Judgement
from constructs_lib.analysis.policies.report import counted
from constructs_lib.analysis.policies.rule import Rule

_COLUMNS = ("CIS", "PCI DSS", "SOC 2", "HIPAA", "FSBP", "AWS Config", "Checkov")


def markdown(judgement: Judgement, *, title: str = "Policies") -> str:
    """What is open, as a table; waived and accepted are counted only."""
    lines = [f"**{title}:** {counted(judgement) or 'nothing found'}"]
    if judgement.problems:
        lines += ["", *(f"- {_cell(problem.where)}: {_cell(problem.what)}" for problem in judgement.problems)]
    rows = [
        (each.rule.severity, f"`{each.rule.id}`", f"`{each.path}`", each.fault.what, each.fault.fix or each.rule.fix)
        for each in (*judgement.errors, *judgement.warnings)
    ]
    if rows:
        lines += ["", _row(("", "rule", "where", "what", "fix")), _row(("---",) * 5), *map(_row, rows)]
    return "\n".join(lines)


def catalogue(rules: Iterable[Rule], packs: Mapping[str, tuple[Rule, ...]], nothing: Mapping[str, str]) -> str:
    """Every rule, where it holds, and what others call it."""
    rules = sorted(rules, key=lambda each: each.id)
    lines = [
        "# Policies",
        "",
        f"The {len(rules)} rules that `cairn check`, `cairn plan` and `cairn deploy` judge synthesized Terraform by. Made by",
        "`cairn check --rules > docs/policies.md`; a test says when it is old.",
        "",
        "CIS: AWS Foundations Benchmark 5.0. PCI DSS: requirements of 4.0.1. SOC 2: trust services criteria. HIPAA: 45 CFR.",
        "FSBP: AWS Foundational Security Best Practices. AWS Config: what a `RecorderConfig` lets AWS look at while things",
        "run. An empty cell: they have no such rule, or it is not certain that they mean the same. A rule supports the",
        "requirement named; none fulfils one alone.",
        "",
        _row(("rule", "holds", "why", "fix", *_COLUMNS)),
        _row(("---",) * (4 + len(_COLUMNS))),
    ]
    for each in rules:
        where = " ".join(name for name, pack in packs.items() if each in pack)
        names = each.names
        others = (names.cis, names.pci, names.soc2, names.hipaa, names.fsbp, names.config, names.checkov)
        severity = "" if each.severity == "error" else f" ({each.severity})"
        lines.append(_row((f"`{each.id}`{severity}", where, each.why, each.fix, *map(" ".join, others))))
    lines += [
        "",
        "## Nothing to check",
        "",
        "Types of resources that stacks have and no rule looks at, and why.",
        "",
        _row(("type", "why")),
        _row(("---", "---")),
        *(_row((f"`{kind}`", why)) for kind, why in sorted(nothing.items())),
    ]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
