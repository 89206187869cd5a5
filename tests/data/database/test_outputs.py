"""The contract of a database."""

from constructs_lib.data.database.outputs import DatabaseOutputs
from constructs_lib.foundation.outputs import fields_of


def test_its_fields_are_published_by_these_names() -> None:
    assert {field.output_name(): field.kind for field in fields_of(DatabaseOutputs)} == {
        "DatabaseEndpoint": str,
        "DatabasePort": int,
        "DatabaseName": str,
        "DatabaseIdentifier": str,
        "ApplicationSecretArn": str,
        "MasterSecretArn": str,
        "SecurityGroupId": str,
        "KeyArn": str,
        "StorageKeyArn": str,
    }
