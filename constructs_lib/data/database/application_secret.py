"""The application's secret: made without a password, which the first rotation sets and no later apply takes back."""

from collections.abc import Sequence

from cdktf import Fn, ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.secretsmanager_secret import SecretsmanagerSecret
from cdktf_cdktf_provider_aws.secretsmanager_secret_rotation import (
    SecretsmanagerSecretRotation,
    SecretsmanagerSecretRotationRotationRules,
)
from cdktf_cdktf_provider_aws.secretsmanager_secret_version import SecretsmanagerSecretVersion
from constructs import Construct

from constructs_lib.data.database.config import ApplicationConfig
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain

OWN_LABEL = "CAIRN_FIRST"
"""On the version that Terraform wrote, for ever. AWS deletes versions without a label; Terraform would then miss it, write
it again as the current one, and with that take the application's password away.
https://github.com/hashicorp/terraform-provider-aws/issues/37302
"""
_PROTECTED_RECOVERY_DAYS = 30


class ApplicationSecret(Construct):
    """Where the database is and who owns what. Who logs in, with which password, is the rotation's to add."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: ApplicationConfig,
        *,
        name: str,
        key_arn: str,
        host: str,
        port: int,
        database_name: str,
        database_identifier: str,
        master_secret_arn: str,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        self._config = config
        secret = SecretsmanagerSecret(
            self,
            "Default",
            name=name,
            description=f"{name}: where the database is and how the application logs in",
            kms_key_id=key_arn,
            # without days to think it over nothing stays behind, and the name is free at once
            recovery_window_in_days=_PROTECTED_RECOVERY_DAYS if protected else 0,
            lifecycle=TerraformResourceLifecycle(prevent_destroy=protected),
        )
        self._first = SecretsmanagerSecretVersion(
            self,
            "first-version",
            secret_id=secret.id,
            # Write-only, though it holds no password: with `secret_string` Terraform would read the value back into its
            # state at every plan. Its version never changes, so it is written once.
            secret_string_wo=Fn.jsonencode(
                {
                    "engine": "postgres",
                    "host": host,
                    "port": port,
                    "dbname": database_name,
                    "dbInstanceIdentifier": database_identifier,
                    "masterarn": master_secret_arn,
                    "owner": config.name,
                }
            ),
            secret_string_wo_version=1,
            version_stages=["AWSCURRENT", OWN_LABEL],
            # the labels move with every rotation, all but our own
            lifecycle=TerraformResourceLifecycle(ignore_changes=["version_stages"]),
        )
        self.arn = secret.arn

    def rotate_by(self, function_arn: str, *, after: Sequence[ITerraformDependable]) -> None:
        """Rotate now, and from now on; `after` is what the function needs to succeed."""
        SecretsmanagerSecretRotation(
            self,
            "rotation",
            secret_id=self.arn,
            rotation_lambda_arn=function_arn,
            # the first password: without it nobody could log in for a month
            rotate_immediately=True,
            rotation_rules=SecretsmanagerSecretRotationRotationRules(
                automatically_after_days=self._config.rotation_days
            ),
            depends_on=[self._first, *after],
        )
