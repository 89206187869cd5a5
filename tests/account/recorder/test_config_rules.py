"""Rules alone in somebody's stack."""

import json

from cdktf_cdktf_provider_aws.sns_topic import SnsTopic

from constructs_lib.account.recorder.config_rules import ConfigRules
from constructs_lib.foundation.managed_rules import MANAGED_RULES
from tests.synthesis import resources, synthesized

RULE = "aws_config_config_rule"
TWO = tuple(each for each in MANAGED_RULES if each.policy in ("s3-versioning", "certificate-renewal"))


def test_each_is_awss_own_under_our_name() -> None:
    rules = resources(synthesized(lambda stack: ConfigRules(stack, "rules", rules=TWO, name="shop")), RULE)

    assert {body["name"]: body["source"] for body in rules.values()} == {
        "shop-acm-certificate-expiration-check": {
            "owner": "AWS",
            "source_identifier": "ACM_CERTIFICATE_EXPIRATION_CHECK",
        },
        "shop-s3-bucket-versioning-enabled": {"owner": "AWS", "source_identifier": "S3_BUCKET_VERSIONING_ENABLED"},
    }
    assert sorted(rules) == ["rules_acm-certificate-expiration-check", "rules_s3-bucket-versioning-enabled"]


def test_parameters_are_text_and_left_out_where_there_are_none() -> None:
    rules = resources(synthesized(lambda stack: ConfigRules(stack, "rules", rules=TWO, name="shop")), RULE)

    assert json.loads(rules["rules_acm-certificate-expiration-check"]["input_parameters"]) == {"daysToExpiration": "30"}
    assert "input_parameters" not in rules["rules_s3-bucket-versioning-enabled"]


def test_they_come_after_what_must_be_there_first() -> None:
    document = synthesized(
        lambda stack: ConfigRules(
            stack, "rules", rules=TWO, name="shop", after=[SnsTopic(stack, "first", name="first")]
        )
    )

    assert {tuple(body["depends_on"]) for body in resources(document, RULE).values()} == {("aws_sns_topic.first",)}
