"""The HTTPS load balancer that services of a placement share."""

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.lb import Lb, LbAccessLogs
from cdktf_cdktf_provider_aws.lb_listener import (
    LbListener,
    LbListenerDefaultAction,
    LbListenerDefaultActionFixedResponse,
)
from constructs import Construct

from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.security_group import SecurityGroup

HTTPS = 443
_ANYWHERE = "0.0.0.0/0"
# TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only: what PCI DSS and every browser since 2015 want.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
_TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
# Browsers that have been here once do not even try plain HTTP for a year.
_STRICT_TRANSPORT_SECURITY = "max-age=31536000"


class LoadBalancer(Construct):
    """Listens on 443 and nowhere else: a listener on 80 would only teach clients to send their first request, cookies and
    all, in the clear. What no service has asked for is answered 404.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: ClusterConfig,
        *,
        name: str,
        vpc_id: str,
        subnet_ids: Sequence[str],
        certificate_arn: str,
        access_log_bucket_name: str,
        protected: bool = True,
    ) -> None:
        """The bucket is in the same region, and its policy lets AWS's load balancers write to it."""
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        group = SecurityGroup(self, "security-group", name=name, description=f"{name}: the public edge", vpc_id=vpc_id)
        group.allow_from("from-internet", port=HTTPS, cidr=_ANYWHERE, why="HTTPS, the only way in from the internet")
        load_balancer = Lb(
            self,
            "Default",
            name=name,
            load_balancer_type="application",
            internal=False,
            subnets=list(subnet_ids),
            security_groups=[group.id],
            idle_timeout=config.idle_timeout_seconds,
            # a header that servers read differently is how requests are smuggled past each other
            drop_invalid_header_fields=True,
            desync_mitigation_mode="defensive",
            enable_deletion_protection=protected,
            access_logs=LbAccessLogs(bucket=access_log_bucket_name, enabled=True),
        )
        listener = LbListener(
            self,
            "https",
            load_balancer_arn=load_balancer.arn,
            port=HTTPS,
            protocol="HTTPS",
            ssl_policy=_TLS_POLICY,
            certificate_arn=certificate_arn,
            routing_http_response_strict_transport_security_header_value=_STRICT_TRANSPORT_SECURITY,
            routing_http_response_server_enabled=False,
            default_action=[
                LbListenerDefaultAction(
                    type="fixed-response",
                    fixed_response=LbListenerDefaultActionFixedResponse(
                        content_type="text/plain", message_body="not found", status_code="404"
                    ),
                )
            ],
        )
        self.arn = load_balancer.arn
        self.arn_suffix = load_balancer.arn_suffix
        self.dns_name = load_balancer.dns_name
        self.zone_id = load_balancer.zone_id
        self.security_group_id = group.id
        self.https_listener_arn = listener.arn
