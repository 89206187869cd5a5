import json
from pathlib import Path

import pytest

from tests.analysis.reachability.networks import simple_document
from tests.operations.small_project import SmallProject


@pytest.fixture
def elsewhere(tmp_path: Path) -> str:
    """What another cdktf program has written."""
    stack = tmp_path / "elsewhere" / "stacks" / "net" / "cdk.tf.json"
    stack.parent.mkdir(parents=True)
    stack.write_text(json.dumps(simple_document()), encoding="utf-8")
    return str(tmp_path / "elsewhere")


def test_any_cdktf_output_can_be_asked_about(small_project: SmallProject, elsewhere: str) -> None:
    yes = small_project.cairn("reach", "net/web", "net/db", "80", "--dir", elsewhere)
    no = small_project.here("reach", "internet", "net/db", "80", "--dir", elsewhere, "--json")

    assert (yes.returncode, yes.stdout.splitlines()[0]) == (0, "net/web can reach net/db on tcp 80")
    assert no.returncode == 1
    assert json.loads(no.stdout)["answers"][0]["hops"][-1]["stops"] == "no"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["net/wep", "net/db", "80"], "did you mean net/web"),
        (["net/web", "net/web", "80"], ""),
        (["net/web", "net/db", "80", "--protocol", "smoke"], "unknown protocol 'smoke'"),
        (["net/web", "net/db", "80000"], "less than or equal to 65535"),
    ],
)
def test_bad_questions_are_told(small_project: SmallProject, elsewhere: str, arguments: list[str], told: str) -> None:
    answer = small_project.here("reach", *arguments, "--dir", elsewhere)

    assert told in answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.returncode == 2 or not told


def test_a_folder_without_stacks_is_told(small_project: SmallProject, tmp_path: Path) -> None:
    answer = small_project.here("reach", "a", "b", "80", "--dir", str(tmp_path))

    assert (answer.returncode, "has no stacks/*/cdk.tf.json" in answer.stderr) == (2, True)


def test_a_broken_flow_does_not_stand_in_the_way_of_asking_why(small_project: SmallProject) -> None:
    small_project.write(flows='must("internet", "10.0.0.1", 443),')
    answer = small_project.here("reach", "internet", "10.0.0.1", "443")

    assert (answer.returncode, answer.stdout.splitlines()[0]) == (
        1,
        "internet cannot be known to reach 10.0.0.1 on tcp 443",
    )
