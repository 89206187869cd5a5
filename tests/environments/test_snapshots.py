"""The Terraform JSON of every stack of every environment, as files a reviewer reads."""

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex

from constructs_lib.analysis.document import Document, without_notes
from environments import ALL

STACK_IDS = [plan.id for environment in ALL for plan in environment.stack_plans()]


class StackFile(JSONSnapshotExtension):
    """One file per stack, named after it."""

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: SnapshotIndex = 0) -> str:
        """The stack's id, which is the test's parameter."""
        name = super().get_snapshot_name(test_location=test_location, index=index)
        return name.partition("[")[2].rstrip("]") or name

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """Beside the test."""
        return str(test_location.filepath).removesuffix("test_snapshots.py") + "snapshots"


@pytest.mark.parametrize("stack_id", STACK_IDS)
def test_stack_is_the_one_on_file(
    stack_id: str, estate_documents: dict[str, Document], snapshot: SnapshotAssertion
) -> None:
    """`make snapshots` rewrites the files; their diff is what the change does."""
    assert without_notes(estate_documents[stack_id]) == snapshot.use_extension(StackFile)
