"""A project of somebody else: one stack of their own, which reads what the dev environment publishes."""

import os

from constructs_lib.app import STACKS
from constructs_lib.entry import synthesize
from environments import ALL

if __name__ == "__main__":
    synthesize(
        ALL,
        environment=os.environ.get("CAIRN_ENVIRONMENT"),
        only=os.environ.get("CAIRN_STACKS", "").split(),
        stacks={**STACKS, "probe": "probe:ProbeStack"},
    )
