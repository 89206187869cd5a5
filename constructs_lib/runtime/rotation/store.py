"""The secret in Secrets Manager, as a rotation sees it: versions, their stages, their values.

https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .credentials import RotationError

CURRENT, PENDING = "AWSCURRENT", "AWSPENDING"


@dataclass(frozen=True)
class Store:
    """One secret, and the version that is being made current."""

    client: Any
    """boto3's."""
    secret_id: str
    token: str

    def is_done(self) -> bool:
        """Whether the version is already the current one; an error when it is not the one being rotated to."""
        secret = self.client.describe_secret(SecretId=self.secret_id)
        if secret.get("RotationEnabled") is False:
            raise RotationError("rotation is switched off for this secret")
        stages = secret.get("VersionIdsToStages", {}).get(self.token)
        if stages is None:
            raise RotationError(f"this secret has no version {self.token}")
        if CURRENT in stages:
            return True
        if PENDING not in stages:
            raise RotationError(f"version {self.token} is not the one this secret is rotated to")
        return False

    def begin(self, text: str) -> None:
        """Write the version as the first one, unless there is one."""
        if not self.client.describe_secret(SecretId=self.secret_id).get("VersionIdsToStages"):
            self.client.put_secret_value(
                SecretId=self.secret_id, ClientRequestToken=self.token, SecretString=text, VersionStages=[CURRENT]
            )

    def current(self) -> str:
        """The value in use."""
        return self._text(SecretId=self.secret_id, VersionStage=CURRENT)

    def pending(self) -> str | None:
        """The value to come, if it was made yet."""
        try:
            return self._text(SecretId=self.secret_id, VersionId=self.token, VersionStage=PENDING)
        except self.client.exceptions.ResourceNotFoundException:
            return None

    def keep(self, text: str) -> None:
        """Make the value to come. When another invocation has made it meanwhile, that one stays."""
        try:
            self.client.put_secret_value(
                SecretId=self.secret_id, ClientRequestToken=self.token, SecretString=text, VersionStages=[PENDING]
            )
        except self.client.exceptions.ResourceExistsException:
            if self.pending() is None:
                raise

    def promote(self) -> None:
        """Make the version the current one; what was current becomes the previous one."""
        versions: Mapping[str, Sequence[str]] = self.client.describe_secret(SecretId=self.secret_id)[
            "VersionIdsToStages"
        ]
        [current] = [version for version, stages in versions.items() if CURRENT in stages]
        if current == self.token:
            return
        try:
            self.client.update_secret_version_stage(
                SecretId=self.secret_id,
                VersionStage=CURRENT,
                MoveToVersionId=self.token,
                RemoveFromVersionId=current,
            )
        except self.client.exceptions.InvalidParameterException:
            # another invocation was faster: then it is done, and otherwise this says what is wrong
            if not self.is_done():
                raise

    def master(self, arn: str) -> str:
        """The secret of who may change the application's users."""
        return self._text(SecretId=arn, VersionStage=CURRENT)

    def _text(self, **which: str) -> str:
        value = self.client.get_secret_value(**which)
        if "SecretString" not in value:
            raise RotationError("the secret is binary, not JSON")
        return value["SecretString"]
