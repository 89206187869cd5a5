"""A service and the database it works with: the way there, and the secret."""

from collections.abc import Mapping

from cdktf import ITerraformDependable, Token
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from constructs_lib.compute.service.permissions import Secret
from constructs_lib.data.database.outputs import DatabaseOutputs
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.security_group import SecurityGroup


class DatabaseAccess(Construct):
    """Opens the database's port to the service's security group, on both sides."""

    def __init__(
        self, scope: Construct, id_: str, *, name: str, group: SecurityGroup, database: DatabaseOutputs
    ) -> None:
        """`group` is the service's own."""
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        incoming = VpcSecurityGroupIngressRule(
            self,
            "from-service",
            security_group_id=database.security_group_id,
            ip_protocol="tcp",
            from_port=database.database_port,
            to_port=database.database_port,
            referenced_security_group_id=group.id,
            description=f"{name} reads and writes",
            tags={"Name": name},
        )
        outgoing = group.allow_to(
            "to-database",
            port=database.database_port,
            group_id=database.security_group_id,
            why="The service reads and writes",
        )
        self.rules: tuple[ITerraformDependable, ...] = (incoming, outgoing)
        """What must be there before a task can connect."""
        self.environment: Mapping[str, str] = {
            "DATABASE_HOST": database.database_endpoint,
            # a number read from elsewhere is a token in a number's clothes: str() would print the clothes
            "DATABASE_PORT": Token.as_string(database.database_port),
            "DATABASE_NAME": database.database_name,
        }
        self.secrets: Mapping[str, Secret] = {
            f"DATABASE_{key.upper()}": Secret(
                secret_arn=database.application_secret_arn, json_key=key, key_arn=database.key_arn
            )
            for key in ("username", "password")
        }
