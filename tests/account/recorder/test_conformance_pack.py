"""A conformance pack alone in somebody's stack."""

import json

from cdktf_cdktf_provider_aws.sns_topic import SnsTopic

from constructs_lib.account.recorder.conformance_pack import ConformancePack
from constructs_lib.account.recorder.plan import template
from constructs_lib.foundation.managed_rules import MANAGED_RULES
from tests.synthesis import resource, synthesized


def test_holds_the_rules_of_its_standard_after_the_recorder() -> None:
    document = synthesized(
        lambda stack: ConformancePack(
            stack,
            "pack",
            standard="cis",
            rules=MANAGED_RULES,
            name="shop-cis",
            after=[SnsTopic(stack, "first", name="first")],
        )
    )
    pack = resource(document, "aws_config_conformance_pack")

    assert pack["name"] == "shop-cis"
    assert pack["depends_on"] == ["aws_sns_topic.first"]
    assert json.loads(pack["template_body"]) == json.loads(template("cis", MANAGED_RULES))
