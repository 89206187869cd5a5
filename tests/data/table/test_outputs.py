"""What others may know of a table."""

from constructs_lib.data.table.outputs import TableOutputs
from constructs_lib.foundation.outputs import fields_of


def test_is_published_by_these_names() -> None:
    assert [field.output_name("session") for field in fields_of(TableOutputs)] == [
        "SessionTableName",
        "SessionTableArn",
        "SessionKeyArn",
    ]
