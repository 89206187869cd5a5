"""Adding up, and saying what it rests on."""

import json
from dataclasses import asdict

import pytest

from constructs_lib.analysis.cost.estimate import Assumed, Unknown
from constructs_lib.analysis.cost.evidence import EC2_ECS
from constructs_lib.analysis.cost.price_table import AS_OF
from constructs_lib.foundation.usage import Usage
from tests.analysis.cost.stacks import NAT, NETWORK, SERVICE, TASKS, dev, document

TASK = 730 * (0.04048 + 2 * 0.004445)


def test_a_resource_is_its_lines() -> None:
    (nat,) = dev({NETWORK: document(NAT)}).stacks[NETWORK].resources
    hours, through = nat.lines

    assert (nat.address, nat.region, nat.usd) == ("aws_nat_gateway.a", "us-east-1", 37.35)
    assert (hours.quantity, hours.usd_each, hours.usd, hours.assumption) == (730, 0.045, 32.85, "")
    assert (through.quantity, through.unit, through.usd, through.assumption) == (100, "GB", 4.5, "nat_gb")
    assert {line.page for line in nat.lines} == {"https://aws.amazon.com/vpc/pricing/"}
    assert {(line.source, line.as_of) for line in nat.lines} == {(EC2_ECS.source, "2026-09-09")}


def test_an_environment_is_its_stacks() -> None:
    made = dev({NETWORK: document(NAT), SERVICE: document(TASKS)})

    assert made.usd == pytest.approx(37.35 + 2 * TASK, abs=0.001)
    assert made.at_most_usd == pytest.approx(37.35 + 5 * TASK, abs=0.001)
    assert made.services == {
        "Amazon Elastic Container Service": pytest.approx(2 * TASK, abs=0.001),
        "EC2 - Other": 37.35,
    }
    # dearest first
    assert list(made.services) == ["Amazon Elastic Container Service", "EC2 - Other"]
    assert (made.environment, made.prices_as_of) == ("dev", AS_OF)


def test_what_costs_the_same_is_in_the_order_of_names() -> None:
    made = dev(
        {
            NETWORK: document(
                {"aws_kms_key": {"key": {}}, "aws_wafv2_web_acl": {}, "aws_nat_gateway": {"b": {}, "a": {}}}
            )
        }
    )

    assert [each.address for each in made.stacks[NETWORK].resources][:2] == ["aws_nat_gateway.a", "aws_nat_gateway.b"]


def test_a_line_says_everything_that_a_machine_wants_to_know() -> None:
    (hours, _) = dev({NETWORK: document(NAT)}).stacks[NETWORK].resources[0].lines

    assert asdict(hours) == {
        "product": "nat.hour",
        "service": "EC2 - Other",
        "quantity": 730,
        "unit": "hour",
        "usd_each": 0.045,
        "usd": 32.85,
        "at_least_usd": 32.85,
        "at_most_usd": 32.85,
        "page": "https://aws.amazon.com/vpc/pricing/",
        "source": EC2_ECS.source,
        "as_of": EC2_ECS.on,
        "basis": "",
        "assumption": "",
    }


def test_what_scales_has_a_least_and_a_most() -> None:
    """Two tasks run, one at least and five at most."""
    lines = [line for each in dev({SERVICE: document(TASKS)}).stacks[SERVICE].resources for line in each.lines]

    assert sum(line.usd for line in lines) == pytest.approx(2 * TASK, abs=0.001)
    assert sum(line.at_least_usd for line in lines) == pytest.approx(TASK, abs=0.001)
    assert sum(line.at_most_usd for line in lines) == pytest.approx(5 * TASK, abs=0.001)


def test_without_a_provider_nothing_has_a_region_and_so_no_price() -> None:
    made = dev({NETWORK: {"resource": NAT}})

    assert [each.what for each in made.unknown] == [
        "no price of nat.gb in an unknown region",
        "no price of nat.hour in an unknown region",
    ]


def test_the_dearest_comes_first() -> None:
    both = document({**NAT, "aws_kms_key": {"key": {}}})

    assert [each.address for each in dev({NETWORK: both}).stacks[NETWORK].resources] == [
        "aws_nat_gateway.a",
        "aws_kms_key.key",
    ]


def test_prices_are_of_the_region_a_resource_is_in() -> None:
    made = dev({NETWORK: document({"aws_nat_gateway": {"a": {"provider": "aws.recovery"}}})})
    (nat,) = made.stacks[NETWORK].resources

    assert (nat.region, nat.lines[0].usd_each) == ("ap-southeast-1", 0.059)


def test_what_has_no_price_is_told_and_not_nothing() -> None:
    made = dev({NETWORK: document(NAT, region="eu-north-1")})

    assert made.usd == 0
    assert made.unknown == (
        Unknown(address=f"{NETWORK}/aws_nat_gateway.a", what="no price of nat.gb in eu-north-1"),
        Unknown(address=f"{NETWORK}/aws_nat_gateway.a", what="no price of nat.hour in eu-north-1"),
    )


def test_what_no_meter_reads_is_told() -> None:
    made = dev({NETWORK: document({"aws_sagemaker_endpoint": {"a": {}}, "aws_iam_role": {"free": {}}})})

    assert [each.what for each in made.unknown] == ["no meter reads aws_sagemaker_endpoint"]


def test_what_is_known_only_later_is_told() -> None:
    made = dev({NETWORK: document({"aws_db_instance": {"a": {"allocated_storage": "${var.size}"}}})})

    assert [each.what for each in made.unknown] == ["allocated_storage is known only when it is applied"]


def test_counts_and_loops() -> None:
    assert dev({NETWORK: document({"aws_nat_gateway": {"a": {"count": 3}}})}).usd == pytest.approx(3 * 37.35)
    looped = dev({NETWORK: document({"aws_nat_gateway": {"a": {"for_each": "${var.zones}"}}})})
    assert [each.what for each in looped.unknown] == ["for_each is known only when it is applied"]


def test_says_what_it_assumed_and_who_declared_it() -> None:
    usage = Usage(each={"nat_gb": 10}, stacks={"dev-us-east-1-other": {"nat_gb": 0.5}})
    made = dev({NETWORK: document(NAT), "dev-us-east-1-other": document(NAT), SERVICE: document(TASKS)}, usage)

    unit = "GB through a NAT gateway"
    assert made.assumptions[:2] == [
        Assumed(name="nat_gb", quantity=10, unit=unit, declared=True, stack=""),
        Assumed(name="nat_gb", quantity=0.5, unit=unit, declared=True, stack="dev-us-east-1-other"),
    ]
    assert [(each.name, each.declared) for each in made.assumptions[2:]] == [("scaled_share_percent", False)]


def test_the_same_is_always_the_same_text() -> None:
    stacks = {NETWORK: document(NAT), SERVICE: document(TASKS)}

    assert json.dumps(dev(stacks).as_json()) == json.dumps(dev(dict(reversed(stacks.items()))).as_json())
