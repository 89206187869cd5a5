"""What cdktf merges, overwrites or never visits without a word: first the wrong JSON, then the refusal."""

from pathlib import Path
from typing import Any

import jsii
import pytest
from cdktf import (
    App,
    Aspects,
    DataTerraformRemoteStateLocal,
    IAspect,
    TerraformHclModule,
    TerraformLocal,
    TerraformOutput,
    TerraformStack,
    TerraformVariable,
)
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from constructs import Construct, IConstruct

from constructs_lib.foundation.errors import Problem, SynthesisError
from constructs_lib.foundation.guards.guard import guard, guarded_synth
from constructs_lib.foundation.guards.tree import refused_elements
from tests.foundation.guards.conftest import World

LOST = {
    "what": "became one in the Terraform JSON, the others are lost",
    "fix": "give them ids that differ in letters and digits, and logical ids of their own",
}


def test_ids_that_differ_in_dropped_characters_only(world: World) -> None:
    stack = world.stack()
    for id_ in ("a.b", "a b", "ab"):
        S3Bucket(stack, id_, bucket=f"of-{id_}")

    assert list(world.written()["resource"]["aws_s3_bucket"]) == ["ab"]
    assert world.refusal().problems == (
        Problem(where="shop/a.b and shop/a b and shop/ab", got="aws_s3_bucket.ab", **LOST),
    )


def test_default_in_the_middle_of_a_path(world: World) -> None:
    """cdktf drops `Default` from addresses, so that with and without it is the same."""
    parent = Construct(world.stack(), "x")
    S3Bucket(parent, "y", bucket="one")
    S3Bucket(Construct(parent, "Default"), "y", bucket="two")

    assert len(world.written()["resource"]["aws_s3_bucket"]) == 1
    assert [problem.where for problem in world.refusal().problems] == ["shop/x/y and shop/x/Default/y"]


def test_overridden_logical_ids(world: World) -> None:
    stack = world.stack()
    S3Bucket(stack, "one", bucket="one").override_logical_id("two")
    S3Bucket(stack, "two", bucket="two")

    assert world.written()["resource"]["aws_s3_bucket"]["two"]["bucket"] == "two"
    assert world.refusal().problems == (Problem(where="shop/one and shop/two", got="aws_s3_bucket.two", **LOST),)


@pytest.mark.parametrize(
    ("make", "section", "address"),
    [
        (lambda stack, id_: TerraformOutput(stack, id_, value=id_), ("output",), "output.ab"),
        (lambda stack, id_: TerraformVariable(stack, id_, type="string"), ("variable",), "variable.ab"),
        (lambda stack, id_: TerraformLocal(stack, id_, id_), ("locals",), "locals.ab"),
        (lambda stack, id_: TerraformHclModule(stack, id_, source="registry/x/y"), ("module",), "module.ab"),
        (
            lambda stack, id_: DataTerraformRemoteStateLocal(stack, id_, path=id_),
            ("data", "terraform_remote_state"),
            "data.terraform_remote_state.ab",
        ),
    ],
    ids=["outputs", "variables", "locals", "modules", "remote states"],
)
def test_every_kind_of_element_is_counted(world: World, make: Any, section: tuple[str, ...], address: str) -> None:
    stack = world.stack()
    make(stack, "ab")
    make(stack, "a.b")

    body = world.written()
    for key in section:
        body = body[key]

    assert list(body) == ["ab"]
    assert Problem(where="shop/ab and shop/a.b", got=address, **LOST) in world.refusal().problems


def test_an_override_hides_no_collision(world: World) -> None:
    """Its entry makes up for the lost one: counting alone would be satisfied."""
    stack = world.stack()
    TerraformOutput(stack, "ab", value="one")
    TerraformOutput(stack, "a.b", value="two")
    stack.add_override("output.another", {"value": "three"})

    assert sorted(world.written()["output"]) == ["ab", "another"]
    assert Problem(where="shop/ab and shop/a.b", got="output.ab", **LOST) in world.refusal().problems


