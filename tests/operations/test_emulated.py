"""What a run against an emulator prepares."""

import json
from pathlib import Path

from constructs_lib.operations.emulated import OVERRIDE, make_state_buckets, override
from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.stack_graph import Stack


def stack(directory: Path, **document: object) -> Stack:
    return Stack(id="dev-x", directory=directory, document=document)


def test_every_provider_block_retries_less_and_only_then(tmp_path: Path) -> None:
    one = stack(tmp_path, provider={"aws": [{"region": "us-east-1"}, {"alias": "west", "region": "us-west-2"}]})

    override([one], states=tmp_path / "states")
    written = json.loads((tmp_path / OVERRIDE).read_text())
    assert written["provider"] == {"aws": [{"max_retries": 2}, {"max_retries": 2, "alias": "west"}]}
    override([one], states=None)
    assert list(tmp_path.iterdir()) == []


def test_a_state_in_a_file_never_meets_an_emulator(tmp_path: Path) -> None:
    mine = stack(tmp_path, terraform={"backend": {"local": {"path": "../../../.cairn/state/dev-x.tfstate"}}})

    override([mine], states=tmp_path / "states")

    backend = json.loads((tmp_path / OVERRIDE).read_text())["terraform"]["backend"]
    assert backend == {"local": {"path": str(tmp_path / "states" / "dev-x.tfstate")}}


def test_state_buckets_are_made_in_their_account_and_region_once(tmp_path: Path) -> None:
    settings = {"bucket": "states-of-west", "region": "us-west-2", "allowed_account_ids": ["222222222222"]}
    stacks = [stack(tmp_path, terraform={"backend": {"s3": settings}}), stack(tmp_path)]
    with Emulator() as aws:
        make_state_buckets(stacks, aws.endpoint)
        make_state_buckets(stacks, aws.endpoint)
        mine = aws.session("222222222222", "us-west-2").client("s3")
        others = aws.session("111111111111", "us-west-2").client("s3")

        assert [bucket["Name"] for bucket in mine.list_buckets()["Buckets"]] == ["states-of-west"]
        assert mine.get_bucket_versioning(Bucket="states-of-west")["Status"] == "Enabled"
        assert others.list_buckets()["Buckets"] == []
