"""A function alone in somebody's stack."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.foundation import iam
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.parts.function import Function, Place
from constructs_lib.parts.package import Package
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized

CODE = Package(b"a zip")
READ = iam.Statement(sid="Read", actions=("s3:GetObject",), resources=("arn:aws:s3:::shop/*",))
PLACE = Place(subnet_ids=["subnet-1", "subnet-2"], security_group_ids=["sg-1"])


def function(stack: TerraformStack, *, name: str = "shop-pay", place: Place | None = PLACE) -> Function:
    return Function(
        stack,
        "function",
        name=name,
        description="Takes payments",
        code=CODE,
        handler="pay.handler",
        memory_mb=512,
        timeout_seconds=30,
        reserved_concurrency=10,
        statements=(READ,),
        place=place,
        account_id="111111111111",
        region="us-east-1",
        log_key_arn="arn:aws:kms:us-east-1:111111111111:key/1",
        log_retention_days=90,
        topic_arn="arn:aws:sns:us-east-1:111111111111:shop-warning",
    )


def body() -> Any:
    return resource(synthesized(function), "aws_lambda_function")


def test_runs_as_it_is_told() -> None:
    settings = body()

    assert (settings["memory_size"], settings["timeout"], settings["reserved_concurrent_executions"]) == (512, 30, 10)
    assert (settings["runtime"], settings["architectures"]) == ("python3.13", ["arm64"])
    assert settings["tracing_config"] == {"mode": "Active"}
    assert settings["vpc_config"] == {"subnet_ids": ["subnet-1", "subnet-2"], "security_group_ids": ["sg-1"]}
    assert settings["replace_security_groups_on_destroy"] is True


def test_its_package_lies_beside_the_stacks_json(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    stack = TerraformStack(app, "alone")
    AwsProvider(stack, "aws", region="us-east-1")
    function(stack)
    app.synth()
    folder = tmp_path / "stacks" / "alone"
    [written] = json.loads((folder / "cdk.tf.json").read_text())["resource"]["aws_lambda_function"].values()

    assert (folder / written["filename"]).read_bytes() == CODE.content
    assert written["filename"].split("/")[-2] == sha256(CODE.content).hexdigest()
    assert written["source_code_hash"] == CODE.hash


def test_its_log_group_is_there_before_it() -> None:
    document = synthesized(function)
    group = resource(document, "aws_cloudwatch_log_group")

    assert (group["name"], group["retention_in_days"]) == ("/aws/lambda/shop-pay", 90)
    assert "aws_cloudwatch_log_group" in resource(document, "aws_lambda_function")["logging_config"]["log_group"]


def test_it_waits_for_its_permissions() -> None:
    assert {each.split(".")[0] for each in body()["depends_on"]} == {"aws_iam_role_policy"}
    assert len(body()["depends_on"]) == 3


def test_it_may_do_its_work_and_no_more() -> None:
    document = synthesized(function)
    policies = {name: statements(each["policy"]) for name, each in resources(document, "aws_iam_role_policy").items()}

    assert list(policies["function_role_work"]) == ["Read"]
    assert policies["function_role_telemetry"]["WriteItsLog"]["Resource"].endswith(".arn}:*")
    assert findings(document) == []


def test_its_own_code_cannot_touch_the_network_it_is_put_into() -> None:
    document = synthesized(function)
    network = statements(resources(document, "aws_iam_role_policy")["function_role_network"]["policy"])
    denied = network["NotByItsOwnCode"]

    assert set(denied["Action"]) == {*network["AttachToTheNetwork"]["Action"], *network["LookAtTheNetwork"]["Action"]}
    assert denied["Condition"] == {
        "ArnEquals": {"lambda:SourceFunctionArn": "arn:aws:lambda:us-east-1:111111111111:function:shop-pay"}
    }


def test_outside_a_network_it_needs_none() -> None:
    document = synthesized(lambda stack: function(stack, place=None))

    assert "vpc_config" not in resource(document, "aws_lambda_function")
    assert "function_role_network" not in resources(document, "aws_iam_role_policy")


def test_it_rings_when_it_fails_is_refused_or_gets_slow() -> None:
    alarms = resources(synthesized(function), "aws_cloudwatch_metric_alarm")

    assert {each["metric_name"]: each["threshold"] for each in alarms.values()} == {
        "Errors": 0,
        "Throttles": 0,
        "Duration": 24_000,
    }
    assert {json.dumps(each["dimensions"]) for each in alarms.values()} == {'{"FunctionName": "shop-pay"}'}


def test_refuses_a_name_terraform_would_evaluate() -> None:
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        synthesized(lambda stack: function(stack, name="${x}"))
