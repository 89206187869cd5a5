"""What the account layer tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import BucketArn, KeyArn, Name, TopicArn


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountOutputs:
    """Where alarms go and where logs are kept."""

    DOMAIN: ClassVar[str] = "account"

    critical_topic_arn: TopicArn
    """Somebody is paged."""
    warning_topic_arn: TopicArn
    """Somebody looks at it today."""
    log_key_arn: KeyArn
    log_bucket_name: Name
    log_bucket_arn: BucketArn
    access_log_bucket_name: Name
    """Where load balancers write who asked for what: of all deliveries theirs alone can use no key of ours."""
