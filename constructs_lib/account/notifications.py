"""Topics by severity, under one key: who is paged, and who looks at it today."""

from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.parts.key import Key, used_by
from constructs_lib.parts.topic import PUBLISHERS, Topic


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
            # SNS's own key cannot be used by CloudWatch: alarms would be dropped without a trace
            # https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger
            users=(
                used_by(
                    "PublishersEncrypt",
                    iam.service(*PUBLISHERS),
                    conditions={"StringEquals": {"aws:SourceAccount": account_id}},
                ),
            ),
            protected=protected,
        )
        critical = Topic(self, "critical", name=f"{name}-critical", account_id=account_id, key_arn=key.arn)
        warning = Topic(self, "warning", name=f"{name}-warning", account_id=account_id, key_arn=key.arn)
        self.critical_topic_arn = critical.arn
        self.warning_topic_arn = warning.arn
