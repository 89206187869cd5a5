"""Interface endpoints: AWS's own services at private addresses, for networks without a way out, or beside one."""

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.plan import range_id
from constructs_lib.parts.security_group import SecurityGroup

_HTTPS = 443


class InterfaceEndpoints(Construct):
    """One endpoint per service, in every zone, under the service's usual name.

    They share a security group that the whole VPC may reach: what a caller may do is for roles to say, and a group per
    service would be one more that every workload has to name.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: NetworkConfig,
        *,
        name: str,
        vpc_id: str,
        region: str,
        private_subnet_ids: Mapping[str, str],
    ) -> None:
        """Subnets by the letter of their zone."""
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        if not config.interface_endpoints:
            return
        group = SecurityGroup(
            self,
            "security-group",
            name=f"{name}-endpoints",
            description="Interface endpoints of AWS services",
            vpc_id=vpc_id,
        )
        group.allow_from("from-vpc", port=_HTTPS, cidr=config.cidr, why="Everything in the VPC calls AWS")
        for cidr in config.secondary_cidrs:
            group.allow_from(f"from-{range_id(cidr)}", port=_HTTPS, cidr=cidr, why="Everything in the VPC calls AWS")
        for service in config.interface_endpoints:
            VpcEndpoint(
                self,
                service.replace(".", "-"),
                vpc_id=vpc_id,
                vpc_endpoint_type="Interface",
                service_name=f"com.amazonaws.{region}.{service}",
                # the service's own name then resolves to the endpoint, and no program has to know of it
                private_dns_enabled=True,
                subnet_ids=list(private_subnet_ids.values()),
                security_group_ids=[group.id],
                tags={"Name": f"{name}-{service}"},
            )
