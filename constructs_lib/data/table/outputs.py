"""What a table tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import KeyArn, Name, TableArn


@dataclass(frozen=True, kw_only=True, slots=True)
class TableOutputs:
    """Where items are read and written, and the key a reader and writer needs leave to use."""

    DOMAIN: ClassVar[str] = "table"

    table_name: Name
    table_arn: TableArn
    key_arn: KeyArn
