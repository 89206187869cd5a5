"""The same bytes and the same errors, whichever way the provider is loaded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from constructs_lib.foundation.bindings.pieces import Pieces
from tests.foundation.bindings.conftest import caches, library, pieces, provider_root, run_shared

if TYPE_CHECKING:
    from tests.foundation.bindings.conftest import Result, Runner

pytestmark = pytest.mark.stock
__all__ = ["caches", "library", "pieces", "provider_root", "run_shared"]


@pytest.fixture(scope="module")
def stock(run_shared: Runner) -> Result:
    # jsii's own cache would take 400 MB for the published provider.
    return run_shared("rich.py", env={"CAIRN_STOCK_BINDINGS": "1", "JSII_RUNTIME_PACKAGE_CACHE": "disabled"})


@pytest.fixture(scope="module")
def fast(run_shared: Runner, pieces: Pieces) -> Result:
    assert pieces.assembly["name"] == "@cdktf/provider-aws"  # cut before, for all tests
    return run_shared("rich.py")


@pytest.fixture(scope="module")
def late(run_shared: Runner, pieces: Pieces) -> Result:
    assert pieces.assembly["name"] == "@cdktf/provider-aws"
    return run_shared("rich.py", "late")


def test_every_way_ends_well(stock: Result, fast: Result, late: Result) -> None:
    assert [(each.returncode, each.stderr) for each in (stock, fast, late)] == [(0, "")] * 3


def test_the_program_is_a_rich_one(stock: Result) -> None:
    """Otherwise equality says little."""
    main = json.loads(stock.output["stacks/main/cdk.tf.json"])

    assert len(main["resource"]) >= 8
    assert len(main["provider"]["aws"]) == 2
    assert main["data"].keys() == {"aws_availability_zones", "aws_iam_policy_document"}
    assert main.keys() >= {"import", "locals", "moved", "output", "variable"}
    assert main["resource"]["aws_s3_bucket"]["the_bucket"]["tags"] == {"Aspect": "yes"}
    (group,) = main["resource"]["aws_security_group"].values()
    assert "for key, val in" in group["ingress"]
    assert group["revoke_rules_on_delete"] is True
    assert len(stock.output) == 6


@pytest.mark.parametrize("way", ["fast", "late"])
def test_the_output_is_the_same_byte_for_byte(stock: Result, request: pytest.FixtureRequest, way: str) -> None:
    actual: Result = request.getfixturevalue(way)

    assert actual.output.keys() == stock.output.keys()
    assert [name for name in stock.output if actual.output[name] != stock.output[name]] == []


@pytest.mark.parametrize("way", ["fast", "late"])
def test_wrong_calls_fail_with_the_same_errors(stock: Result, request: pytest.FixtureRequest, way: str) -> None:
    actual: Result = request.getfixturevalue(way)
    expected = json.loads(stock.output["errors.json"])

    assert json.loads(actual.output["errors.json"]) == expected
    assert len(set(expected.values())) > 20
    assert "@cdktf/provider-aws.s3Bucket.S3Bucket#putLifecycleRule" in expected["a late type in a refusal"]


def test_callbacks_are_handed_the_right_classes(stock: Result) -> None:
    """What an aspect sees in the stock program, which the others are compared with."""
    seen = json.loads(stock.output["seen.json"])

    assert {"main/network/Default Vpc", "main/bucket S3Bucket", "main/acl Wafv2WebAcl"} <= set(seen)
