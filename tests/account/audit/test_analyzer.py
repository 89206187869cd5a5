"""Access Analyzer alone in somebody's stack."""

from typing import Any

from constructs_lib.account.audit.analyzer import Analyzer
from constructs_lib.account.audit.config import AnalyzerConfig, ArchiveRuleConfig, FindingFilterConfig
from tests.synthesis import resource, resources, synthesized


def analyzer(**settings: Any) -> Any:
    return synthesized(lambda stack: Analyzer(stack, "analyzer", AnalyzerConfig(**settings), name="shop-analyzer"))


def test_looks_at_access_from_outside_and_at_nothing_that_costs() -> None:
    body = resource(analyzer(), "aws_accessanalyzer_analyzer")

    assert (body["analyzer_name"], body["type"]) == ("shop-analyzer", "ACCOUNT")


def test_what_nobody_uses_is_an_analyzer_of_its_own() -> None:
    document = analyzer(zone_of_trust="ORGANIZATION", unused_access_days=90)
    bodies = resources(document, "aws_accessanalyzer_analyzer")

    assert {name: body["type"] for name, body in bodies.items()} == {
        "analyzer": "ORGANIZATION",
        "analyzer_unused": "ORGANIZATION_UNUSED_ACCESS",
    }
    assert bodies["analyzer_unused"]["configuration"] == {"unused_access": {"unused_access_age": 90}}


def test_what_is_meant_is_archived() -> None:
    filters = (
        FindingFilterConfig(criterion="resourceType", eq=("AWS::IAM::Role",)),
        FindingFilterConfig(criterion="resource", contains=("role/reader",)),
        FindingFilterConfig(criterion="principal.AWS", neq=("*",)),
    )
    rule = ArchiveRuleConfig(reason="other accounts read contracts with it", filters=filters)
    body = resource(analyzer(archive_rules={"contracts": rule}), "aws_accessanalyzer_archive_rule")

    assert body["rule_name"] == "contracts"
    assert body["filter"] == [
        {"criteria": "resourceType", "eq": ["AWS::IAM::Role"]},
        {"criteria": "resource", "contains": ["role/reader"]},
        {"criteria": "principal.AWS", "neq": ["*"]},
    ]
