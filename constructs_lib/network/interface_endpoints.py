"""Interface endpoints: AWS's own services at private addresses, for networks without a way out, or beside one."""

from collections.abc import Mapping, Sequence

from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint
from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.foundation.aws_services import InterfaceService
from constructs_lib.foundation.config import require
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.ranges import range_id
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.endpoint_policies import interface_policy
from constructs_lib.parts.security_group import SecurityGroup

_HTTPS = 443


class InterfaceEndpoints(Construct):
    """One endpoint per service, in every zone, under the service's usual name.

    Principals and resources of own accounts meet there. They share a security group that the whole VPC may reach: what a
    caller may do is for roles to say, and a group per service would be one more that every workload has to name.
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
        account_ids: Sequence[str],
        private_subnet_ids: Mapping[str, str],
    ) -> None:
        """Subnets by the letter of their zone: AWS takes one a zone. The VPC has both DNS attributes, or AWS refuses.

        `account_ids` are those whose principals and resources may meet here; nobody else's pass.
        """
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        services: tuple[InterfaceService, ...] = tuple(
            service for service in config.interface_endpoints if service != "derived"
        )
        if services != config.interface_endpoints:
            what = "derives its endpoints from workloads that nobody has looked up"
            fix = "use compose(), or config.serving() with the services that are called"
            raise ConfigError([Problem(where=f"{self.node.path}.interface_endpoints", what=what, fix=fix)])
        if not services:
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
        for service in services:
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
                policy=iam.policy(interface_policy(service, account_ids, region)),
                tags={"Name": f"{name}-{service}"},
            )
