"""Topics by severity, under one key: who is paged, and who looks at it today."""

from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.parts.key import Key, used_by
from constructs_lib.parts.topic import EVENTS, PUBLISHERS, S3, Topic

_TO_PUBLISH = ("kms:Decrypt", "kms:GenerateDataKey*")


class Notifications(Construct):
    """Where alarms, budgets and events of an account go."""

    def __init__(self, scope: Construct, id_: str, *, name: str, account_id: str, protected: bool = True) -> None:
        super().__init__(scope, id_)
        key = Key(
            self,
            "key",
            name=name,
            description=f"{name}: messages on the way to people",
            account_id=account_id,
            users=_publishers(account_id),
            protected=protected,
        )
        critical = Topic(self, "critical", name=f"{name}-critical", account_id=account_id, key_arn=key.arn)
        warning = Topic(self, "warning", name=f"{name}-warning", account_id=account_id, key_arn=key.arn)
        self.critical_topic_arn = critical.arn
        self.warning_topic_arn = warning.arn


def _publishers(account_id: str) -> tuple[iam.Statement, ...]:
    """Who encrypts what it publishes. With SNS's own key, which none of them may use, alarms would vanish untold.

    https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger
    """
    return (
        used_by(
            "PublishersEncrypt",
            iam.service(*(name for name in PUBLISHERS if name not in (EVENTS, S3))),
            actions=_TO_PUBLISH,
            conditions={"StringEquals": {"aws:SourceAccount": account_id}},
        ),
        # EventBridge names no source account when it encrypts, and S3 is not known to: what is dropped for that is
        # dropped untold. The topic's own policy keeps other accounts out all the same.
        # https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
        # https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
        used_by("EventsEncrypt", iam.service(EVENTS, S3), actions=_TO_PUBLISH),
    )
