"""Things that cdktf, jsii or the bindings refuse, each with what a person should be told: where, what, got."""

from collections.abc import Callable
from typing import Any

from cdktf import Annotations, App, DataTerraformRemoteStateLocal, Fn, LocalBackend, TerraformAsset, TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress
from constructs import Construct

from constructs_lib.foundation.guards.guard import guarded_synth

Failure = Callable[[App, Any], object]


class Part(Construct):
    """A construct with a mistake inside."""

    def __init__(self, scope: Construct, id_: str, *, name: Any) -> None:
        super().__init__(scope, id_)
        S3Bucket(self, "Default", bucket=name)


def circle(app: App, stack: TerraformStack) -> None:
    other = TerraformStack(app, "other")
    other.add_dependency(stack)
    stack.add_dependency(other)


def listed(_: App, stack: TerraformStack) -> list[str]:
    return DataTerraformRemoteStateLocal(stack, "remote", path="x").get_list("names")


def twice(_: App, stack: TerraformStack) -> None:
    S3Bucket(stack, "b")
    S3Bucket(stack, "b")


def without_provider(app: App, _: TerraformStack) -> None:
    stack = TerraformStack(app, "bare")
    LocalBackend(stack, path="x")
    S3Bucket(stack, "b")
    guarded_synth(app)


def by_index(app: App, stack: TerraformStack) -> None:
    S3Bucket(stack, "b", bucket=listed(app, stack)[0])
    guarded_synth(app)


def added_to(app: App, stack: TerraformStack) -> None:
    S3Bucket(stack, "b", bucket=Fn.join(",", [*listed(app, stack), "x"]))
    guarded_synth(app)


def annotated(app: App, stack: TerraformStack) -> None:
    Annotations.of(S3Bucket(stack, "b")).add_error("no good")
    guarded_synth(app)


FAILURES: dict[str, tuple[Failure, str, str, str]] = {
    # what is done: where, what, got
    "None in a list of blocks": (
        lambda _, stack: SecurityGroup(stack, "g", ingress=[None]),  # type: ignore[list-item]
        "shop/g.ingress[0]",
        "cannot take this value: a value is required (type is non-optional)",
        "null",
    ),
    "None in a list of text": (
        lambda _, stack: SecurityGroup(stack, "g", ingress=[SecurityGroupIngress(cidr_blocks=["x", None])]),  # type: ignore[list-item]
        "",
        "argument cidr_blocks has the wrong type",
        "list",
    ),
    "None as a tag": (
        lambda _, stack: S3Bucket(stack, "b", tags={"a": None}),  # type: ignore[dict-item]
        "shop/b.tags.a",
        "cannot take this value: a value is required (type is non-optional)",
        "null",
    ),
    "wrong scalar type": (
        lambda _, stack: S3Bucket(stack, "b", bucket=5),  # type: ignore[arg-type]
        "shop/b",
        "argument bucket has the wrong type",
        "int",
    ),
    "wrong type, inside a construct": (
        lambda _, stack: Part(stack, "part", name=5),
        "shop/part/Default",
        "argument bucket has the wrong type",
        "int",
    ),
    "text for a truth value": (
        lambda _, stack: S3Bucket(stack, "b", force_destroy="yes"),  # type: ignore[arg-type]
        "shop/b.force_destroy",
        "cannot take this value: value is not a boolean",
        "'yes'",
    ),
    "unknown argument": (
        lambda _, stack: S3Bucket(stack, "b", bukket="x"),  # type: ignore[call-arg]
        "shop/b",
        "S3Bucket has no argument bukket",
        "",
    ),
    "missing argument": (
        lambda _, stack: DbInstance(stack, "db"),  # type: ignore[call-arg]
        "shop/db",
        "DbInstance needs instance_class",
        "",
    ),
    "a tuple for a list": (
        lambda _, stack: SecurityGroup(stack, "g", ingress=(SecurityGroupIngress(),)),
        "shop/g",
        "cdktf cannot take a tuple",
        "",
    ),
    "a function for its result": (
        lambda _, stack: S3Bucket(stack, "b").add_override("bucket", stack.to_string),
        "shop/b",
        "a function was given where its result belongs",
        "",
    ),
    "the same id twice": (twice, "shop", "has two constructs with the id 'b'", ""),
    "a token as an id": (
        lambda _, stack: S3Bucket(stack, S3Bucket(stack, "b").arn),
        "",
        "the id of a construct is a value that only Terraform knows",
        "",
    ),
    "stacks in a circle": (circle, "shop", "depends on other, which depends on it", ""),
    "a blank in a stack's id": (
        lambda app, _: TerraformStack(app, "a b"),
        "a b",
        "the id of a stack has characters it cannot have",
        "'a b'",
    ),
    "quotes in a function": (
        lambda _, stack: S3Bucket(stack, "b", bucket=Fn.upper('a"b')),
        "",
        (
            "Fn.upper cannot take its argument 0: Your value, 'a\"b', has unescaped double quotes in it, so it cannot be used "
            "as a value."
        ),
        "",
    ),
    "a folder that is not there": (
        lambda _, stack: TerraformAsset(stack, "a", path="/no/x"),
        "shop/a",
        "no such file",
        "/no/x",
    ),
    "no provider": (without_provider, "bare", "has resources, but not their provider", "aws"),
    "a list by index": (by_index, "shop/b", "a list that only Terraform knows is used as text, or by index", ""),
    "a list that is added to": (added_to, "shop/b", "something is added to a list that only Terraform knows", ""),
    "an error annotation": (annotated, "shop/b", "no good", ""),
}

WHILE_WRITING = (without_provider, by_index, added_to, annotated)
"""These fail when the JSON is written, long after the line that made the construct."""
