"""What tasks of a service may be reached from, and what they may reach."""

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import VpcSecurityGroupEgressRule
from constructs import Construct

from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.security_group import SecurityGroup

_HTTPS = 443
_ANYWHERE = "0.0.0.0/0"


class TaskNetwork(Construct):
    """A service's security group: in from the load balancer on the service's port, out to HTTPS."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: ServiceConfig,
        *,
        name: str,
        vpc_id: str,
        load_balancer_security_group_id: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        port = config.traffic.port
        self.group = SecurityGroup(self, "security-group", name=name, description=f"Tasks of {name}", vpc_id=vpc_id)
        self.rules: tuple[ITerraformDependable, ...] = (
            self.group.allow_from(
                "from-load-balancer",
                port=port,
                group_id=load_balancer_security_group_id,
                why="The load balancer hands on what came over HTTPS",
            ),
            # image, logs, secrets and other AWS services, through endpoints or NAT; addresses of none are known
            self.group.allow_to("to-https", port=_HTTPS, cidr=_ANYWHERE, why="AWS and others, over TLS"),
            VpcSecurityGroupEgressRule(
                self,
                "load-balancer-to-tasks",
                security_group_id=load_balancer_security_group_id,
                ip_protocol="tcp",
                from_port=port,
                to_port=port,
                referenced_security_group_id=self.group.id,
                description=f"To tasks of {name}",
                tags={"Name": name},
            ),
        )
        """What must be there before a task can start and answer."""
