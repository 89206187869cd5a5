"""A service offered by PrivateLink: who may ask for it, how it is called, and who is told."""

from typing import Final

from cdktf_cdktf_provider_aws.route53_record import Route53Record
from cdktf_cdktf_provider_aws.vpc_endpoint_connection_notification import VpcEndpointConnectionNotification
from cdktf_cdktf_provider_aws.vpc_endpoint_service import VpcEndpointService
from cdktf_cdktf_provider_aws.vpc_endpoint_service_private_dns_verification import (
    VpcEndpointServicePrivateDnsVerification,
)
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.host_names import full_name
from constructs_lib.network.endpoint_service.config import EndpointServiceConfig

_EVENTS: Final = ("Accept", "Connect", "Delete", "Reject")
_TTL_SECONDS: Final = 300


class EndpointService(Construct):
    """An endpoint service in front of a network load balancer. Nobody is connected who has not been accepted."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: EndpointServiceConfig,
        *,
        name: str,
        load_balancer_arn: str,
        topic_arn: str,
        zone_id: str | None = None,
        zone_name: str | None = None,
    ) -> None:
        """The zone is that of `private_dns_name`; AWS looks there whether the name is really ours to give."""
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        if config.private_dns_name is not None and (zone_id is None or zone_name is None):
            what, fix = "needs its zone: AWS verifies the name there", "pass zone_id and zone_name"
            raise ConfigError([Problem(where=f"{self.node.path}.private_dns_name", what=what, fix=fix)])
        service = VpcEndpointService(
            self,
            "Default",
            acceptance_required=True,
            allowed_principals=list(config.allowed_principals),
            network_load_balancer_arns=[load_balancer_arn],
            private_dns_name=full_name(config.private_dns_name, zone_name)
            if config.private_dns_name is not None and zone_name is not None
            else None,
            tags={"Name": name},
        )
        VpcEndpointConnectionNotification(
            self,
            "notification",
            vpc_endpoint_service_id=service.id,
            connection_notification_arn=topic_arn,
            connection_events=list(_EVENTS),
        )
        if config.private_dns_name is not None and zone_id is not None:
            self._verify(service, zone_id)
        self.id = service.id
        self.service_name = service.service_name

    def _verify(self, service: VpcEndpointService, zone_id: str) -> None:
        """Whoever can write into the zone may call a service by its names.

        https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
        """
        asked = service.private_dns_name_configuration.get(0)
        record = Route53Record(
            self,
            "verification",
            zone_id=zone_id,
            # relative to the zone, as AWS gives it
            name=asked.name,
            type=asked.type,
            records=[asked.value],
            ttl=_TTL_SECONDS,
        )
        VpcEndpointServicePrivateDnsVerification(
            self, "verified", service_id=service.id, wait_for_verification=True, depends_on=[record]
        )
