"""What cdktf knows of the order of stacks."""

import json
from pathlib import Path


def test_an_environment_can_be_deployed_by_pattern(estate_folder: Path) -> None:
    """cdktf refuses `deploy 'dev-*'` while a stack of it depends on one that is not of it, deployed or not."""
    stacks = json.loads((estate_folder / "manifest.json").read_text(encoding="utf-8"))["stacks"]
    depends = {stack_id: entry["dependencies"] for stack_id, entry in stacks.items()}

    assert "dev-us-east-1-network" in depends["dev-us-east-1-peering-tools"]
    assert [
        (stack_id, other)
        for stack_id, others in depends.items()
        for other in others
        if stack_id.partition("-")[0] != other.partition("-")[0]
    ] == []
