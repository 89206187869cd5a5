"""`terraform validate`, with the real provider, over hubs, links, VPNs and Direct Connects, the uncommon ones included."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import cdktf
import pytest

from constructs_lib.app import compose
from constructs_lib.network.direct_connect.config import DirectConnectConfig
from constructs_lib.operations.toolchain import ToolMissing, find_terraform, obtain_provider, terraform_environment
from tests.connected import (
    DATACENTER,
    DUAL_STACK,
    HUB,
    HUB_CONFIG,
    OFFICE,
    OFFICE_IPV6,
    PROD,
    TEST,
    estate,
    told,
)
from tests.environments.test_validate import Validator, about

pytestmark = pytest.mark.validate

KINDS = (
    "direct-connect",
    "transit-attachment",
    "transit-gateway",
    "transit-link",
    "transit-peering",
    "vpn",
    "vpn-gateway",
)
LINE = DirectConnectConfig(
    component="line",
    direct_connect_gateway_id="0a1b2c3d-0000-4000-8000-000000000002",
    remote_cidrs=("172.24.0.0/16",),
    owner=HUB,
)
CHANGES = (
    *DUAL_STACK,
    (HUB_CONFIG, replace(HUB_CONFIG, sharing="invitation")),
    (DATACENTER, replace(DATACENTER, owner=PROD)),
    (OFFICE, replace(OFFICE, tunnel_inside_cidrs=("169.254.44.40/30", "169.254.44.44/30"))),
)
INSIDE_IPV6 = replace(OFFICE_IPV6, tunnel_inside_cidrs=("fd00:9::/126", "fd00:9::4/126"))
MORE: Any = {HUB: (INSIDE_IPV6,), TEST: (LINE, replace(LINE, component="rented", owner="222222222222"))}


@pytest.fixture(scope="module")
def validated(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[dict[str, Any]]]:
    """The stacks of the estate, and what Terraform says of them; one has an argument that does not exist."""
    try:
        terraform = find_terraform(os.environ)
        mirror = obtain_provider(os.environ, terraform)
    except ToolMissing as error:
        pytest.skip(str(error))
    root = tmp_path_factory.mktemp("validate")
    stacks = compose(cdktf.Testing.app(), estate(*CHANGES, more=MORE))
    chosen = [name for name in stacks if any(kind in name for kind in KINDS)]
    for name in chosen:
        _write(root, name, cdktf.Testing.synth(stacks[name]))
    _write(
        root, "broken", cdktf.Testing.synth(stacks["test-us-east-1-vpn-office"]).replace("startup_action", "startup")
    )
    additions = terraform_environment(os.environ, tmp_path_factory.mktemp("terraform"), mirror)
    validate = Validator(program=terraform.path, environment=dict(os.environ) | additions)
    return chosen, validate(root)


def _write(root: Path, name: str, text: str) -> None:
    folder = root / "stacks" / name
    folder.mkdir(parents=True)
    (folder / "cdk.tf.json").write_text(text, encoding="utf-8")


def test_nothing_is_wrong_with_the_estate_itself() -> None:
    assert told(*CHANGES, more=MORE) == []


def test_every_kind_is_there(validated: tuple[list[str], list[dict[str, Any]]]) -> None:
    chosen, _ = validated

    assert {kind: any(f"-{kind}" in name for name in chosen) for kind in KINDS} == dict.fromkeys(KINDS, True)


def test_every_stack_is_valid(validated: tuple[list[str], list[dict[str, Any]]]) -> None:
    chosen, diagnostics = validated

    assert {name: about(name, diagnostics) for name in chosen if about(name, diagnostics)} == {}


def test_an_argument_that_does_not_exist_is_told(validated: tuple[list[str], list[dict[str, Any]]]) -> None:
    """Otherwise the test above could not fail."""
    _, diagnostics = validated

    assert all("startup" in each for each in about("broken", diagnostics))
    assert about("broken", diagnostics)
