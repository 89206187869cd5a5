"""Records that stacks publish, as data."""

import json
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, cast

import pytest

from constructs_lib.foundation import outputs
from constructs_lib.foundation.outputs import OutputField, Outputs, Placeholder, as_text, fields_of, placeholders


@dataclass(frozen=True, kw_only=True, slots=True)
class ShopOutputs:
    DOMAIN: ClassVar[str] = "shop"

    vpc_id: outputs.VpcId
    port: Annotated[int, Placeholder(5432)]
    subnet_ids: outputs.SubnetIds


def test_fields_in_the_order_they_are_written() -> None:
    assert fields_of(ShopOutputs) == (
        OutputField(name="vpc_id", kind=str, placeholder="vpc-00000000000000000"),
        OutputField(name="port", kind=int, placeholder=5432),
        OutputField(name="subnet_ids", kind=tuple, placeholder=("subnet-00000000000000000",)),
    )


def test_names_of_terraform_outputs() -> None:
    assert [field.output_name() for field in fields_of(ShopOutputs)] == ["VpcId", "Port", "SubnetIds"]


def test_the_component_is_part_of_a_terraform_outputs_name() -> None:
    assert [field.output_name("web-front") for field in fields_of(ShopOutputs)] == [
        "WebFrontVpcId",
        "WebFrontPort",
        "WebFrontSubnetIds",
    ]


def test_placeholders_as_text() -> None:
    assert placeholders(ShopOutputs) == {
        "vpc_id": "vpc-00000000000000000",
        "port": "5432",
        "subnet_ids": '["subnet-00000000000000000"]',
    }


@pytest.mark.parametrize("value", ["text", 'with "quotes"', 5, ("a", "b"), ()])
def test_text_and_back(value: str | int | tuple[str, ...]) -> None:
    """Text stays as it is, so that other programs read it without a parser; the rest is JSON, as Terraform reads it."""
    text = as_text(value)

    assert (text if isinstance(value, str) else json.loads(text)) == (
        list(value) if isinstance(value, tuple) else value
    )


@pytest.mark.parametrize(
    "hint",
    [
        str,
        Annotated[str, "no placeholder"],
        Annotated[dict[str, str], Placeholder("x")],
        Annotated[float, Placeholder(1)],
    ],
    ids=["bare", "no placeholder", "dictionary", "float"],
)
def test_what_cannot_be_published(hint: Any) -> None:
    record = dataclass(type("Bad", (), {"__annotations__": {"x": hint}, "DOMAIN": "bad"}))

    with pytest.raises(TypeError, match=r"Bad\.x: a published field is Annotated"):
        fields_of(cast("type[Outputs]", record))
