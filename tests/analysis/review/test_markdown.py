"""The comment: verdict first, never too long, and nothing in it that somebody else's text could do."""

import pytest

from constructs_lib.analysis.review.finding import Finding
from constructs_lib.analysis.review.judge import review
from constructs_lib.analysis.review.markdown import LIMIT, marker, render
from tests.analysis.review.plan_json import entry, stack

TAG = entry("aws_sns_topic.t", {"tags": {}}, {"tags": {"a": "b"}})


def test_a_small_one_whole() -> None:
    assert render(review("dev", [stack(TAG)])) == (
        "<!-- cairn-review: dev -->\n"
        "## dev: ✅ safe\n"
        "\n"
        "1 stack(s) planned: 0 to add, 1 to change, 0 to destroy, 0 of them replaced.\n"
        "\n"
        "<details>\n"
        "<summary>All changes (2 lines)</summary>\n"
        "\n"
        "```diff\n"
        "# dev-us-east-1-data: 0 to add, 1 to change, 0 to destroy\n"
        "! update aws_sns_topic.t\n"
        "      tags.a: none → b\n"
        "```\n"
        "\n"
        "</details>\n"
    )


def test_the_marker_comes_first_and_tells_environments_apart() -> None:
    assert render(review("dev", [])).startswith(marker("dev"))
    assert marker("dev") != marker("devel")


def big(resources: int) -> str:
    entries = [entry(f"aws_sns_topic.topic-{n:05}-{'x' * 60}", None, {"name": "ü" * 90}) for n in range(resources)]
    opened = [
        Finding(
            topic="network", severity="look", stack_id="s", address=f"a.{n}", what="lets through", details=("y" * 90,)
        )
        for n in range(resources)
    ]
    weak = Finding(topic="encryption", severity="danger", stack_id="s", address="aws_kms_key.k", what="is weaker")
    return render(review("dev", [stack(*entries)], more=[*opened, weak]))


@pytest.mark.parametrize("resources", [10, 400, 5_000])
def test_it_fits_and_what_is_dangerous_stays(resources: int) -> None:
    text = big(resources)

    assert len(text.encode()) <= LIMIT
    assert "`aws_kms_key.k` is weaker" in text
    assert ("more did not fit" in text) is (resources > 10)
    assert text.count("```") % 2 == 0
    assert text.count("<details>") == text.count("</details>") == 1


def test_the_same_review_is_the_same_text() -> None:
    assert big(300) == big(300)


EVIL = "x`y```\n</details><!-- @everyone\u2028# head [a](b) <img src=x>"


def test_nobody_elses_text_becomes_markdown() -> None:
    evil = entry("aws_sns_topic.t", {"name": "a"}, {"name": EVIL})
    finding = Finding(topic="data", severity="look", stack_id="s", address="a", what="is", details=(EVIL,))
    text = render(review("dev", [stack(evil)], more=[finding], failed={"s": EVIL}))

    lines = text.splitlines()
    assert "````diff" in lines  # one backtick more than anything inside
    assert lines.count("</details>") == 1
    assert [line for line in lines if line.startswith("# head")] == []
    assert "  - ```` x`y``` </details><!-- @everyone # head [a](b) <img src=x> ````" in lines


def test_provisional_and_failed_stacks_are_told() -> None:
    planned = stack(because_of=("dev-us-east-1-network",), placeholders=("/a",))
    text = render(review("dev", [planned], failed={"dev-us-east-1-x": "first line\nsecond"}, base="0123456789abcdef"))

    assert "is planned on what dev-us-east-1-network will publish; 1 value(s) are placeholders" in text
    assert "  first line\n  second" in text
    assert "Stacks that differ from `0123456789ab`" in text


def test_long_values_are_cut() -> None:
    text = render(review("dev", [stack(entry("aws_iam_policy.p", {"policy": "a"}, {"policy": "b" * 5_000}))]))

    assert "b" * 100 not in text
    assert "…" in text