def test_the_same_ids_in_two_stacks_are_fine(world: World) -> None:
    for id_ in ("one", "two"):
        S3Bucket(world.stack(id_), "bucket")
    world.app.synth()

    guard(world.app)


def test_a_resource_that_is_moved_away_is_not_lost(world: World) -> None:
    """It is written as a `moved` block only, and its entry is missing on purpose."""
    # cdktf's validation would ask an installed Terraform for its version
    world.app = App(outdir=str(world.output), skip_validation=True)
    stack = world.stack()
    S3Bucket(stack, "new").add_move_target("target")
    S3Bucket(stack, "old").move_to("target")

    assert list(world.written()["resource"]["aws_s3_bucket"]) == ["new"]
    guard(world.app)


def test_stacks_of_the_same_id_under_different_parents(world: World) -> None:
    S3Bucket(world.stack("net"), "bucket")
    TerraformStack(Construct(world.app, "group"), "net")

    assert "resource" not in world.written("net")
    assert (
        Problem(
            where="net and group/net",
            what="are written to the same file, the last one wins",
            got="net",
            fix="give each stack an id of its own",
        )
        in world.refusal().problems
    )


def test_a_resource_in_no_stack(world: World) -> None:
    world.stack()
    S3Bucket(world.app, "bucket")

    assert "resource" not in world.written()
    assert world.refusal().problems == (
        Problem(
            where="bucket",
            what="is in no stack, and is never written",
            fix="pass a stack, or a construct inside one, as the scope",
        ),
    )


@jsii.implements(IAspect)
class Renamer:
    """Gives every bucket another name, where it is let."""

    def visit(self, node: IConstruct) -> None:
        if isinstance(node, S3Bucket):
            node.bucket = "renamed"


def test_aspects_on_the_app(world: World) -> None:
    S3Bucket(world.stack(), "bucket", bucket="original")
    Aspects.of(world.app).add(Renamer())

    assert world.written()["resource"]["aws_s3_bucket"]["bucket"]["bucket"] == "original"
    assert world.refusal().problems == (
        Problem(
            where="the App",
            what="has aspects that are never visited",
            fix="add them to each stack: Aspects.of(stack).add(…)",
        ),
    )


def test_aspects_on_a_stack_work(world: World) -> None:
    stack = world.stack()
    S3Bucket(stack, "bucket", bucket="original")
    Aspects.of(stack).add(Renamer())

    assert world.written()["resource"]["aws_s3_bucket"]["bucket"]["bucket"] == "renamed"
    guard(world.app)


def test_elements_that_cannot_be_written_are_all_named(world: World) -> None:
    """cdktf stops at the first, and says of it only that there is one."""
    stack = world.stack()
    remote = DataTerraformRemoteStateLocal(stack, "remote", path="x")
    for id_ in ("one", "two"):
        S3Bucket(stack, id_, bucket=remote.get_list("names")[0])

    with pytest.raises(RuntimeError, match="encoded list token") as caught:
        world.app.synth()

    assert "shop/one" not in str(caught.value)
    assert [problem.where for problem in refused_elements(world.app)] == ["shop/one", "shop/two"]


def test_a_failed_synthesis_leaves_nothing_of_its_stacks(world: World, tmp_path: Path) -> None:
    good, bad = world.stack("a"), world.stack("b")
    S3Bucket(good, "bucket")
    world.app.synth()
    assert world.file("a").exists()
    remote = DataTerraformRemoteStateLocal(bad, "remote", path="x")
    S3Bucket(bad, "bucket", bucket=remote.get_list("names")[0])

    with pytest.raises(SynthesisError) as caught:
        guarded_synth(world.app)

    assert [problem.where for problem in caught.value.problems] == ["b/bucket"]
    assert list(tmp_path.rglob("cdk.tf.json")) == []
