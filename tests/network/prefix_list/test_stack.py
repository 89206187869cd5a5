"""The stack of a prefix list: what it makes and tells."""

from constructs_lib.network.prefix_list.config import PrefixListConfig
from constructs_lib.network.prefix_list.stack import PrefixListStack
from tests.placements import VIRGINIA
from tests.synthesis import resource, synthesized_stack

CONFIG = PrefixListConfig(component="offices", entries={"203.0.113.0/24": "Oslo"})


def test_is_called_after_its_place_and_tells_what_rules_name() -> None:
    stack, document = synthesized_stack(lambda app: PrefixListStack(app, VIRGINIA, CONFIG))

    assert stack.stack_id == "test-us-east-1-prefix-list-offices"
    assert resource(document, "aws_ec2_managed_prefix_list")["name"] == "test-use1-prefix-list-offices"
    assert document["output"]["OfficesPrefixListId"]["value"] == "${aws_ec2_managed_prefix_list.prefix-list.id}"
    assert stack.reads == []
