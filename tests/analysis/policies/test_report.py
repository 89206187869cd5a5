"""Judgements for people and for machines."""

from constructs_lib.analysis.policies.judge import Judgement
from constructs_lib.analysis.policies.report import as_data, counted, told
from tests.analysis.policies.findings import EVERYTHING


def test_what_is_open_is_told_and_errors_come_first() -> None:
    assert [line for line in told(EVERYTHING).splitlines() if not line.startswith(" ")] == [
        "waiver of x for y: has expired",
        "error: stack/db/Default (aws_db_instance.db): multi_az is false [rds-multi-zone]",
        "warning: stack/db/Default (aws_db_instance.db): the tag A | B [tags-not-repeated]",
    ]


def test_everything_is_counted() -> None:
    assert counted(EVERYTHING) == (
        "1 error, 1 warning, 1 mistake in waivers, 1 waived, 1 accepted by the baseline, 1 known only from a plan"
    )
    assert counted(Judgement()) == ""


def test_machines_get_all_of_it() -> None:
    data = as_data(EVERYTHING)

    assert data["judged"] == 9
    assert [(each["rule"], each["state"], each["reason"]) for each in data["findings"]] == [
        ("rds-multi-zone", "open", ""),
        ("tags-not-repeated", "open", ""),
        ("s3-versioning", "waived", "objects here are written once & never changed"),
        ("rds-backups", "accepted", "accepted by the baseline"),
    ]
    assert data["unknown"][0]["attribute"] == "public"
    assert "has expired" in data["problems"][0]
