"""SARIF, held to what its schema demands."""

import json

from constructs_lib.analysis.policies.judge import Judgement
from constructs_lib.analysis.policies.sarif import SCHEMA, sarif
from tests.analysis.policies.findings import EVERYTHING

LEVELS = {"none", "note", "warning", "error"}


def test_the_required_shape() -> None:
    """What sarif-schema-2.1.0.json lists under `required`, and what a code host needs beyond it."""
    log = json.loads(json.dumps(sarif(EVERYTHING, version="1.2")))

    assert (log["version"], log["$schema"]) == ("2.1.0", SCHEMA)
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "cairn"
    rules = run["tool"]["driver"]["rules"]
    assert len({each["id"] for each in rules}) == len(rules)
    for each in rules:
        assert each["shortDescription"]["text"]
        assert each["help"]["text"]
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in LEVELS
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        location = result["locations"][0]["physicalLocation"]
        assert not location["artifactLocation"]["uri"].startswith("/")
        assert location["region"]["startLine"] >= 1
    for invocation in run["invocations"]:
        assert isinstance(invocation["executionSuccessful"], bool)


def test_a_finding_leads_to_its_construct() -> None:
    result = sarif(EVERYTHING, version="1")["runs"][0]["results"][0]

    assert result["locations"][0]["logicalLocations"] == [
        {"fullyQualifiedName": "stack/db/Default", "kind": "resource"}
    ]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "cdktf.out/stacks/stack/cdk.tf.json"


def test_what_is_waived_or_accepted_is_suppressed_and_says_why() -> None:
    results = sarif(EVERYTHING, version="1")["runs"][0]["results"]

    assert [each.get("suppressions", [{}])[0].get("justification") for each in results] == [
        None,
        None,
        "objects here are written once & never changed",
        "accepted by the baseline",
    ]


def test_nothing_found_is_a_log_too() -> None:
    assert sarif(Judgement(), version="1")["runs"][0]["results"] == []
