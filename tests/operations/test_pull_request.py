"""Comments on a pull request, over real HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from constructs_lib.operations.pull_request import NotAllowed, PullRequest, pull_request, summarize
from constructs_lib.operations.refusal import Refused
from tests.operations.git_hub import GitHub, git_hub

MARK = "<!-- cairn-review: dev -->"


@pytest.fixture
def hub() -> Iterator[GitHub]:
    with git_hub() as running:
        yield running


@pytest.fixture
def job(hub: GitHub, monkeypatch: pytest.MonkeyPatch) -> PullRequest:
    monkeypatch.setenv("GITHUB_API_URL", hub.url)
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/platform")
    monkeypatch.setenv("GITHUB_REF", "refs/pull/7/merge")
    monkeypatch.setenv("GITHUB_TOKEN", "made-up")
    monkeypatch.delenv("GITHUB_EVENT_PATH", raising=False)
    found = pull_request()
    assert found is not None
    return found


def test_one_comment_written_anew_in_place(hub: GitHub, job: PullRequest) -> None:
    assert job.put(MARK, f"{MARK}\none") == "created"
    assert job.put(MARK, f"{MARK}\ntwo") == "updated"
    assert job.put(MARK, f"{MARK}\ntwo\n") == "unchanged"

    assert [each["body"] for each in hub.comments] == [f"{MARK}\ntwo"]
    assert hub.asked[1] == "POST /repos/acme/platform/issues/7/comments"
    assert hub.tokens == {"Bearer made-up"}


def test_it_is_found_behind_a_hundred_others(hub: GitHub, job: PullRequest) -> None:
    hub.comments = [{"id": n, "body": "talk", "user": {"type": "User"}} for n in range(1, 131)]
    hub.comments.append({"id": 131, "body": f"{MARK}\nold", "user": {"type": "Bot"}})

    assert job.put(MARK, f"{MARK}\nnew") == "updated"
    assert (len(hub.comments), hub.comments[-1]["body"]) == (131, f"{MARK}\nnew")


def test_a_person_who_writes_the_marker_is_left_alone(hub: GitHub, job: PullRequest) -> None:
    hub.comments = [{"id": 1, "body": f"{MARK}\nsafe, believe me", "user": {"type": "User"}}]

    assert job.put(MARK, f"{MARK}\ndangerous") == "created"
    assert hub.comments[0]["body"].endswith("believe me")


def test_nothing_new_is_said_where_there_is_nothing_to_say(hub: GitHub, job: PullRequest) -> None:
    assert job.put(MARK, f"{MARK}\nno changes", new=False) == "nothing to say"
    assert hub.comments == []


@pytest.mark.parametrize(("status", "kind"), [(403, NotAllowed), (500, Refused)])
def test_a_refusal_is_told_without_the_token(hub: GitHub, job: PullRequest, status: int, kind: type[Refused]) -> None:
    hub.refuses = status

    with pytest.raises(kind, match=f"GitHub answers {status} to POST") as raised:
        job.put(MARK, "x")
    assert "made-up" not in str(raised.value) + repr(job)


def test_nobody_answers(job: PullRequest) -> None:
    nowhere = PullRequest(api="http://127.0.0.1:9", repository="a/b", number=1, token="t")

    with pytest.raises(Refused, match="cannot be reached"):
        nowhere.put(MARK, "x")


def test_the_event_names_the_pull_request(job: PullRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"number": 12}}), encoding="utf-8")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))

    found = pull_request()
    assert found is not None
    assert (job.number, found.number) == (7, 12)


def test_no_token_is_no_pull_request_and_no_job_is_refused(job: PullRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    assert pull_request() is None
    monkeypatch.delenv("GITHUB_REPOSITORY")
    with pytest.raises(Refused, match="finds no pull request"):
        pull_request()


def test_a_token_goes_nowhere_unencrypted(job: PullRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_API_URL", "http://api.example.com")

    with pytest.raises(Refused, match="is not https"):
        pull_request()


def test_the_summary_of_the_job_is_added_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert not summarize("x")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    assert summarize("one")
    assert summarize("two")
    assert (tmp_path / "summary").read_text() == "one\ntwo\n"
