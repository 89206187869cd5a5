"""A network load balancer inside the VPC that hands connections on to an HTTPS load balancer as they are."""

from collections.abc import Sequence
from typing import Final

from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_listener import LbListener, LbListenerDefaultAction
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup, LbTargetGroupHealthCheck
from cdktf_cdktf_provider_aws.lb_target_group_attachment import LbTargetGroupAttachment
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.security_group import SecurityGroup

_HTTPS: Final = 443
_CHECK_SECONDS: Final = 15


class PrivateLoadBalancer(Construct):
    """TCP on 443. TLS ends at the HTTPS load balancer, with its certificate, its rules and its access log."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        vpc_id: str,
        subnet_ids: Sequence[str],
        target_arn: str,
        target_security_group_id: str,
        protected: bool = True,
    ) -> None:
        """The target is an application load balancer that listens on 443, or AWS refuses to register it."""
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        # Without a rule inwards nobody in the network gets in here; PrivateLink is let in by the endpoint service.
        group = SecurityGroup(
            self, "security-group", name=name, description=f"{name}: reached through PrivateLink only", vpc_id=vpc_id
        )
        group.allow_to(
            "to-load-balancer", port=_HTTPS, group_id=target_security_group_id, why="Hands on what came by PrivateLink"
        )
        load_balancer = Lb(
            self,
            "Default",
            name=name,
            load_balancer_type="network",
            internal=True,
            subnets=list(subnet_ids),
            security_groups=[group.id],
            enforce_security_group_inbound_rules_on_private_link_traffic="off",
            # the others' zones are not always ours: whichever they come from, all targets are theirs
            enable_cross_zone_load_balancing=True,
            enable_deletion_protection=protected,
        )
        targets = LbTargetGroup(
            self,
            "targets",
            name=name,
            target_type="alb",
            vpc_id=vpc_id,
            port=_HTTPS,
            protocol="TCP",
            health_check=LbTargetGroupHealthCheck(
                protocol="HTTPS",
                # what no service asked for is answered 404, and that too is a load balancer at work
                path="/",
                matcher="200-499",
                interval=_CHECK_SECONDS,
            ),
        )
        self.attached = LbTargetGroupAttachment(
            self, "target", target_group_arn=targets.arn, target_id=target_arn, port=_HTTPS
        )
        LbListener(
            self,
            "tcp",
            load_balancer_arn=load_balancer.arn,
            port=_HTTPS,
            protocol="TCP",
            default_action=[LbListenerDefaultAction(type="forward", target_group_arn=targets.arn)],
        )
        self.arn = load_balancer.arn
        self.arn_suffix = load_balancer.arn_suffix
        self.target_group_arn_suffix = targets.arn_suffix
