"""What a review tells first."""

from constructs_lib.analysis.review.finding import TOPICS
from constructs_lib.analysis.review.judge import HEADINGS


def test_lost_data_comes_first_and_every_topic_has_a_heading() -> None:
    assert TOPICS[0] == "data"
    assert set(TOPICS) == set(HEADINGS)
