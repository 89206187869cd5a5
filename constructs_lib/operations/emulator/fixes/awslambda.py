"""Fixes to moto's Lambda."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from urllib.parse import unquote

from constructs_lib.operations.emulator.fixes.fix import (
    Clients,
    Fix,
    Seen,
    added,
    around,
    around_property,
    kept,
    refusal,
    served,
)


def never_runs() -> None:
    """Invoking a function does nothing: moto would start a container, pull its image and give it the network."""
    from moto.awslambda.models import LambdaFunction

    @added(LambdaFunction, "_invoke_lambda")
    def invoke(self, event=None):
        return "null", False, ""


def settings() -> None:
    """Keep a function's dead-letter queue, logging and image settings, and what a later update changes."""
    from moto.awslambda.models import LambdaFunction

    @around(LambdaFunction, "__init__")
    def init(original, self, account_id, spec, region, version=1):
        original(self, account_id, spec, region, version)
        self.dead_letter_config = spec.get("DeadLetterConfig")
        self.logging_config = spec.get("LoggingConfig")

    @around(LambdaFunction, "get_configuration")
    def get(original, self, on_create=False):  # noqa: FBT002 - moto's signature
        answer = original(self, on_create)
        if (self.dead_letter_config or {}).get("TargetArn"):
            answer["DeadLetterConfig"] = self.dead_letter_config
        logging = {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{self.function_name}"}
        answer["LoggingConfig"] = logging | (self.logging_config or {})
        image = answer.get("ImageConfigResponse", {}).get("ImageConfig")
        if image is not None and not any(image.values()):
            del answer["ImageConfigResponse"]
        return answer

    @around(LambdaFunction, "update_configuration")
    def update(original, self, config_updates):
        self.dead_letter_config = config_updates.get("DeadLetterConfig", self.dead_letter_config)
        self.logging_config = config_updates.get("LoggingConfig", self.logging_config)
        self.tracing_config = config_updates.get("TracingConfig", self.tracing_config)
        self.kms_key_arn = config_updates.get("KMSKeyArn", self.kms_key_arn)
        if "EphemeralStorage" in config_updates:
            self.ephemeral_storage = config_updates["EphemeralStorage"]["Size"]
        return original(self, config_updates)


def own_vpc() -> None:
    """A function says in which VPC it is; in moto it is always vpc-123abc, which is nobody's."""
    from moto.awslambda.models import LambdaFunction
    from moto.ec2.models import ec2_backends

    @around_property(LambdaFunction, "vpc_config")
    def vpc_config(original, self):
        config = original(self)
        if config and config.get("SubnetIds"):
            subnet = ec2_backends[self.account_id][self.region].get_subnet(config["SubnetIds"][0])
            config["VpcId"] = subnet.vpc_id
        return config


def provisioned_concurrency() -> None:
    """Take provisioned concurrency for a version or alias; it is ready at once."""
    from moto.awslambda import urls
    from moto.awslambda.responses import LambdaResponse

    def place(response):
        name = unquote(response.path.split("/")[-2]).split(":function:")[-1]
        return kept(response.backend, "provisioned_concurrency"), (name, response.querystring["Qualifier"][0])

    def described(count):
        wanted = dict.fromkeys(("Requested", "Allocated", "Available"), count)
        counts = {f"{name}ProvisionedConcurrentExecutions": value for name, value in wanted.items()}
        return json.dumps({**counts, "Status": "READY", "LastModified": "2026-01-01T00:00:00+0000"})

    @added(LambdaResponse, "put_provisioned_concurrency_config")
    def put(self):
        counts, key = place(self)
        counts[key] = json.loads(self.body)["ProvisionedConcurrentExecutions"]
        return 202, {"status": 202}, described(counts[key])

    @added(LambdaResponse, "get_provisioned_concurrency_config")
    def get(self):
        counts, key = place(self)
        if key not in counts:
            return refusal(
                404, "ProvisionedConcurrencyConfigNotFoundException", "No Provisioned Concurrency Config found"
            )
        return described(counts[key])

    @added(LambdaResponse, "delete_provisioned_concurrency_config")
    def delete(self):
        counts, key = place(self)
        counts.pop(key, None)
        return 204, {"status": 204}, ""

    path = r"/(?P<api_version>[^/]+)/functions/(?P<function_name>[\w_:%-]+)/provisioned-concurrency"
    served(urls, f"{path}$", LambdaResponse)


def _function(client: Clients, **configuration: object):
    functions, name = client("lambda"), f"probe-{uuid.uuid4().hex}"
    role = client("iam").create_role(RoleName=name, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("app.py", "def handler(event, context): ...")
    functions.create_function(
        FunctionName=name,
        Role=role,
        Runtime="python3.12",
        Handler="app.handler",
        Code={"ZipFile": package.getvalue()},
        Publish=True,
        **configuration,
    )
    return functions, name


def _see_nothing_run(client: Clients) -> Seen:
    functions, name = _function(client)
    answer = functions.invoke(FunctionName=name, Payload=b"{}")
    return (answer.get("FunctionError"), answer["Payload"].read()), (None, b"null")


def _see_settings(client: Clients) -> Seen:
    dead_letters = {"TargetArn": "arn:aws:sqs:us-east-1:123456789012:dead"}
    logging = {"LogFormat": "JSON", "ApplicationLogLevel": "INFO", "LogGroup": "/app"}
    functions, name = _function(client, DeadLetterConfig=dead_letters, LoggingConfig=logging)
    functions.update_function_configuration(FunctionName=name, EphemeralStorage={"Size": 1024})
    answer = functions.get_function_configuration(FunctionName=name)
    names = ("DeadLetterConfig", "LoggingConfig", "EphemeralStorage")
    return [answer.get(each) for each in names], [dead_letters, logging, {"Size": 1024}]


def _see_vpc(client: Clients) -> Seen:
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/24")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/26")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(GroupName=vpc, Description="probe", VpcId=vpc)["GroupId"]
    functions, name = _function(client, VpcConfig={"SubnetIds": [subnet], "SecurityGroupIds": [group]})
    return functions.get_function_configuration(FunctionName=name)["VpcConfig"]["VpcId"], vpc


def _see_provisioned_concurrency(client: Clients) -> Seen:
    functions, name = _function(client)
    ids = {"FunctionName": name, "Qualifier": "1"}
    functions.put_provisioned_concurrency_config(**ids, ProvisionedConcurrentExecutions=2)
    answer = functions.get_provisioned_concurrency_config(**ids)
    functions.delete_provisioned_concurrency_config(**ids)
    try:
        functions.get_provisioned_concurrency_config(**ids)
        after = "still there"
    except functions.exceptions.ProvisionedConcurrencyConfigNotFoundException:
        after = "gone"
    return (answer["Status"], answer["AllocatedProvisionedConcurrentExecutions"], after), ("READY", 2, "gone")


FIXES = (
    Fix(
        id="lambda.never-runs",
        symptom="what invokes a function needs Docker and pulls an image from the internet",
        apply=never_runs,
        probe=_see_nothing_run,
    ),
    Fix(
        id="lambda.settings",
        symptom="aws_lambda_function: dead_letter_config, logging_config and image_config are planned again",
        apply=settings,
        probe=_see_settings,
    ),
    Fix(
        id="lambda.own-vpc",
        symptom="aws_lambda_function: replace_security_groups_on_destroy looks in a VPC that does not exist",
        apply=own_vpc,
        probe=_see_vpc,
    ),
    Fix(
        id="lambda.provisioned-concurrency",
        symptom="aws_lambda_provisioned_concurrency_config: 404",
        apply=provisioned_concurrency,
        probe=_see_provisioned_concurrency,
    ),
)
