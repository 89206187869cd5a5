"""What an environment declares to use, and what is assumed of the rest."""

from typing import Any, get_args

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.foundation.usage import ASSUMPTIONS, AssumptionName, Usage


def test_every_name_has_its_default() -> None:
    assert sorted(get_args(AssumptionName)) == list(ASSUMPTIONS)


def test_a_stack_goes_before_the_environment_and_that_before_the_default() -> None:
    usage = Usage(each={"nat_gb": 300}, stacks={"one": {"nat_gb": 0}})

    assert (usage.quantity("nat_gb", "one"), usage.quantity("nat_gb", "two")) == (0, 300)
    assert usage.quantity("bucket_gb", "one") == ASSUMPTIONS["bucket_gb"].default
    assert (usage.declared("nat_gb", "one"), usage.declared("bucket_gb", "one")) == (0, None)


def refused(usage: Any) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check(usage)]


def test_accepts_whole_and_broken_numbers() -> None:
    assert refused(Usage(each={"bucket_gb": 500, "queue_requests_million": 0.5})) == []


def test_refuses_what_is_less_than_nothing() -> None:
    assert refused(Usage(each={"bucket_gb": -1})) == [("each.bucket_gb", "is out of range")]


def test_a_name_nobody_reads_is_told() -> None:
    mistyped: Any = {"bucket_gigabytes": 1}

    assert refused(Usage(each=mistyped)) == [("each.bucket_gigabytes", "is not one of the choices")]


@pytest.mark.parametrize(
    ("usage", "where"),
    [
        (Usage(each={"scaled_share_percent": 101}), "each.scaled_share_percent"),
        (Usage(stacks={"one": {"scaled_share_percent": 101}}), "stacks.one.scaled_share_percent"),
    ],
)
def test_a_share_is_of_a_hundred(usage: Usage, where: str) -> None:
    assert refused(usage) == [(where, "is out of range")]
