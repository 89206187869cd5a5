"""What one stack's JSON gives away. Each kind of damage is first made with the real cdktf."""

import json
import subprocess
import sys
from base64 import b64encode
from hashlib import sha512
from pathlib import Path
from typing import Any

import pytest
from cdktf import DataTerraformRemoteStateLocal, Fn, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.guards.document import (
    Document,
    ambiguous_ids,
    cross_stack_references,
    damage,
    lost_blocks,
    machine_dependence,
    mangled_tokens,
    missing_backend,
)
from constructs_lib.foundation.guards.guard import guard
from tests.foundation.guards.conftest import World

TOKEN_FIX = "use Fn (Fn.upper, Fn.substr, Fn.tostring, …) or pass the value on whole: in Python it is a token, no text and no number"

MANGLED: dict[str, Any] = {
    "other letters": lambda db: db.arn.upper(),
    "titles": lambda db: db.arn.title(),
    "the front cut off": lambda db: db.arn[-8:],
    "nearly all cut off": lambda db: db.arn[-3:],
    "the end cut off": lambda db: db.arn[:12],
    "split": lambda db: db.arn.split(".")[1],
    "a number in text": lambda db: f"port-{db.port}",
    "a number rounded": lambda db: f"{db.port:.0e}",
    "a number grouped": lambda db: f"{db.port:,.0f}",
    "a number made whole": lambda db: f"{int(db.port)}",
    "a number doubled": lambda db: f"{db.port * 2}",
    "a number negated": lambda db: f"{-db.port}",
    "a truth value in text": lambda db: f"{db.multi_az}",
    "a construct in text": lambda db: f"{db}",
    "a class in text": lambda db: f"{type(db)}",
}


def document(**content: Any) -> Document:
    return Document.parse("shop", json.dumps({"terraform": {"backend": {"s3": {}}}, **content}, indent=2))


def resource(**body: Any) -> dict[str, Any]:
    return {"aws_x": {"y": {"//": {"metadata": {"path": "shop/part/y"}}, **body}}}


@pytest.mark.parametrize("mangle", MANGLED.values(), ids=MANGLED)
def test_tokens_that_python_code_has_changed(world: World, mangle: Any) -> None:
    """None of these stops cdktf, and none means what its author meant."""
    stack = world.stack()
    database = DbInstance(stack, "db", instance_class="db.t4g.micro")
    S3Bucket(stack, "bucket", tags={"Name": mangle(database)})

    arrived = world.written()["resource"]["aws_s3_bucket"]["bucket"]["tags"]["Name"]

    assert "${aws_db_instance" not in arrived
    assert [(problem.where, problem.fix) for problem in world.refusal().problems] == [
        ("shop/bucket.tags.Name", TOKEN_FIX)
    ]


def test_a_number_that_was_calculated_with(world: World) -> None:
    stack = world.stack()
    database = DbInstance(stack, "db", instance_class="db.t4g.micro")
    DbInstance(stack, "other", instance_class="db.t4g.micro", port=database.port * 2)

    assert abs(world.written()["resource"]["aws_db_instance"]["other"]["port"]) > 1e298
    assert [problem.where for problem in world.refusal().problems] == ["shop/other.port"]


def test_tokens_that_are_used_well(world: World) -> None:
    stack = world.stack()
    database = DbInstance(stack, "db", instance_class="db.t4g.micro")
    S3Bucket(
        stack,
        "bucket",
        bucket=f"of-{database.arn}-end",
        tags={
            "upper": Fn.upper(database.arn),
            "json": json.dumps({"arn": database.arn, "port": database.port}),
            "port": Fn.tostring(database.port),
        },
    )
    DbInstance(stack, "other", instance_class="db.t4g.micro", port=database.port)
    world.app.synth()

    guard(world.app)


@given(st.binary(min_size=200, max_size=3000))
def test_no_certificate_hash_or_encoded_file_looks_like_a_token(content: bytes) -> None:
    body = {
        "base64": b64encode(content).decode(),
        "pem": f"-----BEGIN CERTIFICATE-----\n{b64encode(content).decode()}\n-----END CERTIFICATE-----",
        "hash": sha512(content).hexdigest(),
        "number": str(int.from_bytes(sha512(content).digest() * 4)),
    }

    assert list(mangled_tokens(document(resource=resource(**body)))) == []


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:iam::111111111111:role/token.7",
        "1.5e+10 events, 6.02e+23 of them",
        "look at 0x7f, then at 0xdeadbeef",
        '{"limits": [1.0], "matrix": [[1],[2]]}',
        "1" * 309,  # a 1024-bit modulus
        "1" * 617,  # a 2048-bit modulus
        "a session token.1",
        "<class name='x'>",
    ],
)
def test_text_that_only_looks_like_a_token(text: str) -> None:
    found = list(mangled_tokens(document(resource=resource(text=text, policy=json.dumps({"text": text})))))

    assert found == []


def test_a_mangled_key_is_found_too() -> None:
    found = list(mangled_tokens(document(output={"x": {"value": {"${TFTOKEN[TOKEN.1]}": "v"}}})))

    assert [problem.where for problem in found] == ["shop/output.x.value.${TFTOKEN[TOKEN.1]}"]


def test_a_block_of_which_nothing_arrived(world: World) -> None:
    """`from_port` is not how JavaScript spells it, so cdktf drops it."""
    SecurityGroup(world.stack(), "group", ingress=[{"from_port": 1, "to_port": 2}])

    assert set(world.written()["resource"]["aws_security_group"]["group"]["ingress"][0].values()) == {None}
    (problem,) = world.refusal().problems
    assert (problem.where, problem.what) == ("shop/group.ingress[0]", "a block without any value")
    assert "SecurityGroupIngress(from_port=…)" in problem.fix


