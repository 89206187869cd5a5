"""The Terraform JSON of every stack of every environment, as files a reviewer reads."""

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from constructs_lib.analysis.document import Document, without_notes
from environments import ALL

STACK_IDS = [plan.id for environment in ALL for plan in environment.stack_plans()]


@pytest.mark.parametrize("stack_id", STACK_IDS)
def test_stack(stack_id: str, estate_documents: dict[str, Document], snapshot: SnapshotAssertion) -> None:
    """`make snapshots` rewrites the files; their diff is what the change does."""
    assert without_notes(estate_documents[stack_id]) == snapshot.use_extension(JSONSnapshotExtension)
