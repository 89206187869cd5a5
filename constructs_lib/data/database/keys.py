"""The keys of a database: one for what is on its disks, one for its passwords."""

from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.key import Key, used_by


class DatabaseKeys(Construct):
    """Two, because who may read a password need not be able to read a snapshot."""

    def __init__(
        self, scope: Construct, id_: str, *, name: str, account_id: str, region: str, protected: bool = True
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        storage = Key(
            self,
            "storage",
            name=f"{name}-storage",
            description=f"{name}: disks, snapshots and statistics",
            account_id=account_id,
            users=(_through(account_id, "ThroughRds", f"rds.{region}.amazonaws.com"),),
            protected=protected,
        )
        secrets = Key(
            self,
            "secrets",
            name=f"{name}-secrets",
            description=f"{name}: passwords",
            account_id=account_id,
            # RDS keeps the master's password there in the name of whoever makes the database
            users=(
                _through(
                    account_id,
                    "ThroughSecretsManager",
                    f"secretsmanager.{region}.amazonaws.com",
                    f"rds.{region}.amazonaws.com",
                ),
            ),
            protected=protected,
        )
        self.storage_arn = storage.arn
        self.secrets_arn = secrets.arn


def _through(account_id: str, sid: str, *services: str) -> iam.Statement:
    """Whom IAM lets, in this account, and only by way of the service."""
    via: str | list[str] = services[0] if len(services) == 1 else sorted(services)
    conditions = {"StringEquals": {"kms:CallerAccount": account_id, "kms:ViaService": via}}
    return used_by(sid, iam.account(account_id), conditions=conditions)
