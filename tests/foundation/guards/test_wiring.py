"""Names and descriptions that arrive as wiring."""

import pytest
from cdktf import Fn, TerraformOutput
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.guards.wiring import require_plain
from tests.foundation.guards.conftest import World


def test_text_in_a_template_is_evaluated_by_terraform(world: World) -> None:
    """What a user wrote as text arrives as an expression, and cdktf says nothing."""
    name = '${file("/etc/passwd")}'
    TerraformOutput(world.stack(), "name", value=name)

    assert world.written()["output"]["name"]["value"] == name
    with pytest.raises(ConfigError) as caught:
        require_plain("shop/queue", name=name, description="fine")

    assert caught.value.problems == (
        Problem(
            where="shop/queue.name",
            what="text that Terraform would evaluate",
            got=repr(name),
            allowed="plain text, or a value of another construct",
            fix="write $${ for a literal ${",
        ),
    )


@pytest.mark.parametrize("text", ["${x}", "a ${ b", "%{ if true }x%{ endif }", "$$ ${x}", "$${a} ${b}"])
def test_expressions(text: str) -> None:
    with pytest.raises(ConfigError):
        require_plain("shop", name=text)


@pytest.mark.parametrize("text", ["", "plain", "$5 {a}", "100% {b}", "$${literal}", "%%{literal}"])
def test_plain_text(text: str) -> None:
    require_plain("shop", name=text)


def test_values_of_other_constructs_pass(world: World) -> None:
    bucket = S3Bucket(world.stack(), "bucket")

    require_plain("shop", name=bucket.arn, description=f"of {bucket.arn}", upper=Fn.upper(bucket.arn))


def test_all_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        require_plain("shop", one="${a}", two="%{b}", three="c")

    assert [problem.where for problem in caught.value.problems] == ["shop.one", "shop.two"]
