"""The Terraform addresses of every stack, one file each: a removed line is something Terraform destroys.

Below an address is what AWS cannot change about it: another value destroys it just the same.
"""

from pathlib import Path

import pytest

from constructs_lib.analysis.addresses import lost, promises
from constructs_lib.analysis.document import Document
from environments import ALL
from tests.environments.acknowledged_losses import ACKNOWLEDGED

FOLDER = Path(__file__).parent / "addresses"
STACK_IDS = [plan.id for environment in ALL for plan in environment.stack_plans()]


@pytest.mark.parametrize("stack_id", STACK_IDS)
def test_addresses_are_the_ones_on_file(
    stack_id: str, estate_documents: dict[str, Document], request: pytest.FixtureRequest
) -> None:
    """`make snapshots` rewrites the files; a stateful address goes only with a `moved` block or a reason."""
    file = FOLDER / f"{stack_id}.txt"
    document = estate_documents[stack_id]
    before = tuple(file.read_text(encoding="utf-8").splitlines()) if file.exists() else ()

    losses = lost(before, document, stack_id=stack_id, acknowledged=ACKNOWLEDGED)
    assert losses == (), "\n".join(map(str, losses))

    if request.config.getoption("update_snapshots"):
        file.write_text("".join(f"{line}\n" for line in promises(document)), encoding="utf-8")
        return
    assert promises(document) == before


def test_no_file_is_left_over() -> None:
    """A stack that is gone takes its file along, by hand, in the same change."""
    assert sorted(file.stem for file in FOLDER.glob("*.txt")) == sorted(STACK_IDS)
