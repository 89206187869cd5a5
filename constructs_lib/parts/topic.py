"""An encrypted SNS topic that alarms and budgets of its own account may publish to, over TLS only."""

from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_policy import SnsTopicPolicy
from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.foundation.guards.wiring import require_plain

EVENTS, S3 = "events.amazonaws.com", "s3.amazonaws.com"
PUBLISHERS = (
    "cloudwatch.amazonaws.com",
    "budgets.amazonaws.com",
    EVENTS,
    "costalerts.amazonaws.com",
    S3,
    "vpce.amazonaws.com",
)
"""AWS services that publish notifications in somebody's name. The topic's key must let them use it too."""


class Topic(Construct):
    """Where notifications of one severity go."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        account_id: str,
        key_arn: str,
        publishers: tuple[str, ...] = PUBLISHERS,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        topic = SnsTopic(self, "Default", name=name, kms_master_key_id=key_arn)
        SnsTopicPolicy(
            self,
            "policy",
            arn=topic.arn,
            policy=iam.policy(
                (
                    iam.Statement(
                        sid="ServicesOfThisAccountPublish",
                        principal=iam.service(*publishers),
                        actions=("sns:Publish",),
                        resources=(topic.arn,),
                        conditions={"StringEquals": {"aws:SourceAccount": account_id}},
                    ),
                    iam.Statement(
                        sid="OnlyOverTls",
                        effect="Deny",
                        principal=iam.arns("*"),
                        actions=("sns:Publish",),
                        resources=(topic.arn,),
                        conditions={"Bool": {"aws:SecureTransport": "false"}},
                    ),
                )
            ),
        )
        self.arn = topic.arn
