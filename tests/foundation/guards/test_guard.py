"""All guards together: everything at once, and nothing damaged stays on disk."""

import json
from pathlib import Path
from typing import Any, cast

import jsii
import pytest
from cdktf import App, LocalBackend, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

from constructs_lib.foundation.errors import DamageError, Problem
from constructs_lib.foundation.guards.guard import discard, guard, guarded_synth, read
from tests.foundation.guards.conftest import World


def test_a_sound_app_stays(world: World) -> None:
    S3Bucket(world.stack(), "bucket", bucket="name")

    output = guarded_synth(world.app)

    assert output == world.output
    assert json.loads(world.file().read_text())["resource"]["aws_s3_bucket"]["bucket"]["bucket"] == "name"


def test_damage_of_several_stacks_is_told_at_once(world: World) -> None:
    one, two = world.stack("one"), world.stack("two")
    bucket = S3Bucket(one, "a.b", bucket="x")
    S3Bucket(two, "bucket", bucket=S3Bucket(two, "other").arn.upper())
    S3Bucket(one, "ab", bucket=bucket.arn)

    with pytest.raises(DamageError) as caught:
        guarded_synth(world.app)

    assert [problem.where for problem in caught.value.problems] == ["two/bucket.bucket", "one/a.b and one/ab"]
    assert str(caught.value).startswith(
        "2 problems in the synthesized Terraform:\ntwo/bucket.bucket: a value known only"
    )


def test_nothing_of_a_damaged_app_stays(world: World, tmp_path: Path) -> None:
    """Plain Terraform, started in the folder of a stack, must find nothing it could apply."""
    for id_ in ("good", "bad"):
        stack = world.stack(id_)
        TerraformOutput(stack, "x", value="y" if id_ == "good" else "<x object at 0x7f3cbdfcbc40>")

    with pytest.raises(DamageError):
        guarded_synth(world.app)

    assert list(tmp_path.rglob("cdk.tf.json")) == []


def test_stacks_of_other_runs_are_left_alone(world: World) -> None:
    world.stack("one")
    guarded_synth(world.app)
    world.app = App(outdir=str(world.output))
    TerraformStack(world.app, "two")  # no backend

    with pytest.raises(DamageError):
        guarded_synth(world.app)

    assert (world.file("one").exists(), world.file("two").exists()) == (True, False)


def test_known_problems_alone_are_damage(world: World) -> None:
    world.stack()
    known = Problem(where="shop/x", what="is lost")

    with pytest.raises(DamageError) as caught:
        guarded_synth(world.app, known=[known])

    assert caught.value.problems == (known,)


def test_hcl_cannot_be_checked(world: World) -> None:
    """SYNTH_HCL_OUTPUT makes cdktf write another language, which nothing here can read."""
    world.app = App(outdir=str(world.output), hcl_output=True)
    stack = TerraformStack(world.app, "shop")
    AwsProvider(stack, "aws", region="us-east-1")
    LocalBackend(stack, path="x.tfstate")

    with pytest.raises(DamageError) as caught:
        guarded_synth(world.app)

    assert [(problem.where, problem.got, problem.fix) for problem in caught.value.problems] == [
        ("shop", "cdk.tf", "unset SYNTH_HCL_OUTPUT")
    ]
    assert not (world.output / "stacks" / "shop" / "cdk.tf").exists()


def test_an_app_without_stacks(world: World) -> None:
    world.app.synth()

    guard(world.app)
    assert read(world.output) == ((), ())


def test_discarding_what_is_not_there(tmp_path: Path) -> None:
    discard(tmp_path, ["never-written"])


def test_everything_of_one_tree_costs_one_message(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guards must stay small beside synthesis, so they may not ask Node about each resource."""
    stack = world.stack()
    for index in range(50):
        S3Bucket(stack, f"bucket-{index}")
    world.app.synth()
    messages: list[str] = []
    process: Any = type(cast("Any", jsii.kernel.provider)._process)
    send = process.send
    monkeypatch.setattr(
        process,
        "send",
        lambda node, request, kind: messages.append(type(request).__name__) or send(node, request, kind),
    )

    guard(world.app)

    assert len(messages) < 20


def test_the_guard_alone_takes_the_files_away(world: World) -> None:
    """For whoever calls `app.synth()` and `guard` himself."""
    TerraformOutput(world.stack(), "x", value="<x object at 0x7f3cbdfcbc40>")
    world.app.synth()
    assert world.file().exists()

    world.refusal()

    assert not world.file().exists()


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, ValueError])
def test_an_interrupted_synthesis_leaves_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, interruption: type[BaseException]
) -> None:
    """What was written until then nobody has looked at."""
    world.stack()
    synth = world.app.synth

    def interrupted() -> None:
        synth()
        raise interruption

    monkeypatch.setattr(world.app, "synth", interrupted)

    with pytest.raises(interruption):
        guarded_synth(world.app)

    assert not world.file().exists()
