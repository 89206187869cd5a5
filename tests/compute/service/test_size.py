"""Pairs of CPU and memory that Fargate has, and those it only seems to have."""

import pytest

from constructs_lib.compute.service.size import TaskSize
from constructs_lib.foundation.config import check


@pytest.mark.parametrize(
    ("cpu", "memory_mb"),
    [
        (256, 512),
        (256, 2048),
        (512, 1024),
        (512, 4096),
        (1024, 2048),
        (1024, 8192),
        (2048, 16_384),
        (4096, 30_720),
        (8192, 16_384),
        (8192, 61_440),
        (16_384, 32_768),
        (16_384, 122_880),
    ],
)
def test_accepts(cpu: int, memory_mb: int) -> None:
    assert check(TaskSize(cpu=cpu, memory_mb=memory_mb)) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cpu", "memory_mb", "allowed"),
    [
        # the pair that passes Terraform's plan
        (256, 8192, "512, 1024, 2048"),
        (512, 512, "1024, 2048, 3072, 4096"),
        (1024, 1024, "2048 to 8192 in steps of 1024"),
        (1024, 2500, "2048 to 8192 in steps of 1024"),
        (4096, 31_744, "8192 to 30720 in steps of 1024"),
        (8192, 17_408, "16384 to 61440 in steps of 4096"),
        (16_384, 36_864, "32768 to 122880 in steps of 8192"),
    ],
)
def test_refuses(cpu: int, memory_mb: int, allowed: str) -> None:
    assert [str(problem) for problem in check(TaskSize(cpu=cpu, memory_mb=memory_mb))] == [  # type: ignore[arg-type]
        f"memory_mb: is nothing Fargate offers with {cpu} CPU units\n    got      {memory_mb}\n    allowed  {allowed}"
    ]


@pytest.mark.parametrize(("field", "value"), [("cpu", 300), ("architecture", "arm64"), ("ephemeral_storage_gib", 201)])
def test_refuses_what_no_task_has(field: str, value: object) -> None:
    assert [problem.where for problem in check(TaskSize(**{field: value}))] == [field]  # type: ignore[arg-type]
