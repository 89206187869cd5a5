from typing import Any

import pytest

from constructs_lib.analysis.terraform.estate import Estate, Place
from constructs_lib.analysis.terraform.values import Reference, Unknown

PRODUCER: dict[str, Any] = {
    "//": {"cairn": {"placement": {"environment": "dev", "region": "us-east-1"}}},
    "provider": {
        "aws": [
            {"region": "us-east-1", "allowed_account_ids": ["111111111111"]},
            {"alias": "west", "region": "us-west-2"},
        ]
    },
    "terraform": {"backend": {"local": {"path": "/somewhere/terraform.net.tfstate"}}},
    "variable": {"size": {"default": 8}},
    "locals": {"cidr": "10.0.0.0/16"},
    "resource": {
        "aws_vpc": {"main": {"cidr_block": "${local.cidr}", "//": {"metadata": {"path": "net/vpc/Default"}}}},
        "aws_subnet": {
            "a": {
                "vpc_id": "${aws_vpc.main.id}",
                "cidr_block": "${cidrsubnet(aws_vpc.main.cidr_block, var.size, 1)}",
                "provider": "aws.west",
            }
        },
        "aws_ssm_parameter": {
            "ids": {"name": "/net/ids", "insecure_value": "${jsonencode([aws_subnet.a.id])}"},
            "twice": {"name": "/net/twice", "value": "east"},
            "twice-west": {"name": "/net/twice", "value": "west", "provider": "aws.west"},
        },
        "aws_eip": {"gone": {"count": 0}},
    },
    "output": {"vpc": {"value": "${aws_vpc.main.id}"}},
}
READER: dict[str, Any] = {
    "provider": {"aws": {"region": "us-west-2"}},
    "data": {
        "aws_ssm_parameter": {
            "ids": {"name": "/net/ids"},
            "arn": {"name": "arn:aws:ssm:us-east-1:111111111111:parameter/net/ids"},
            "twice": {"name": "/net/twice"},
            "nobody": {"name": "/net/nobody"},
        },
        "terraform_remote_state": {
            "net": {"backend": "local", "config": {"path": "elsewhere/terraform.net.tfstate"}},
            "other": {"backend": "local", "config": {"path": "terraform.other.tfstate"}},
        },
        "aws_region": {"here": {}},
        "aws_vpc": {"looked-up": {"default": True}},
    },
}
ESTATE = Estate({"net": PRODUCER, "app": READER})


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("${jsondecode(data.aws_ssm_parameter.ids.insecure_value)}", [Reference("net/aws_subnet.a", "id")]),
        ("${element(jsondecode(data.aws_ssm_parameter.arn.value), 0)}", Reference("net/aws_subnet.a", "id")),
        ("${data.terraform_remote_state.net.outputs.vpc}", Reference("net/aws_vpc.main", "id")),
        ('${data.terraform_remote_state.net.outputs["vpc"]}', Reference("net/aws_vpc.main", "id")),
        ("${data.aws_region.here.name}", "us-west-2"),
        (["${data.aws_region.here.name}", {"a": 1}], ["us-west-2", {"a": 1}]),
    ],
)
def test_references_are_followed_between_stacks(raw: object, value: object) -> None:
    assert ESTATE.value("app", raw) == value


def test_of_two_writers_the_one_in_the_readers_region_counts() -> None:
    both = Estate({"net": PRODUCER, "app": READER | {"provider": {"aws": {"region": "us-west-2"}}}})

    assert both.value("app", "${data.aws_ssm_parameter.twice.value}") == "west"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("${data.aws_ssm_parameter.nobody.value}", "no stack here publishes /net/nobody"),
        ("${data.terraform_remote_state.other.outputs.vpc}", "no stack here has the state"),
        ("${data.aws_vpc.looked-up.id}", "is looked up in AWS"),
        ("${var.nothing}", "var.nothing is only known to Terraform"),
        ("${aws_vpc.none.id}", "app/aws_vpc.none is not in the JSON"),
    ],
)
def test_what_cannot_be_told_says_why(raw: str, why: str) -> None:
    value = ESTATE.value("app", raw)

    assert isinstance(value, Unknown)
    assert why in value.why


def test_a_block_knows_itself() -> None:
    vpc, subnet = ESTATE.at("net/aws_vpc.main"), ESTATE.at("net/aws_subnet.a")
    assert vpc
    assert subnet

    assert (vpc.path, subnet.path) == ("net/vpc", "net/aws_subnet.a")
    assert (vpc.place, subnet.place) == (Place("111111111111", "us-east-1"), Place("", "us-west-2"))
    assert (subnet.text("cidr_block"), subnet.items("none"), subnet.block("none")) == ("10.0.1.0/24", [], {})
    assert ESTATE.environment_of("net") == "dev"
    assert list(ESTATE.of("aws_eip")) == []


def test_what_aws_decides_can_be_stood_in_for() -> None:
    estate = Estate({"net": PRODUCER})
    estate.computed["aws_vpc", "ipv6_cidr_block"] = lambda block: f"of {block.name}"

    assert estate.value("net", "${aws_vpc.main.ipv6_cidr_block}") == "of main"
