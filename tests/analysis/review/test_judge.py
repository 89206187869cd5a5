"""One word on a whole environment."""

from typing import Any

import pytest

from constructs_lib.analysis.review.finding import Finding
from constructs_lib.analysis.review.judge import Review, review
from tests.analysis.review.plan_json import entry, stack

TAG = entry("aws_sns_topic.t", {"tags": {}}, {"tags": {"a": "b"}})
KEEPS_LESS = entry("aws_cloudwatch_log_group.l", {"retention_in_days": 9}, {"retention_in_days": 8})
LOST = entry("aws_s3_bucket.b", {"id": "b"}, None)


@pytest.mark.parametrize(
    ("made", "verdict"),
    [
        (review("dev", [stack()]), "nothing"),
        (review("dev", [stack(TAG)]), "safe"),
        (review("dev", [stack(TAG), stack(because_of=("p",))]), "provisional"),
        (review("dev", [stack(KEEPS_LESS), stack(because_of=("p",))]), "look"),
        (review("dev", [stack(KEEPS_LESS)], failed={"x": "no"}), "incomplete"),
        (review("dev", [stack(LOST), stack(KEEPS_LESS)], failed={"x": "no"}), "dangerous"),
        (review("dev", [], gone=["dev-us-east-1-queue"]), "dangerous"),
        (review("dev", [stack(TAG)], more=[Finding(topic="cost", severity="look", what="costs more")]), "look"),
    ],
)
def test_the_verdict_is_the_worst_of_it(made: Review, verdict: str) -> None:
    assert made.verdict == verdict


def test_reasons_count_by_topic() -> None:
    made = review("dev", [stack(LOST, KEEPS_LESS), stack(because_of=("p",), stack_id="r")], failed={"x": "no"})

    assert made.reasons == (
        "Not planned: x",
        "Data at risk: 1 dangerous, 1 to look at",
        "Provisional: 1 of 2 stacks, planned on values that are not final",
    )


def test_a_replaced_subnet_names_who_reads_it() -> None:
    reads: dict[str, Any] = {"//": {"cairn": {"reads": {"net": {"/path": "x"}}}}}
    subnet = entry("aws_subnet.s", {"cidr_block": "a"}, {"cidr_block": "b"}, replaced_by="cidr_block")

    made = review("dev", [stack(subnet, stack_id="net"), stack(stack_id="service", document=reads)])

    assert made.findings[0].details == ("cidr_block cannot be changed in place", "read by service")


def test_machines_get_all_of_it() -> None:
    told = review("dev", [stack(LOST, stack_id="s")], base="abc").as_json()

    assert (told["verdict"], told["base"], told["stacks"][0]["counts"]["destroy"]) == ("dangerous", "abc", 1)
    assert told["findings"][0]["address"] == "aws_s3_bucket.b"
