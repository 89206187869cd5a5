"""An aggregator alone in somebody's stack."""

import json
from typing import Any

from constructs_lib.account.recorder.aggregator import Aggregator
from constructs_lib.account.recorder.config import AggregatorConfig
from tests.synthesis import resource, resources, synthesized

KIND = "aws_config_configuration_aggregator"


def aggregator(**settings: Any) -> Any:
    return synthesized(
        lambda stack: Aggregator(
            stack, "aggregator", AggregatorConfig(**settings), name="shop", account_id="111111111111"
        )
    )


def test_collects_from_accounts_in_every_region() -> None:
    document = aggregator(accounts=("333333333333", "222222222222"))

    assert resource(document, KIND)["account_aggregation_source"] == {
        "account_ids": ["222222222222", "333333333333"],
        "all_regions": True,
    }
    assert resources(document, "aws_iam_role") == {}


def test_collects_from_some_regions() -> None:
    source = resource(aggregator(accounts=("222222222222",), regions=("us-west-2", "us-east-1")), KIND)[
        "account_aggregation_source"
    ]

    assert (source["all_regions"], source["regions"]) == (False, ["us-east-1", "us-west-2"])


def test_collects_from_the_organization_in_a_role_that_sees_its_accounts() -> None:
    document = aggregator()
    body = resource(document, KIND)
    policy = json.loads(resource(document, "aws_iam_role_policy")["policy"])

    assert body["organization_aggregation_source"]["role_arn"].startswith("${aws_iam_role.aggregator_role_")
    assert body["organization_aggregation_source"]["all_regions"] is True
    assert "account_aggregation_source" not in body
    assert {action.split(":")[0] for each in policy["Statement"] for action in each["Action"]} == {"organizations"}
    assert body["depends_on"][0].startswith("aws_iam_role_policy.")
