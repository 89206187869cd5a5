"""What a bucket tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import BucketArn, KeyArn, Name


@dataclass(frozen=True, kw_only=True, slots=True)
class BucketOutputs:
    """Where objects go, and the key they are encrypted with: whoever reads or writes needs both in its IAM policy."""

    DOMAIN: ClassVar[str] = "bucket"

    bucket_name: Name
    bucket_arn: BucketArn
    key_arn: KeyArn
