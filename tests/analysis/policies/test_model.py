"""Resources, what refers to what, and plans."""

from typing import Any

import pytest

from constructs_lib.analysis.policies.blocks import NotKnown
from constructs_lib.analysis.policies.model import Estate, Stack, planned_values
from tests.analysis.policies.cases import both, one

BUCKET = one("aws_s3_bucket", bucket="here")


def stack(document: Any) -> Stack:
    return Estate({"stack": document}).stacks["stack"]


def parameter(value: str) -> Any:
    """A stack that publishes a value."""
    return one("aws_ssm_parameter", "published", name="/cairn/topic", insecure_value=value)


READER = {
    "data": {"aws_ssm_parameter": {"read": {"name": "/cairn/topic"}}},
    "resource": {"aws_x": {"reader": {"topic": "${data.aws_ssm_parameter.read.insecure_value}"}}},
}


def test_a_resource_says_where_its_construct_is() -> None:
    metadata = {"metadata": {"path": "stack/bucket/Default"}}

    assert (
        stack({"resource": {"aws_s3_bucket": {"this": {"//": metadata}}}}).of("aws_s3_bucket")[0].path
        == "stack/bucket/Default"
    )
    assert stack(BUCKET).of("aws_s3_bucket")[0].path == "stack/aws_s3_bucket.this"


def test_a_resource_may_be_a_list_of_one() -> None:
    assert stack({"resource": {"aws_vpc": {"this": [{"cidr_block": "x"}]}}}).of("aws_vpc")[0].raw("cidr_block") == "x"


def test_those_that_belong_to_it_by_reference_through_others_or_by_name() -> None:
    found = stack(
        both(
            BUCKET,
            one("aws_s3_bucket", "other", bucket="there"),
            one("aws_s3_bucket_policy", bucket="${aws_s3_bucket.this.id}"),
            one("aws_s3_bucket_logging", "direct", bucket="${aws_s3_bucket.this.bucket}"),
            one("aws_s3_bucket_logging", "through", bucket="${aws_s3_bucket_policy.this.bucket}"),
            one("aws_s3_bucket_logging", "named", bucket="here"),
            one("aws_s3_bucket_logging", "else", bucket="${aws_s3_bucket.other.id}"),
        )
    )

    users = found.resources["aws_s3_bucket.this"].users("aws_s3_bucket_logging", "bucket")

    assert [each.name for each in users] == ["direct", "through", "named"]


def test_a_reference_in_a_circle_ends() -> None:
    circle = both(one("aws_a", "x", k="${aws_a.y.k}"), one("aws_a", "y", k="${aws_a.x.k}"))

    assert stack(circle).resources["aws_a.x"].target("k") is None


def test_what_is_read_from_another_stack_leads_there() -> None:
    estate = Estate({"one": both(one("aws_sns_topic"), parameter("${aws_sns_topic.this.arn}")), "two": READER})

    target = estate.stacks["two"].resources["aws_x.reader"].target("topic")

    assert target is not None
    assert (target.stack.id, target.address) == ("one", "aws_sns_topic.this")


def test_what_leads_out_of_sight_is_not_known() -> None:
    with pytest.raises(NotKnown):
        stack(READER).resources["aws_x.reader"].target("topic")
    with pytest.raises(NotKnown):
        stack(one("aws_x", a="${aws_gone.x.id}")).resources["aws_x.this"].target("a")
    with pytest.raises(NotKnown):
        stack(one("aws_x", a="${var.x}")).resources["aws_x.this"].target("a")


def test_plain_text_leads_nowhere() -> None:
    assert stack(one("aws_x", a="b")).resources["aws_x.this"].target("a") is None


def test_a_resource_is_in_the_region_of_its_provider() -> None:
    providers = {"provider": {"aws": [{"region": "us-east-1"}, {"alias": "far", "region": "us-west-2"}]}}
    found = stack(both(providers, one("aws_x"), one("aws_x", "far", provider="aws.far")))

    assert [found.resources[f"aws_x.{name}"].region for name in ("this", "far")] == ["us-east-1", "us-west-2"]
    assert stack(one("aws_x")).resources["aws_x.this"].region == ""


def test_a_stack_cairn_did_not_make_says_nothing_of_itself() -> None:
    found = stack(BUCKET)

    assert (found.environment, found.protected, dict(found.tags)) == ("", False, {})


def test_a_plan_is_read_by_address() -> None:
    entries = [
        {"address": "aws_x.this", "mode": "managed", "values": {"a": 1}},
        {"address": "data.aws_x.read", "mode": "data", "values": {"a": 2}},
    ]
    plan = {"planned_values": {"root_module": {"resources": entries}}}

    assert planned_values(plan) == {"aws_x.this": {"a": 1}}
    assert Estate({"s": one("aws_x", a="${x.y.z}")}, {"s": plan}).stacks["s"].resources["aws_x.this"].get("a") == 1
