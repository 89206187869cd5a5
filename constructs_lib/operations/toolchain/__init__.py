"""The programs Cairn runs and where this machine has them: Terraform, the AWS provider, Node, the cdktf command line, Checkov.

Finding starts nothing but `terraform version` and takes a fraction of a second; only `obtain_provider` may download. What
is missing is told with where it was looked for and how to get it.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from constructs_lib.operations.toolchain.programs import (
    Terraform,
    ToolMissing,
    find_cdktf_cli,
    find_checkov,
    find_node,
    find_terraform,
)
from constructs_lib.operations.toolchain.provider import find_provider_mirror, obtain_provider, terraform_environment

__all__ = [
    "Terraform",
    "ToolMissing",
    "Toolchain",
    "discover",
    "find_cdktf_cli",
    "find_checkov",
    "find_node",
    "find_provider_mirror",
    "find_terraform",
    "obtain_provider",
    "terraform_environment",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Toolchain:
    """What this machine has. Terraform is always needed, the rest by some commands."""

    terraform: Path
    terraform_version: str
    provider_mirror: Path | None  # None: only the registry has it
    node: Path | None
    cdktf: Path | None


def discover(environ: Mapping[str, str], project: Path) -> Toolchain:
    """Find everything; refuse when Terraform is missing or too old, or a setting names what is not there."""
    terraform = find_terraform(environ)
    node = cdktf = None
    with contextlib.suppress(ToolMissing):
        node = find_node(environ)
    with contextlib.suppress(ToolMissing):
        cdktf = find_cdktf_cli(project, environ)
    return Toolchain(
        terraform=terraform.path,
        terraform_version=terraform.version,
        provider_mirror=find_provider_mirror(environ, target=terraform.platform),
        node=node,
        cdktf=cdktf,
    )
