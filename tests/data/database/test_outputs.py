"""What others may know of a database."""

from constructs_lib.data.database.outputs import DatabaseOutputs
from constructs_lib.foundation.outputs import fields_of


def test_is_published_by_these_names() -> None:
    assert next(field.output_name() for field in fields_of(DatabaseOutputs)) == "DatabaseEndpoint"
