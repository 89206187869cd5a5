"""Real failures of cdktf, jsii, the bindings and Python, and the whole text a person reads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cdktf import (
    App,
    Aspects,
    LocalBackend,
    TerraformStack,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

from constructs_lib.foundation.errors import CairnError, ConfigError, InternalError, Problem, SynthesisError
from constructs_lib.foundation.guards.guard import guarded_synth
from constructs_lib.foundation.plain_errors import explain, plain_errors
from tests.foundation.failures import FAILURES, WHILE_WRITING, Failure


@pytest.mark.parametrize(("fail", "where", "what", "got"), FAILURES.values(), ids=FAILURES)
def test_a_real_failure(tmp_path: Path, fail: Failure, where: str, what: str, got: str) -> None:
    app = App(outdir=str(tmp_path / "out"))
    stack = TerraformStack(app, "shop")
    AwsProvider(stack, "aws", region="us-east-1")
    LocalBackend(stack, path="x")

    with pytest.raises(SynthesisError) as caught, plain_errors():
        fail(app, stack)

    (problem,) = caught.value.problems
    assert (problem.where, problem.what, problem.got) == (where, what, got)
    text = str(caught.value)
    assert "Traceback" not in text
    assert "jsii" not in text
    assert "🛑" not in text
    assert problem.line.startswith("tests/") or fail in WHILE_WRITING


def test_the_line_is_the_users_own(tmp_path: Path) -> None:
    stack = TerraformStack(App(outdir=str(tmp_path / "out")), "shop")

    with pytest.raises(SynthesisError) as caught, plain_errors():
        S3Bucket(stack, "b", bucket=5)  # type: ignore[arg-type]  # this line

    assert caught.value.problems[0].line.endswith("# this line")
    assert f"{Path(__file__).name}:" in caught.value.problems[0].line


def test_with_debug_the_original_comes_out() -> None:
    with pytest.raises(KeyError), plain_errors(debug=True):
        _ = {}["x"]


def test_cairns_own_refusals_pass() -> None:
    refusal = ConfigError([Problem(what="x")])

    with pytest.raises(ConfigError) as caught, plain_errors():
        raise refusal

    assert caught.value is refusal


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_interruptions_pass(interruption: type[BaseException]) -> None:
    with pytest.raises(interruption), plain_errors():
        raise interruption


def test_a_mistake_in_somebodys_own_code_names_its_line() -> None:
    with pytest.raises(SynthesisError) as caught, plain_errors():
        _ = {}["missing"]

    (problem,) = caught.value.problems
    assert problem.what == "KeyError: 'missing'"
    assert '{}["missing"]' in problem.line


def test_a_mistake_in_the_library_is_an_internal_error() -> None:
    """Nobody who reads it can mend it, so it asks for the whole story instead."""
    from constructs_lib.foundation.names import physical_name

    with pytest.raises(InternalError) as caught, plain_errors():
        physical_name("dev", None)  # type: ignore[arg-type]

    text = str(caught.value)
    assert text.startswith(
        "internal error: AttributeError: 'NoneType' object has no attribute 'split' (constructs_lib/"
    )
    assert text.endswith("; run again with CAIRN_DEBUG=1 to see all of it")
    assert "\n" not in text


def test_a_file_python_cannot_read(tmp_path: Path) -> None:
    file = tmp_path / "prod.py"
    file.write_text("X = (\n")

    with pytest.raises(SynthesisError) as caught, plain_errors():
        compile(file.read_text(), str(file), "exec")

    assert caught.value.problems == (Problem(what="'(' was never closed", line=f"{file}:1"),)


def test_an_error_without_a_trace() -> None:
    assert isinstance(explain(ValueError("x")), CairnError)


@pytest.mark.parametrize("node", ["/no/such/node", "/bin/false"])
def test_node_that_does_not_start(project: Path, node: str) -> None:
    """Not there, or not Node: one message, and none of jsii's own when Python ends."""
    code = (
        "from constructs_lib.foundation.plain_errors import plain_errors\n"
        "from constructs_lib.foundation.errors import CairnError\n"
        "try:\n"
        "    with plain_errors():\n"
        "        import cdktf\n"
        "        cdktf.App(outdir='unused')\n"
        "except CairnError as error:\n"
        "    print(error)\n"
    )

    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env={**os.environ, "JSII_NODE": node},
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout.startswith("1 problem while making the Terraform:\nNode.js does not start, or stopped")
    assert "Traceback" not in result.stdout + result.stderr
    assert ("/no/such/node" if "such" in node else "JSONDecodeError") in result.stdout


def test_an_aspect_that_fails(tmp_path: Path) -> None:
    """Its exception goes through Node and back; only its text returns."""
    import jsii
    from cdktf import IAspect

    @jsii.implements(IAspect)
    class Failing:
        def visit(self, node: object) -> None:
            raise ValueError("bad aspect")

    app = App(outdir=str(tmp_path / "out"))
    stack = TerraformStack(app, "shop")
    LocalBackend(stack, path="x")
    Aspects.of(stack).add(Failing())

    with pytest.raises(SynthesisError, match="bad aspect"), plain_errors():
        guarded_synth(app)
