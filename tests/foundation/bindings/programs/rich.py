"""Everything a stack may hold, in three stacks: `rich.py OUTDIR [late]`; `late` imports most of the provider after the first resource.

With the errors of wrong calls, after synthesis, in errors.json next to the stacks.
"""

import json
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import constructs_lib  # noqa: F401  # pyright: ignore[reportUnusedImport]

# isort: split
import jsii
from cdktf import (
    App,
    Aspects,
    Fn,
    IAspect,
    LocalExecProvisioner,
    S3Backend,
    TerraformCount,
    TerraformIterator,
    TerraformLocal,
    TerraformOutput,
    TerraformResourceLifecycle,
    TerraformStack,
    TerraformVariable,
    Token,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderAssumeRole, AwsProviderDefaultTags
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct, IConstruct

OUTDIR, LATE = Path(sys.argv[1]), "late" in sys.argv[2:]


CLASSES = {
    "AcmCertificate": "acm_certificate",
    "DataAwsAvailabilityZones": "data_aws_availability_zones",
    "DataAwsIamPolicyDocument": "data_aws_iam_policy_document",
    "LaunchTemplate": "launch_template",
    "S3Bucket": "s3_bucket",
    "S3BucketLifecycleRule": "s3_bucket",
    "S3BucketLifecycleRuleExpiration": "s3_bucket",
    "SecurityGroup": "security_group",
    "SecurityGroupIngress": "security_group",
    "SqsQueue": "sqs_queue",
    "Subnet": "subnet",
    "Wafv2WebAcl": "wafv2_web_acl",
}
classes: dict[str, Any] = {}


def import_provider() -> None:
    for name, module in CLASSES.items():
        classes[name] = getattr(import_module(f"cdktf_cdktf_provider_aws.{module}"), name)


if not LATE:
    import_provider()


@jsii.implements(IAspect)
class Tagger:
    """Called from JavaScript for every construct: what it is handed must be of the right Python class."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def visit(self, node: IConstruct) -> None:
        self.seen.append(f"{node.node.path} {type(node).__name__}")
        if isinstance(node, classes["S3Bucket"]):
            cast("Any", node).tags = {"Aspect": "yes"}


class Network(Construct):
    """A construct with a reference between its parts, an iterator and a dynamic block."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        self.vpc = Vpc(self, "Default", cidr_block="10.1.0.0/16", tags={"Name": "net"}, enable_dns_support=True)
        zones = classes["DataAwsAvailabilityZones"](
            self, "zones", state="available", filter=[{"name": "opt-in-status", "values": ["opt-in-not-required"]}]
        )
        self.subnet = classes["Subnet"](
            self,
            "subnet",
            vpc_id=self.vpc.id,
            cidr_block=Fn.cidrsubnet(self.vpc.cidr_block, 8, 1),
            availability_zone=cast("str", Fn.element(zones.names, 0)),
            depends_on=[self.vpc],
            count=TerraformCount.of(2),
        )
        ports = TerraformIterator.from_list([80, 443])
        group = classes["SecurityGroup"](
            self,
            "group",
            vpc_id=Token.as_string(self.vpc.id),
            ingress=ports.dynamic({"from_port": ports.value, "to_port": ports.value, "protocol": "tcp"}),
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        )
        group.add_override("revoke_rules_on_delete", True)


def build_main(stack: TerraformStack) -> Any:
    S3Backend(stack, bucket="state", key="main.tfstate", region="us-east-1")
    aws = AwsProvider(
        stack,
        "aws",
        region="us-east-1",
        allowed_account_ids=["111111111111"],
        default_tags=[AwsProviderDefaultTags(tags={"Project": "rich"})],
        assume_role=[AwsProviderAssumeRole(role_arn="arn:aws:iam::111111111111:role/deploy")],
        retry_mode="standard",
        max_retries=5,
    )
    Vpc(stack, "first", cidr_block="10.0.0.0/16")
    if LATE:
        import_provider()
    other = AwsProvider(stack, "other", alias="other", region="eu-west-1")
    environment = TerraformVariable(stack, "environment", type="string", default="dev", description="Where")
    network = Network(stack, "network")
    queue = classes["SqsQueue"](
        stack, "queue", name=f"q-{environment.string_value}", provider=other, visibility_timeout_seconds=30
    )
    bucket = classes["S3Bucket"](
        stack,
        "bucket",
        bucket="rich-bucket",
        provider=aws,
        lifecycle_rule=[
            classes["S3BucketLifecycleRule"](
                enabled=True, id="old", expiration=classes["S3BucketLifecycleRuleExpiration"](days=7)
            ),
            {"enabled": False, "prefix": "tmp/"},
        ],
        versioning={"enabled": True},
        lifecycle={"prevent_destroy": True, "ignore_changes": ["tags"]},
        provisioners=[LocalExecProvisioner(type="local-exec", command="true")],
    )
    bucket.put_logging(target_bucket="logs", target_prefix="x/")
    bucket.override_logical_id("the_bucket")
    document = classes["DataAwsIamPolicyDocument"](
        stack,
        "document",
        statement=[{"actions": ["s3:GetObject"], "resources": [f"{bucket.arn}/*"], "effect": "Allow"}],
    )
    certificate = classes["AcmCertificate"](stack, "certificate", domain_name="example.com", validation_method="DNS")
    option = certificate.domain_validation_options.get(0)
    TerraformLocal(stack, "record", {"name": option.resource_record_name, "value": option.resource_record_value})
    TerraformOutput(stack, "policy", value=document.json, sensitive=True)
    TerraformOutput(stack, "versioned", value=bucket.versioning.enabled)
    TerraformOutput(stack, "text", value=Fn.jsonencode({"queue": queue.arn, "subnet": network.subnet.id}))
    classes["LaunchTemplate"](
        stack,
        "template",
        name="t",
        block_device_mappings=[{"device_name": "/dev/xvda", "ebs": {"volume_size": 20, "encrypted": "true"}}],
        metadata_options={"http_tokens": "required", "http_put_response_hop_limit": 1},
        tag_specifications=[{"resource_type": "instance", "tags": {"A": "b"}}],
    )
    classes["Wafv2WebAcl"](
        stack,
        "acl",
        name="acl",
        scope="REGIONAL",
        default_action={"allow": {}},
        visibility_config={"cloudwatch_metrics_enabled": True, "metric_name": "m", "sampled_requests_enabled": False},
        rule_json=json.dumps([]),
    )
    moved = classes["SqsQueue"](stack, "moved", name="moved")
    moved.move_from_id("aws_sqs_queue.old")
    imported = classes["SqsQueue"](stack, "imported", name="imported")
    imported.import_from("https://sqs.us-east-1.amazonaws.com/111111111111/imported")
    each = classes["SqsQueue"](stack, "each", for_each=TerraformIterator.from_map({"a": {"n": "1"}}), name="each")
    TerraformOutput(stack, "fqn", value=each.fqn)
    return bucket


def describe(call: Callable[[], object]) -> str:
    """The type and text of what it raises, without the path of the temporary folder the kernel works in."""
    try:
        call()
    except Exception as error:  # noqa: BLE001  (whatever it is, both ways must give the same)
        return re.sub(r"/[^\s:]*jsii-kernel-[^/\s]*", "<kernel>", f"{type(error).__name__}: {error}")
    return "no error"


def wrong_calls(stack: TerraformStack, bucket: Any) -> dict[str, Callable[[], object]]:
    vpc, subnet, sqs = cast("Any", Vpc), classes["Subnet"], classes["SqsQueue"]
    group, rule = classes["SecurityGroup"], classes["SecurityGroupIngress"]
    first = cast("Any", stack.node.find_child("first"))
    return {
        "number for a string": lambda: vpc(stack, "e1", cidr_block=5),
        "string for a number": lambda: vpc(stack, "e2", ipv4_netmask_length="x"),
        "string for a boolean": lambda: vpc(stack, "e3", enable_dns_support="yes"),
        "list for a mapping": lambda: vpc(stack, "e4", tags=["a"]),
        "number in a mapping": lambda: vpc(stack, "e5", tags={"a": 1}),
        "number as a key": lambda: vpc(stack, "e6", tags={1: "a"}),
        "string for a list": lambda: group(stack, "e7", ingress="x"),
        "number in a list of strings": lambda: group(stack, "e8", ingress=[rule(cidr_blocks=[1])]),
        "None in a list of strings": lambda: group(stack, "e9", ingress=[rule(cidr_blocks=[None])]),
        "None in a list of blocks": lambda: group(stack, "e10", ingress=[None]),
        "unknown argument": lambda: vpc(stack, "e11", cidr="10.0.0.0/16"),
        "missing argument": lambda: subnet(stack, "e12"),
        "unknown field of a block": lambda: sqs(stack, "e13", timeouts={"nope": "1m"}),
        "wrong field of a block": lambda: sqs(stack, "e14", timeouts={"create": 1}),
        "wrong class for a block": lambda: sqs(stack, "e15", timeouts=rule()),
        "no scope": lambda: vpc(None, "e16"),
        "string for a scope": lambda: vpc("stack", "e17"),
        "number for an id": lambda: vpc(stack, 18),
        "same id twice": lambda: vpc(stack, "first"),
        "bucket for a provider": lambda: vpc(stack, "e19", provider=bucket),
        "string to depend on": lambda: vpc(stack, "e20", depends_on=["x"]),
        "wrong argument of a method": lambda: bucket.put_logging(target_bucket=1),
        "wrong value for a property": lambda: setattr(first, "cidr_block", 5),
        "wrong value for a late property": lambda: setattr(bucket, "bucket", 5),
        "tuple for a list": lambda: group(stack, "e21", ingress=[rule(cidr_blocks=("10.0.0.0/8",))]),
        "number for a float": lambda: sqs(stack, "e22", delay_seconds=1.5),
        "boolean for a number": lambda: sqs(stack, "e23", delay_seconds=True),
        "object for a string": lambda: vpc(stack, "e24", cidr_block=object()),
        "function for a string": lambda: vpc(stack, "e25", cidr_block=print),
        "a subclass of str": lambda: vpc(stack, "e26", cidr_block=type("Text", (str,), {})("10.0.0.0/16")),
        "JavaScript's own refusal": lambda: bucket.move_to(5),
        "a bad address": lambda: first.add_move_target(""),
        "an argument too many": lambda: vpc(stack, "e27", "e28"),
        "a late type in a refusal": lambda: bucket.put_lifecycle_rule([None]),
    }


def main() -> None:
    app = App(outdir=str(OUTDIR), context={"k": "v"})
    stack = TerraformStack(app, "main")
    bucket = build_main(stack)
    reader = TerraformStack(app, "reader")
    AwsProvider(reader, "aws", region="us-east-1")
    TerraformOutput(reader, "arn", value=bucket.arn)
    plain = TerraformStack(app, "plain")
    AwsProvider(plain, "aws", region="us-east-1")
    classes["S3Bucket"](plain, "bucket", bucket="plain")
    plain.add_override("terraform.required_version", ">= 1.10")
    tagger = Tagger()
    for each in (stack, plain):
        Aspects.of(each).add(cast("Any", tagger))
    app.synth()
    (OUTDIR / "seen.json").write_text(json.dumps(tagger.seen))
    errors = {name: describe(call) for name, call in wrong_calls(stack, bucket).items()}
    (OUTDIR / "errors.json").write_text(json.dumps(errors, indent=1))


main()
