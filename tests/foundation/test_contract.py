"""Records written by one stack and read by another: every kind of field."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar, cast

from cdktf import App, Fn, LocalBackend, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.data_aws_availability_zones import DataAwsAvailabilityZones
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.subnet import Subnet

from constructs_lib.foundation import contract
from constructs_lib.foundation.outputs import BucketArn, Placeholder, SubnetIds


@dataclass(frozen=True, kw_only=True, slots=True)
class ShopOutputs:
    DOMAIN: ClassVar[str] = "shop"

    bucket_arn: BucketArn
    port: Annotated[int, Placeholder(5432)]
    subnet_ids: SubnetIds


def written(folder: Path, build: Callable[[TerraformStack], object]) -> Any:
    app = App(outdir=str(folder / "out"))
    stack = TerraformStack(app, "shop")
    AwsProvider(stack, "aws", region="us-east-1")
    LocalBackend(stack, path="x")
    build(stack)
    app.synth()
    return json.loads((folder / "out" / "stacks" / "shop" / "cdk.tf.json").read_text())


def published(stack: TerraformStack) -> None:
    contract.publish(
        stack,
        ShopOutputs(
            bucket_arn=S3Bucket(stack, "bucket").arn,
            port=cast("int", DbInstance(stack, "db", instance_class="db.t4g.micro").port),
            subnet_ids=tuple(Subnet(stack, f"subnet-{name}", vpc_id="vpc-1").id for name in "ab"),
        ),
        path="/cairn/test/shop",
    )


def test_one_terraform_output_per_field(tmp_path: Path) -> None:
    assert written(tmp_path, published)["output"] == {
        "BucketArn": {"value": "${aws_s3_bucket.bucket.arn}"},
        "Port": {"value": "${aws_db_instance.db.port}"},
        "SubnetIds": {"value": ["${aws_subnet.subnet-a.id}", "${aws_subnet.subnet-b.id}"]},
    }


def test_one_parameter_per_field(tmp_path: Path) -> None:
    """Text as it is, so that anything can read it; the rest as JSON. Never as a secret: plans stay readable."""
    parameters = written(tmp_path, published)["resource"]["aws_ssm_parameter"].values()

    assert {body["name"]: (body["type"], body["insecure_value"]) for body in parameters} == {
        "/cairn/test/shop/bucket_arn": ("String", "${aws_s3_bucket.bucket.arn}"),
        "/cairn/test/shop/port": ("String", "${jsonencode(aws_db_instance.db.port)}"),
        "/cairn/test/shop/subnet_ids": (
            "String",
            "${jsonencode([aws_subnet.subnet-a.id, aws_subnet.subnet-b.id])}",
        ),
    }


def test_a_list_that_only_terraform_knows(tmp_path: Path) -> None:
    def build(stack: TerraformStack) -> None:
        names: Any = DataAwsAvailabilityZones(stack, "zones").names
        contract.publish(stack, ShopOutputs(bucket_arn="x", port=1, subnet_ids=names), path="/x")

    content = written(tmp_path, build)

    assert content["output"]["SubnetIds"] == {"value": "${data.aws_availability_zones.zones.names}"}
    parameters = content["resource"]["aws_ssm_parameter"].values()
    assert [body["insecure_value"] for body in parameters if body["name"] == "/x/subnet_ids"] == [
        "${jsonencode(data.aws_availability_zones.zones.names)}"
    ]


def test_fields_read_back_as_what_they_were(tmp_path: Path) -> None:
    def build(stack: TerraformStack) -> None:
        record = contract.read(stack, ShopOutputs, id_="read-shop", path="/cairn/test/shop", provider=None)
        TerraformOutput(stack, "text", value=record.bucket_arn)
        TerraformOutput(stack, "number", value=record.port)
        TerraformOutput(stack, "first", value=Fn.element(list(record.subnet_ids), 0))
        TerraformOutput(stack, "count", value=Fn.length_of(record.subnet_ids))

    content = written(tmp_path, build)
    data = content["data"]["aws_ssm_parameter"]
    names = {
        body["name"].rsplit("/", 1)[1]: f"data.aws_ssm_parameter.{id_}.insecure_value" for id_, body in data.items()
    }

    assert {name: body["value"] for name, body in content["output"].items()} == {
        "text": f"${{{names['bucket_arn']}}}",
        "number": f"${{jsondecode({names['port']})}}",
        "first": f"${{element(jsondecode({names['subnet_ids']}), 0)}}",
        "count": f"${{length(jsondecode({names['subnet_ids']}))}}",
    }
    assert [body.get("provider") for body in data.values()] == [None, None, None]


def test_read_through_another_provider(tmp_path: Path) -> None:
    def build(stack: TerraformStack) -> None:
        other = AwsProvider(stack, "other", alias="other", region="eu-west-1")
        contract.read(stack, ShopOutputs, id_="read-shop", path="/x", provider=other)

    data = written(tmp_path, build)["data"]["aws_ssm_parameter"]

    assert [body["provider"] for body in data.values()] == ["aws.other"] * 3


def test_a_list_read_from_elsewhere_is_one_token(tmp_path: Path) -> None:
    """Its length is unknown, so it must look like one: a loop over it would make one of everything."""
    lengths: list[int] = []

    def build(stack: TerraformStack) -> None:
        record = contract.read(stack, ShopOutputs, id_="read-shop", path="/x", provider=None)
        lengths.append(len(record.subnet_ids))

    written(tmp_path, build)

    assert lengths == [1]
