"""A small App of its own for each test, and what cdktf writes for it when nobody looks."""

import json
from pathlib import Path
from typing import Any

import pytest
from cdktf import App, LocalBackend, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.foundation.errors import DamageError
from constructs_lib.foundation.guards.guard import guard


class World:
    """An App in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "out"
        self.app = App(outdir=str(self.output))

    def stack(self, id_: str = "shop") -> TerraformStack:
        """A stack with which nothing is wrong."""
        stack = TerraformStack(self.app, id_)
        AwsProvider(stack, "aws", region="us-east-1")
        LocalBackend(stack, path=f"{id_}.tfstate")
        return stack

    def file(self, stack: str = "shop") -> Path:
        """What Terraform would read."""
        return self.output / "stacks" / stack / "cdk.tf.json"

    def written(self, stack: str = "shop") -> Any:
        """What cdktf writes, with no guard in its way."""
        self.app.synth()
        return json.loads(self.file(stack).read_text())

    def refusal(self) -> DamageError:
        """What the guard says to that."""
        with pytest.raises(DamageError) as caught:
            guard(self.app)
        return caught.value


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)
