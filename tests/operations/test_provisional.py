"""Readers planned on what their producers will publish."""

from typing import Any

from constructs_lib.operations.provisional import (
    LOCAL,
    Stand,
    planned_parameters,
    stand_ins,
    with_local_state,
    with_stand_ins,
)


def parameter(name: str, **values: Any) -> dict[str, Any]:
    return {"mode": "managed", "type": "aws_ssm_parameter", "values": {"name": name, **values}}


def reader() -> dict[str, Any]:
    return {
        "data": {
            "aws_ssm_parameter": {
                "vpc": {"name": "/vpc"},
                "vpc-long_1": {"name": "/long"},
                "kept": {"name": "/kept", "provider": "aws.other"},
            },
            "aws_region": {"here": {}},
        },
        "resource": {
            "aws_subnet": {
                "one": {
                    "vpc_id": "${data.aws_ssm_parameter.vpc.insecure_value}",
                    "tags": {"Name": "${jsondecode(data.aws_ssm_parameter.vpc-long_1.insecure_value)[0]}"},
                    "description": "${data.aws_ssm_parameter.kept.value} and data.aws_region.here",
                    "depends_on": ["data.aws_ssm_parameter.vpc", "aws_vpc.x"],
                }
            }
        },
    }


STANDS = {"/vpc": Stand("vpc-1", "planned"), "/long": Stand('["${x}"]', "placeholder")}


def test_values_a_plan_knows_are_used_and_others_stand_in() -> None:
    plan = {
        "planned_values": {
            "root_module": {
                "resources": [
                    parameter("/known", insecure_value="now"),
                    parameter("/unknown"),
                    {"mode": "managed", "type": "aws_vpc", "values": {"name": "/vpc", "insecure_value": "no"}},
                ]
            }
        }
    }

    planned = planned_parameters(plan)

    assert planned == {"/known": "now"}
    assert stand_ins({"/known": "p1", "/unknown": "p2"}, planned) == {
        "/known": Stand("now", "planned"),
        "/unknown": Stand("p2", "placeholder"),
    }


def test_a_plan_without_anything_knows_nothing() -> None:
    assert planned_parameters({}) == {}


def test_data_sources_become_values_wherever_they_are_used() -> None:
    rewritten = with_stand_ins(reader(), STANDS)
    subnet = rewritten["resource"]["aws_subnet"]["one"]

    assert subnet["vpc_id"] == f'${{local.{LOCAL}["vpc"].insecure_value}}'
    assert subnet["tags"]["Name"] == f'${{jsondecode(local.{LOCAL}["vpc-long_1"].insecure_value)[0]}}'
    assert rewritten["locals"][LOCAL]["vpc"] == {"name": "/vpc", "insecure_value": "vpc-1", "value": "vpc-1"}


def test_text_in_a_value_is_never_evaluated() -> None:
    assert with_stand_ins(reader(), STANDS)["locals"][LOCAL]["vpc-long_1"]["value"] == '["$${x}"]'


def test_what_is_read_from_elsewhere_stays() -> None:
    rewritten = with_stand_ins(reader(), STANDS)

    assert rewritten["data"] == {
        "aws_ssm_parameter": {"kept": {"name": "/kept", "provider": "aws.other"}},
        "aws_region": {"here": {}},
    }
    assert (
        rewritten["resource"]["aws_subnet"]["one"]["description"]
        == reader()["resource"]["aws_subnet"]["one"]["description"]
    )


def test_nothing_depends_on_a_value() -> None:
    assert with_stand_ins(reader(), STANDS)["resource"]["aws_subnet"]["one"]["depends_on"] == ["aws_vpc.x"]


def test_the_original_is_left_alone() -> None:
    document = reader()

    with_stand_ins(document, STANDS)

    assert document == reader()


def test_without_stand_ins_nothing_changes() -> None:
    assert with_stand_ins(reader(), {}) == reader()


def test_an_emptied_data_block_goes() -> None:
    document = {"data": {"aws_ssm_parameter": {"vpc": {"name": "/vpc"}}}}

    assert "data" not in with_stand_ins(document, STANDS)


def test_a_state_that_cannot_exist_is_a_file() -> None:
    document = {"terraform": {"backend": {"s3": {}}, "cloud": {}, "required_version": ">= 1"}, "resource": {}}

    assert with_local_state(document, "here") == {
        "terraform": {"backend": {"local": {"path": "here"}}, "required_version": ">= 1"},
        "resource": {},
    }
