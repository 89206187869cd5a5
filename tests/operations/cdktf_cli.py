"""The real cdktf command line in a project's folder, with an emulated AWS around it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from constructs_lib.operations.emulator import Emulator, isolated_environment
from constructs_lib.operations.toolchain import (
    find_cdktf_cli,
    find_node,
    find_terraform,
    obtain_provider,
    terraform_environment,
)


class Cdktf:
    """`cdktf` in one folder. Raises `ToolMissing` where it, Node, Terraform or the provider is missing."""

    def __init__(self, folder: Path, aws: Emulator, *, installed_in: Path, environment: Mapping[str, str]) -> None:
        mirror = obtain_provider(os.environ, find_terraform(os.environ))
        settings = terraform_environment(os.environ, folder, mirror)
        isolated = isolated_environment(environment, aws.endpoint, terraform_config=settings["TF_CLI_CONFIG_FILE"])
        self.folder = folder
        self.environment = isolated | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "CI": "1",
            "FORCE_COLOR": "0",
            "CDKTF_DISABLE_PLUGIN_CACHE_ENV": "1",
            "DISABLE_VERSION_CHECK": "1",
            "CDKTF_HOME": str(folder / ".cairn" / "cdktf"),
        }
        self.command = (str(find_node(os.environ)), str(find_cdktf_cli(installed_in, os.environ)))

    def __call__(self, *arguments: str) -> str:
        """Run it to its end, which must be a good one. Returns what it said."""
        answer = subprocess.run(
            [*self.command, *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout
