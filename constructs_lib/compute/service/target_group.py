"""A service's targets behind the shared load balancer, and the rule that sends requests to them."""

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.lb_listener_rule import (
    LbListenerRule,
    LbListenerRuleAction,
    LbListenerRuleCondition,
    LbListenerRuleConditionHostHeader,
    LbListenerRuleConditionPathPattern,
)
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup, LbTargetGroupHealthCheck
from constructs import Construct

from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.traffic import Traffic
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.host_names import full_name

_CHECK_INTERVAL_SECONDS, _CHECK_TIMEOUT_SECONDS = 15, 5
_HEALTHY_AFTER, _UNHEALTHY_AFTER = 2, 3


class TargetGroup(Construct):
    """Tasks by their addresses, and one rule of the listener.

    The name has to tell the port: another port is another group, which is made before the old one goes, and two
    groups of one name there cannot be.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: ServiceConfig,
        *,
        name: str,
        vpc_id: str,
        listener_arn: str,
        zone_name: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        traffic = config.traffic
        group = LbTargetGroup(
            self,
            "Default",
            name=name,
            # with awsvpc a task has an address and no instance; AWS's default would be found out at apply only
            target_type="ip",
            vpc_id=vpc_id,
            port=traffic.port,
            protocol="HTTP",
            deregistration_delay=str(traffic.deregistration_delay_seconds),
            health_check=LbTargetGroupHealthCheck(
                path=traffic.health_check_path,
                matcher="200",
                interval=_CHECK_INTERVAL_SECONDS,
                timeout=_CHECK_TIMEOUT_SECONDS,
                healthy_threshold=_HEALTHY_AFTER,
                unhealthy_threshold=_UNHEALTHY_AFTER,
            ),
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        )
        self.rule = LbListenerRule(
            self,
            "rule",
            listener_arn=listener_arn,
            priority=traffic.priority,
            action=[LbListenerRuleAction(type="forward", target_group_arn=group.arn)],
            condition=_conditions(traffic, zone_name),
        )
        """What must be there before a service may register: AWS refuses a group that no listener knows."""
        self.arn = group.arn
        self.arn_suffix = group.arn_suffix


def _conditions(traffic: Traffic, zone_name: str) -> list[LbListenerRuleCondition]:
    conditions: list[LbListenerRuleCondition] = []
    if traffic.host_names:
        hosts = [full_name(name, zone_name) for name in traffic.host_names]
        conditions.append(LbListenerRuleCondition(host_header=LbListenerRuleConditionHostHeader(values=hosts)))
    if traffic.path_patterns:
        paths = list(traffic.path_patterns)
        conditions.append(LbListenerRuleCondition(path_pattern=LbListenerRuleConditionPathPattern(values=paths)))
    return conditions
