"""Where figures were read."""

from constructs_lib.analysis.cost.evidence import EC2_ECS, NOT_VERIFIED, infracost


def test_what_nobody_has_found_has_no_day() -> None:
    assert EC2_ECS.found
    assert not NOT_VERIFIED.found


def test_a_file_of_infracost_has_its_own_day() -> None:
    assert (infracost("2024-07-01").on, infracost("2024-07-01").source) == (
        "2024-07-01",
        infracost("2026-05-03").source,
    )
