"""What a manifest takes from the states of an environment's stacks, and what it leaves there."""

import json
from typing import Any

import jsonschema
import pytest

from constructs_lib.analysis.manifest import ManifestResource, ManifestStack, manifest_of, schema, stack_of

SERVICE = {
    "address": "aws_ecs_service.web",
    "mode": "managed",
    "type": "aws_ecs_service",
    "values": {
        "id": "arn:aws:ecs:us-east-1:111111111111:service/dev/web",
        "name": "web",
        "cluster": "arn:aws:ecs:us-east-1:111111111111:cluster/dev",
        "desired_count": 2,
        "network_configuration": [{"security_groups": ["sg-2", "sg-1"], "subnets": ["subnet-b", "subnet-a"]}],
        "load_balancer": [{"container_name": "web", "container_port": 8080}],
        "tags": {"Owner": "payments"},
        "tags_all": {"Owner": "payments"},
    },
    "sensitive_values": {"network_configuration": [{"security_groups": [False, False], "subnets": [False, False]}]},
}
DATABASE = {
    "address": "aws_db_instance.main",
    "mode": "managed",
    "type": "aws_db_instance",
    "values": {
        "id": "db-1",
        "arn": "arn:aws:rds:us-east-1:111111111111:db:main",
        "identifier": "dev-main",
        "endpoint": "main.rds.amazonaws.com:5432",
        "address": "main.rds.amazonaws.com",
        "port": 5432,
        "instance_class": "db.t4g.micro",
        "allocated_storage": 20,
        "multi_az": False,
        "password": "hunter2",
        "master_user_secret": [{"secret_arn": "arn:aws:secretsmanager:us-east-1:111111111111:secret:hunter2"}],
        "tags": None,
    },
    "sensitive_values": {"password": True, "master_user_secret": True},
}
READ = {
    "address": "data.aws_ssm_parameter.x",
    "mode": "data",
    "type": "aws_ssm_parameter",
    "values": {"arn": "arn:aws:x"},
}
STATE = {
    "format_version": "1.0",
    "values": {
        "outputs": {
            "DatabaseEndpoint": {"value": "main.rds.amazonaws.com", "sensitive": False},
            "ApiKey": {"value": "hunter2", "sensitive": True},
        },
        "root_module": {"resources": [SERVICE, READ], "child_modules": [{"resources": [DATABASE]}]},
    },
}


def stack(state: Any = STATE) -> ManifestStack:
    return stack_of(state, account_id="111111111111", region="us-east-1")


def resource(address: str) -> ManifestResource:
    return next(each for each in stack().resources if each.address == address)


def test_everything_managed_is_in_it_in_order_and_nothing_that_is_only_read() -> None:
    assert [each.address for each in stack().resources] == ["aws_db_instance.main", "aws_ecs_service.web"]


def test_a_thing_says_where_it_is_reached_and_how_big_it_is() -> None:
    assert resource("aws_db_instance.main") == ManifestResource(
        address="aws_db_instance.main",
        type="aws_db_instance",
        id="db-1",
        name="dev-main",
        arns={"arn": "arn:aws:rds:us-east-1:111111111111:db:main"},
        endpoints={"address": "main.rds.amazonaws.com", "endpoint": "main.rds.amazonaws.com:5432", "port": 5432},
        network={},
        sizes={"allocated_storage": 20, "instance_class": "db.t4g.micro", "multi_az": False},
    )


def test_what_lies_deeper_is_found_by_its_path() -> None:
    service = resource("aws_ecs_service.web")

    assert service.network == {
        "network_configuration[0].security_groups": ["sg-1", "sg-2"],
        "network_configuration[0].subnets": ["subnet-a", "subnet-b"],
    }
    assert service.sizes == {"desired_count": 2}
    assert service.endpoints == {"load_balancer[0].container_port": 8080}
    assert sorted(service.arns) == ["cluster", "id"]


@pytest.mark.parametrize(
    ("kind", "values", "name"),
    [
        ("aws_s3_bucket", {"bucket": "dev-logs"}, "dev-logs"),
        ("aws_lambda_function", {"function_name": "dev-web"}, "dev-web"),
        ("aws_rds_cluster", {"cluster_identifier": "dev-main"}, "dev-main"),
        ("aws_vpc", {"tags": {"Name": "dev-network"}}, "dev-network"),
        ("aws_s3_bucket_policy", {"bucket": "dev-logs", "policy": "{}"}, ""),
    ],
)
def test_a_thing_has_the_name_people_know(kind: str, values: Any, name: str) -> None:
    entry = {"address": f"{kind}.x", "mode": "managed", "type": kind, "values": values, "sensitive_values": {}}

    assert stack({"values": {"root_module": {"resources": [entry]}}}).resources[0].name == name


def test_no_secret_ever_enters() -> None:
    assert "hunter2" not in json.dumps(manifest_of("dev", {"dev-data": stack()}).as_json())
    assert stack().outputs == {"DatabaseEndpoint": "main.rds.amazonaws.com"}


def test_a_whole_resource_can_be_sensitive() -> None:
    state: Any = {"values": {"root_module": {"resources": [{**DATABASE, "sensitive_values": True}]}}}

    assert (stack(state).resources[0].endpoints, stack(state).resources[0].arns) == ({}, {})


@pytest.mark.parametrize("state", [{}, {"format_version": "1.0"}, {"values": {}}])
def test_a_stack_that_was_never_deployed_says_so(state: Any) -> None:
    assert stack(state) == ManifestStack(
        account_id="111111111111", region="us-east-1", deployed=False, outputs={}, resources=[]
    )


def test_the_same_environment_is_the_same_bytes_whatever_the_order_it_was_read_in() -> None:
    reordered: Any = json.loads(json.dumps(STATE))
    module = reordered["values"]["root_module"]
    module["resources"].reverse()
    module["resources"][1]["values"] = dict(reversed(module["resources"][1]["values"].items()))
    module["resources"][1]["values"]["network_configuration"][0]["subnets"].reverse()
    one = manifest_of("dev", {"dev-b": stack(), "dev-a": stack({})})
    other = manifest_of("dev", {"dev-a": stack({}), "dev-b": stack(reordered)})

    assert json.dumps(one.as_json()) == json.dumps(other.as_json())
    assert list(one.stacks) == ["dev-a", "dev-b"]


def test_a_manifest_fits_its_schema() -> None:
    jsonschema.validate(manifest_of("dev", {"dev-data": stack(), "dev-b": stack({})}).as_json(), schema())


@pytest.mark.parametrize("missing", ["format_version", "environment", "stacks"])
def test_the_schema_wants_everything(missing: str) -> None:
    made = manifest_of("dev", {"dev-data": stack()}).as_json()
    del made[missing]

    with pytest.raises(jsonschema.ValidationError, match=missing):
        jsonschema.validate(made, schema())


def test_the_schema_knows_its_version() -> None:
    made = manifest_of("dev", {}).as_json()

    assert made["format_version"] == "1.0"
    with pytest.raises(jsonschema.ValidationError, match=r"1\.0"):
        jsonschema.validate({**made, "format_version": "2.0"}, schema())