def test_a_typed_block_and_an_empty_one_are_fine(world: World) -> None:
    SecurityGroup(world.stack(), "group", ingress=[SecurityGroupIngress(from_port=1, to_port=2, protocol="tcp")])
    world.app.synth()

    guard(world.app)
    assert list(lost_blocks(document(resource=resource(filter=[{}], values=[None], note=None)))) == []


def test_nested_nulls_are_nothing_either() -> None:
    found = list(lost_blocks(document(resource=resource(rule=[{"a": None, "b": {"c": None}}]))))

    assert [(problem.where, problem.got) for problem in found] == [("shop/part/y.rule[0]", "a, b")]


def test_an_id_that_an_address_cannot_carry(world: World) -> None:
    S3Bucket(world.stack(), "a.b", bucket="x")

    assert list(world.written()["resource"]["aws_s3_bucket"]) == ["ab"]
    assert world.refusal().problems == (
        Problem(
            where="shop/a.b",
            what="an id that Terraform addresses cannot carry",
            got="'a.b'",
            allowed="a letter, then letters, digits, - and _",
            fix="ids are literal kebab-case; what varies belongs in a name or a tag",
        ),
    )


@pytest.mark.parametrize("id_", ["Default", "x", "log-bucket", "Resource", "a_1"])
def test_good_ids(id_: str) -> None:
    body = {"aws_x": {"y": {"//": {"metadata": {"path": f"shop/{id_}"}}}}}

    assert list(ambiguous_ids(document(resource=body))) == []


@pytest.mark.parametrize("id_", ["1st", "a b", "a.b", "a,b", "ä", "", "-a"])
def test_bad_ids_of_outputs(id_: str) -> None:
    """Outputs have no path of their own in the JSON; cdktf lists theirs elsewhere."""
    notes = {"//": {"outputs": {"shop": {id_: "x"}}}}

    assert [problem.got for problem in ambiguous_ids(document(**notes))] == [repr(id_)]


def test_no_backend(world: World) -> None:
    """cdktf then keeps the state wherever it was started, by its full path."""
    AwsProvider(TerraformStack(world.app, "shop"), "aws", region="us-east-1")

    path = world.written()["terraform"]["backend"]["local"]["path"]

    assert path == str(Path.cwd() / "terraform.shop.tfstate")
    assert [(problem.where, problem.got) for problem in world.refusal().problems] == [("shop", path)]


@pytest.mark.parametrize(
    "settings", [{"backend": {"s3": {}}}, {"cloud": {"organization": "x"}}, {"backend": {"local": {"path": "../x"}}}]
)
def test_backends(settings: dict[str, Any]) -> None:
    assert list(missing_backend(document(terraform=settings))) == []


@pytest.mark.parametrize("settings", [{}, {"backend": {}}, {"backend": {"local": {"path": "/home/x/y"}}}])
def test_backends_that_are_none(settings: dict[str, Any]) -> None:
    assert len(list(missing_backend(document(terraform=settings)))) == 1


def test_a_value_of_another_stack(world: World) -> None:
    bucket = S3Bucket(world.stack("one"), "bucket")
    S3Bucket(world.stack("two"), "bucket", bucket=bucket.arn)

    value = world.written("two")["resource"]["aws_s3_bucket"]["bucket"]["bucket"]

    assert value.startswith("${data.terraform_remote_state.cross-stack-reference-input-one.outputs.cross-stack-output-")
    assert [problem.where for problem in world.refusal().problems] == [
        "one/output.cross-stack-output-aws_s3_bucketbucketarn",
        "two/bucket.bucket",
    ]


def test_a_remote_state_somebody_asked_for_is_fine(world: World) -> None:
    stack = world.stack()
    remote = DataTerraformRemoteStateLocal(stack, "legacy", path="../legacy.tfstate")
    S3Bucket(stack, "bucket", bucket=remote.get_string("bucket"))
    world.app.synth()

    guard(world.app)
    assert list(cross_stack_references(document(output={"x": {"value": "y"}}))) == []


def test_a_path_of_this_machine(world: World) -> None:
    TerraformOutput(world.stack(), "code", value=f'${{filebase64("{Path(__file__)}")}}')
    where = str(Path(__file__).resolve())

    assert where in world.written()["output"]["code"]["value"]
    found = list(machine_dependence(read(world), [str(Path(__file__).parent)]))
    assert [(problem.where, problem.got) for problem in found] == [("shop/output.code.value", where)]


def test_a_path_that_is_not_here_belongs_to_somewhere_else() -> None:
    """A container's /app may have the name of the folder this runs in."""
    here = str(Path(__file__).parent)

    body = resource(command=f"{here}/not-here", other=f"{here}-too", url=f"https://x{here}")

    assert list(machine_dependence(document(resource=body), [here])) == []


def test_everything_is_found_at_once() -> None:
    found = damage(document(terraform={}, resource=resource(a="${TFTOKEN[TOKEN.1]}", b=[{"c": None}])))

    assert [problem.where for problem in found] == ["shop/part/y.a", "shop/part/y.b[0]", "shop"]


def read(world: World) -> Document:
    return Document.parse("shop", world.file().read_text())


def test_pure_checks_load_no_cdktf(project: Path) -> None:
    code = "import sys, constructs_lib.foundation.guards.document; print([m for m in sys.modules if 'jsii' in m])"
    result = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"
