"""Who is told of what breaks a rule."""

import json

from constructs_lib.account.recorder.broken_rules import BrokenRules
from tests.synthesis import resource, synthesized

TOPIC = "arn:aws:sns:us-east-1:111111111111:warning"


def test_a_sentence_when_something_stops_complying() -> None:
    document = synthesized(lambda stack: BrokenRules(stack, "broken-rules", name="shop-broken", topic_arn=TOPIC))
    pattern = json.loads(resource(document, "aws_cloudwatch_event_rule")["event_pattern"])
    target = resource(document, "aws_cloudwatch_event_target")

    assert pattern["source"] == ["aws.config"]
    assert pattern["detail"]["newEvaluationResult"] == {"complianceType": ["NON_COMPLIANT"]}
    assert target["arn"] == TOPIC
    words = target["input_transformer"]
    # EventBridge wants text in quotes, and every word it is to fill in among the paths
    assert json.loads(words["input_template"]).startswith("<type> <id> breaks <rule>")
    assert {word for word in words["input_paths"] if f"<{word}>" in words["input_template"]} == set(
        words["input_paths"]
    )
