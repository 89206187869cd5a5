"""What one task has: the pairs of CPU and memory that Fargate offers."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from annotated_types import Interval

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem

_GIB = 1024
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
_MEMORY_MB: Mapping[int, tuple[int, ...]] = {
    256: (512, 1 * _GIB, 2 * _GIB),
    512: tuple(range(1 * _GIB, 4 * _GIB + 1, _GIB)),
    1024: tuple(range(2 * _GIB, 8 * _GIB + 1, _GIB)),
    2048: tuple(range(4 * _GIB, 16 * _GIB + 1, _GIB)),
    4096: tuple(range(8 * _GIB, 30 * _GIB + 1, _GIB)),
    8192: tuple(range(16 * _GIB, 60 * _GIB + 1, 4 * _GIB)),
    16384: tuple(range(32 * _GIB, 120 * _GIB + 1, 8 * _GIB)),
}
INCLUDED_STORAGE_GIB = 20
"""What every task has, and AWS wants unsaid."""


@config
class TaskSize:
    """CPU, memory, processor and disk of a task."""

    cpu: Literal[256, 512, 1024, 2048, 4096, 8192, 16384] = 256
    """1024 units are one processor."""
    memory_mb: int = 512
    """Each CPU size has its own range and steps."""
    architecture: Literal["ARM64", "X86_64"] = "ARM64"
    """What the image is built for. Graviton costs a fifth less for the same work."""
    ephemeral_storage_gib: Annotated[int, Interval(ge=INCLUDED_STORAGE_GIB, le=200)] = INCLUDED_STORAGE_GIB
    """Disk of the task's own; 20 are included."""

    def problems(self) -> Iterator[Problem]:
        """Pairs that pass Terraform's plan and that AWS refuses."""
        offered = _MEMORY_MB[self.cpu]
        if self.memory_mb not in offered:
            first, last, step = offered[0], offered[-1], offered[-1] - offered[-2]
            yield Problem(
                where="memory_mb",
                what=f"is nothing Fargate offers with {self.cpu} CPU units",
                got=str(self.memory_mb),
                allowed=", ".join(map(str, offered)) if len(offered) <= 4 else f"{first} to {last} in steps of {step}",  # noqa: PLR2004
            )
