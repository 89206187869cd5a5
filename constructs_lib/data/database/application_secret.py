"""The application's secret, whose versions are the rotation function's alone: Terraform neither reads nor writes one.

With a version of its own (aws_secretsmanager_secret_version) it would have to. It reads the value back at every plan, so
whoever plans could read passwords; and once AWS has deleted that version, as it does when rotations have left it without a
label, the next apply writes it again, as the current one, over the password in use.
https://github.com/hashicorp/terraform-provider-aws/issues/37302
"""

from cdktf import Fn, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.lambda_invocation import LambdaInvocation
from cdktf_cdktf_provider_aws.secretsmanager_secret import SecretsmanagerSecret
from cdktf_cdktf_provider_aws.secretsmanager_secret_rotation import (
    SecretsmanagerSecretRotation,
    SecretsmanagerSecretRotationRotationRules,
)
from constructs import Construct

from constructs_lib.data.database.config import ApplicationConfig
from constructs_lib.data.database.rotation_function import RotationFunction
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain

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
        self.arn = secret.arn
        self._facts = {
            "engine": "postgres",
            "host": host,
            "port": port,
            "dbname": database_name,
            "dbInstanceIdentifier": database_identifier,
            "masterarn": master_secret_arn,
            "owner": config.name,
        }

    def rotate_by(self, function: RotationFunction) -> None:
        """Let the function write the first version, then rotate at once, and from then on by the schedule."""
        first = LambdaInvocation(
            self,
            "first-version",
            function_name=function.name,
            input=Fn.jsonencode({"Step": "firstVersion", "SecretId": self.arn, "Facts": self._facts}),
            lifecycle_scope="CREATE_ONLY",
            # called again it would change nothing: a secret that has a version keeps it
            lifecycle=TerraformResourceLifecycle(ignore_changes=["input"]),
            depends_on=[*function.ready],
        )
        SecretsmanagerSecretRotation(
            self,
            "rotation",
            secret_id=self.arn,
            rotation_lambda_arn=function.arn,
            # the first password: without it nobody could log in for a month
            rotate_immediately=True,
            rotation_rules=SecretsmanagerSecretRotationRotationRules(
                automatically_after_days=self._config.rotation_days
            ),
            depends_on=[first, *function.ready],
        )
