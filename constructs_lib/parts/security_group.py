"""A security group that starts empty and is opened by named rules."""

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.security_group import SecurityGroup as AwsSecurityGroup
from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import VpcSecurityGroupEgressRule
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain


class SecurityGroup(Construct):
    """Nothing comes in and nothing goes out until a rule says so. Each rule is TCP, one port, and says why."""

    def __init__(self, scope: Construct, id_: str, *, name: str, description: str, vpc_id: str) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name, description=description)
        group = AwsSecurityGroup(
            self,
            "Default",
            # a prefix, because a group can only be replaced while what uses it moves to another one of the same name
            name_prefix=f"{name}-",
            description=description,
            vpc_id=vpc_id,
            tags={"Name": name},
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        )
        self._name = name
        self.id = group.id

    def allow_from(
        self,
        id_: str,
        *,
        port: int,
        why: str,
        group_id: str | None = None,
        cidr: str | None = None,
        prefix_list_id: str | None = None,
    ) -> ITerraformDependable:
        """Let a group, a range, or every range of a prefix list in. Returns the rule, for whoever needs it to be there first."""
        return VpcSecurityGroupIngressRule(
            self,
            id_,
            security_group_id=self.id,
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
            referenced_security_group_id=group_id,
            cidr_ipv4=cidr,
            prefix_list_id=prefix_list_id,
            description=why,
            tags={"Name": f"{self._name}-{id_}"},
        )

    def allow_to(
        self,
        id_: str,
        *,
        port: int,
        why: str,
        group_id: str | None = None,
        cidr: str | None = None,
        prefix_list_id: str | None = None,
    ) -> ITerraformDependable:
        """Let it out to a group, a range, or every range of a prefix list. Returns the rule, for whoever needs it to be there first."""
        return VpcSecurityGroupEgressRule(
            self,
            id_,
            security_group_id=self.id,
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
            referenced_security_group_id=group_id,
            cidr_ipv4=cidr,
            prefix_list_id=prefix_list_id,
            description=why,
            tags={"Name": f"{self._name}-{id_}"},
        )
