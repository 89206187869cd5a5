"""What people and machines are told."""

import json
from datetime import date

from constructs_lib.runtime.sweeper.judging import Judgement, Verdict
from constructs_lib.runtime.sweeper.report import DELETED, FAILED, POSTPONED, REFUSED, WAITING, Report
from constructs_lib.runtime.sweeper.resource import Resource

PLACE = {"environment": "dev", "account": "111111111111", "region": "us-east-1"}


def judgement(number: int = 1, verdict: Verdict = Verdict.DUE) -> Judgement:
    thing = Resource(kind="queue", id=f"q-{number}", name="orders", tags={"owner": "shop"})
    return Judgement(resource=thing, verdict=verdict, reason="expired on 2026-11-01", expires=date(2026, 11, 1))


def report(*whats: str) -> Report:
    made = Report(delete=True)
    for number, what in enumerate(whats):
        made.add(what, judgement(number))
    return made


def test_found_is_all_that_was_due_whatever_became_of_it() -> None:
    told = report(DELETED, FAILED, WAITING, POSTPONED, REFUSED, Verdict.HELD, Verdict.ABANDONED, Verdict.OWN)

    assert told.numbers() == {"Found": 6, "Deleted": 1, "Failed": 1, "Skipped": 4, "Abandoned": 1}


def test_what_is_none_of_its_business_is_counted_only() -> None:
    told = report(Verdict.OWN, Verdict.KEPT, Verdict.LIVE)

    assert told.lines == []
    assert told.summary() == "nothing (delete; 3 more are none of its business)"
    assert told.message(PLACE) is None


def test_what_is_nobodys_is_in_the_log_and_no_news() -> None:
    told = report(Verdict.ABANDONED, Verdict.MANAGED)

    assert [line.what for line in told.lines] == ["abandoned", "managed"]
    assert told.message(PLACE) is None


def test_the_worst_comes_first() -> None:
    told = report(Verdict.SOON, Verdict.DUE, DELETED, FAILED)
    told.stopped = "too many"
    told.unseen["bucket"] = "AccessDenied"

    assert [each.split(":")[0] for each in told.news()] == [
        *("stopped", "not looked at", "failed", "deleted", "due", "soon"),
    ]
    assert told.failures == 3


def test_a_message_is_short_whatever_was_found() -> None:
    message = report(*[DELETED] * 100).message(PLACE)

    assert message is not None
    assert message["details"].endswith("and 90 more in the log")
    assert message["details"].count("q-") == 10
    assert (message["environment"], message["numbers"]["Deleted"]) == ("dev", 100)
    # EventBridge takes 256 KB
    assert len(json.dumps(message)) < 10_000


def test_a_message_fits_into_quotes() -> None:
    made = Report(delete=True)
    made.unseen["bucket"] = 'said "no" to a\\b'

    message = made.message(PLACE)

    assert message is not None
    assert message["details"] == "not looked at: bucket: said 'no' to a/b"


def test_a_line_says_what_whose_and_why() -> None:
    made = Report(delete=True)
    made.add(DELETED, judgement(), "with its messages")
    [line] = made.lines

    assert line.fields() == {
        "what": "deleted",
        "kind": "queue",
        "id": "q-1",
        "name": "orders",
        "owner": "shop",
        "expires": "2026-11-01",
        "why": "expired on 2026-11-01; with its messages",
    }
    assert str(line) == "deleted: queue q-1 (orders): expired on 2026-11-01; with its messages"
