"""A clock that calls a function."""

import json
from collections.abc import Mapping
from typing import Any

from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import CloudwatchEventTarget
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.function import Function


class Schedule(Construct):
    """Calls a function every so many minutes with the same event. No role is needed: the function lets the rule in."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        description: str,
        every_minutes: int,
        function: Function,
        event: Mapping[str, Any],
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name, description=description)
        rule = CloudwatchEventRule(
            self,
            "Default",
            name=name,
            description=description,
            # AWS refuses "1 minutes"
            schedule_expression=f"rate({every_minutes} minute{'' if every_minutes == 1 else 's'})",
        )
        permission = LambdaPermission(
            self,
            "permission",
            statement_id="Schedule",
            action="lambda:InvokeFunction",
            function_name=function.name,
            principal="events.amazonaws.com",
            # without it a rule of any account could call the function
            source_arn=rule.arn,
        )
        CloudwatchEventTarget(
            self,
            "target",
            rule=rule.name,
            target_id="function",
            arn=function.arn,
            input=json.dumps(event),
            depends_on=[permission],
        )
