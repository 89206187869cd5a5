"""Tells people of what breaks a rule, when it begins to."""

import json

from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import (
    CloudwatchEventTarget,
    CloudwatchEventTargetInputTransformer,
)
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain

_PATTERN = {
    "source": ["aws.config"],
    "detail-type": ["Config Rules Compliance Change"],
    "detail": {
        "messageType": ["ComplianceChangeNotification"],
        "newEvaluationResult": {"complianceType": ["NON_COMPLIANT"]},
    },
}
_PATHS = {
    "account": "$.detail.awsAccountId",
    "id": "$.detail.resourceId",
    "region": "$.detail.awsRegion",
    "rule": "$.detail.configRuleName",
    "type": "$.detail.resourceType",
}


class BrokenRules(Construct):
    """A sentence to a topic for every resource that stops complying. The topic's policy must let EventBridge in before."""

    def __init__(self, scope: Construct, id_: str, *, name: str, topic_arn: str) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        rule = CloudwatchEventRule(
            self,
            "Default",
            name=name,
            description="Something stopped complying with a rule of AWS Config",
            event_pattern=json.dumps(_PATTERN),
        )
        CloudwatchEventTarget(
            self,
            "topic",
            rule=rule.name,
            target_id="topic",
            arn=topic_arn,
            input_transformer=CloudwatchEventTargetInputTransformer(
                input_paths=_PATHS, input_template='"<type> <id> breaks <rule> (account <account>, <region>)"'
            ),
        )
