"""A NAT instance alone in somebody's stack."""

import re
from typing import Any

import pytest
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway

from constructs_lib.foundation.errors import ConfigError
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.nat_instance import NatInstance
from constructs_lib.network.nat_instance_config import NatInstanceConfig
from tests.analysis.policies.cases import found
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized

ZONES = ("us-east-1b", "us-east-1a")


def instance(machine: NatInstanceConfig | None = None, *, zones: tuple[str, ...] = ZONES) -> Any:
    config = NetworkConfig(cidr="10.20.0.0/16", zones=zones, nat="instance", nat_instance=machine)
    return synthesized(
        lambda stack: NatInstance(
            stack,
            "nat",
            config,
            name="shop-nat",
            vpc_id="vpc-1",
            public_subnet_ids={"a": "subnet-a", "b": "subnet-b"},
            internet_access=(InternetGateway(stack, "gateway"),),
            topic_arn="arn:topic",
            tags={"Owner": "shop"},
        )
    )


def template(document: Any) -> Any:
    return resource(document, "aws_launch_template")


def test_one_machine_in_the_first_zone() -> None:
    group = resource(instance(), "aws_autoscaling_group")

    assert (group["min_size"], group["max_size"], group["desired_capacity"]) == (1, 1, 1)
    # with an interface of its own in the template, AWS takes a zone and refuses a subnet
    assert (group["availability_zones"], "vpc_zone_identifier" in group) == (["us-east-1a"], False)


def test_address_and_interface_outlive_the_machine() -> None:
    document = instance()
    interface, address = resource(document, "aws_network_interface"), resource(document, "aws_eip")
    (attached,) = template(document)["network_interfaces"]

    assert (interface["subnet_id"], interface["source_dest_check"]) == ("subnet-a", False)
    assert address["network_interface"] == f"${{aws_network_interface.nat_interface_{suffix(document)}.id}}"
    assert attached == {
        "device_index": 0,
        "network_interface_id": address["network_interface"],
        "delete_on_termination": "false",
    }


def suffix(document: Any) -> str:
    (name,) = document["resource"]["aws_network_interface"]
    return name.rpartition("_")[2]


def test_the_old_machine_goes_before_the_new_one_comes() -> None:
    """It has the only interface: a second one beside it could not start."""
    group = resource(instance(), "aws_autoscaling_group")

    assert group["instance_maintenance_policy"] == {"min_healthy_percentage": 0, "max_healthy_percentage": 100}
    assert group["instance_refresh"] == {"strategy": "Rolling", "preferences": {"min_healthy_percentage": 0}}
    assert group["max_instance_lifetime"] == 604_800


def test_a_changed_template_is_a_changed_machine() -> None:
    group = resource(instance(), "aws_autoscaling_group")

    assert re.fullmatch(r"\$\{aws_launch_template\.\w+\.latest_version\}", group["launch_template"]["version"])


def test_it_is_hardened() -> None:
    document = instance()
    body = template(document)
    (disk,) = body["block_device_mappings"]

    assert body["metadata_options"] == {
        "http_endpoint": "enabled",
        "http_tokens": "required",
        "http_put_response_hop_limit": 1,
    }
    assert (disk["ebs"]["encrypted"], disk["ebs"]["volume_type"]) == ("true", "gp3")
    assert "key_name" not in body
    assert "iam_instance_profile" not in body
    assert "aws_iam_role" not in document["resource"]
    assert body["instance_initiated_shutdown_behavior"] == "terminate"


def test_only_private_subnets_reach_it() -> None:
    rules = resources(instance(), "aws_vpc_security_group_ingress_rule")

    assert {(rule["cidr_ipv4"], rule["ip_protocol"]) for rule in rules.values()} == {
        ("10.20.0.0/20", "-1"),
        ("10.20.16.0/20", "-1"),
    }


def test_it_starts_when_it_can_reach_what_it_fetches() -> None:
    document = instance()
    kinds = {name.partition(".")[0] for name in resource(document, "aws_autoscaling_group")["depends_on"]}

    assert kinds == {
        "aws_eip",
        "aws_internet_gateway",
        "aws_vpc_security_group_egress_rule",
        "aws_vpc_security_group_ingress_rule",
    }


def test_the_newest_image_unless_another_is_named() -> None:
    named = NatInstanceConfig(image_id="ami-0123456789abcdef0", instance_type="t4g.small")

    assert template(instance())["image_id"].startswith("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-")
    assert (template(instance(named))["image_id"], template(instance(named))["instance_type"]) == (
        "ami-0123456789abcdef0",
        "t4g.small",
    )


def test_tags_reach_what_the_group_starts() -> None:
    """The provider's default tags do not: https://github.com/hashicorp/terraform-provider-aws/issues/19204"""
    document = instance()
    group = resource(document, "aws_autoscaling_group")
    (volume,) = template(document)["tag_specifications"]

    assert {tag["key"]: (tag["value"], tag["propagate_at_launch"]) for tag in group["tag"]} == {
        "Name": ("shop-nat", True),
        "Owner": ("shop", True),
    }
    assert volume == {"resource_type": "volume", "tags": {"Name": "shop-nat", "Owner": "shop"}}


def test_session_manager_is_the_only_way_in_and_only_if_asked_for() -> None:
    document = instance(NatInstanceConfig(session_manager=True))
    allowed = statements(resource(document, "aws_iam_role_policy")["policy"])

    assert allowed.keys() == {"BeSeenBySystemsManager", "BeReachedBySessionManager"}
    assert allowed["BeSeenBySystemsManager"]["Action"] == "ssm:UpdateInstanceInformation"
    assert {each.partition(":")[0] for each in allowed["BeReachedBySessionManager"]["Action"]} == {"ssmmessages"}
    assert "iam_instance_profile" in template(document)
    assert findings(document) == []


@pytest.mark.parametrize("rule", ["security-group-open-egress", "iam-resource-wildcard"])
def test_policies_take_it_as_it_is(rule: str) -> None:
    """Whoever saves money with it shall not have to explain it."""
    assert found(rule, instance(NatInstanceConfig(session_manager=True))) == []


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/nat\.zones\[0\]: unknown zone in us-east-1"):
        instance(zones=("us-east-1x",))
