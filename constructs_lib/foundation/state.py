"""Where Terraform keeps the state of a stack: S3, HCP Terraform, or a folder."""

from typing import Annotated

from annotated_types import Len
from pydantic import StringConstraints

from constructs_lib.foundation.config import config

BucketName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
AccountId = Annotated[str, StringConstraints(pattern=r"^\d{12}$")]
RoleName = Annotated[str, StringConstraints(pattern=r"^[\w+=,.@-]{1,64}$")]


@config
class S3State:
    """State in a versioned, encrypted bucket, locked by a file beside it (Terraform 1.10 or newer)."""

    bucket: BucketName
    region: str
    account_id: AccountId
    """The account that owns the bucket; Terraform refuses to touch a bucket with credentials of any other."""
    role: RoleName = "cairn-state"
    """The role in that account which may read and write states, and nothing else."""
    key_id: str | None = None
    """KMS key (ARN or alias) of the states; the bucket's own default key when absent."""


@config
class CloudState:
    """State in HCP Terraform, one named workspace per stack."""

    organization: Annotated[str, Len(min_length=1)]
    hostname: str = "app.terraform.io"


@config
class LocalState:
    """State in files of one folder, relative to the stack's output folder: for trying things out alone."""

    directory: Annotated[str, Len(min_length=1)] = "../../../.cairn/state"


State = S3State | CloudState | LocalState
