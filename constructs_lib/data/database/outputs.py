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
    database_identifier: Name
    """What RDS and its metrics call it."""
    application_secret_arn: SecretArn
    """JSON with `host`, `port`, `dbname`, `username`, `password`. The last two come with the first rotation, minutes
    after the database; they change with each, so whoever holds them reads anew when a login fails."""
    master_secret_arn: SecretArn
    security_group_id: SecurityGroupId
    """Empty but for the rotation function: a workload adds its own rule to it, from its own stack."""
    key_arn: KeyArn
    """Of the secrets: who reads one decrypts with it, through Secrets Manager."""
    storage_key_arn: KeyArn
    """Of disks, snapshots and statistics."""
