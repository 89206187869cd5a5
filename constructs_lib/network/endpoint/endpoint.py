"""An interface endpoint to somebody's service, with what lets this network reach it."""

from collections.abc import Sequence
from typing import Final

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint
from cdktf_cdktf_provider_aws.vpc_endpoint_connection_accepter import VpcEndpointConnectionAccepter
from cdktf_cdktf_provider_aws.vpc_endpoint_private_dns import VpcEndpointPrivateDns
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.ranges import range_id
from constructs_lib.network.endpoint.config import EndpointConfig
from constructs_lib.parts.alarm import Alarm, Metric
from constructs_lib.parts.security_group import SecurityGroup

_PERIODS: Final = 5


class Endpoint(Construct):
    """One address per subnet that leads to the service.

    The service's own name is switched on after the connection is accepted, as a step of its own: AWS refuses it before.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: EndpointConfig,
        *,
        name: str,
        service_name: str,
        vpc_id: str,
        vpc_cidrs: Sequence[str],
        subnet_ids: Sequence[str],
        topic_arn: str,
        accepted_at: str | None = None,
        accepting: AwsProvider | None = None,
    ) -> None:
        """Subnets are one a zone. `accepted_at` is the service's id where this side may accept too, with `accepting`, the
        provider of the service's account.
        """
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        group = SecurityGroup(
            self, "security-group", name=name, description=f"{name}: a service of another account", vpc_id=vpc_id
        )
        for cidr in vpc_cidrs:
            group.allow_from(
                f"from-{range_id(cidr)}",
                port=config.port,
                cidr=cidr,
                why="Everything in the VPC may ask, the service decides",
            )
        endpoint = VpcEndpoint(
            self,
            "Default",
            vpc_id=vpc_id,
            vpc_endpoint_type="Interface",
            service_name=service_name,
            subnet_ids=list(subnet_ids),
            security_group_ids=[group.id],
            tags={"Name": name},
        )
        ready: ITerraformDependable = endpoint
        if accepted_at is not None:
            ready = VpcEndpointConnectionAccepter(
                self,
                "accepter",
                vpc_endpoint_service_id=accepted_at,
                vpc_endpoint_id=endpoint.id,
                provider=accepting,
            )
        if config.private_dns:
            VpcEndpointPrivateDns(
                self, "private-dns", vpc_endpoint_id=endpoint.id, private_dns_enabled=True, depends_on=[ready]
            )
        Alarm(
            self,
            "dropped",
            name=f"{name}-dropped",
            meaning="The endpoint drops packets: the service behind it, or the endpoint itself, is not well",
            metric=Metric(
                namespace="AWS/PrivateLinkEndpoints",
                name="PacketsDropped",
                dimensions={
                    "Endpoint Type": "Interface",
                    "Service Name": service_name,
                    "VPC Endpoint Id": endpoint.id,
                    "VPC Id": vpc_id,
                },
                statistic="Sum",
            ),
            threshold=0,
            periods=_PERIODS,
            missing_data="notBreaching",
            topic_arn=topic_arn,
        )
        self.id = endpoint.id
        self.dns_name = endpoint.dns_entry.get(0).dns_name
