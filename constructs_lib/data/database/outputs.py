"""What a database tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import DnsName, KeyArn, Name, Port, SecretArn, SecurityGroupId


@dataclass(frozen=True, kw_only=True, slots=True)
class DatabaseOutputs:
    """Where it listens, who may come in, and how an application proves who it is."""

    DOMAIN: ClassVar[str] = "database"

    database_endpoint: DnsName
    database_port: Port
    database_name: Name
    application_secret_arn: SecretArn
    """JSON with `username` and `password`."""
    security_group_id: SecurityGroupId
    key_arn: KeyArn
    """Of the secret."""
