"""A NAT instance: what a NAT gateway does, for a third of the price, with a minute's gap when the machine is replaced."""

from collections.abc import Mapping, Sequence
from typing import Final

from cdktf import Fn, ITerraformDependable, Token
from cdktf_cdktf_provider_aws.autoscaling_group import (
    AutoscalingGroup,
    AutoscalingGroupInstanceMaintenancePolicy,
    AutoscalingGroupInstanceRefresh,
    AutoscalingGroupInstanceRefreshPreferences,
    AutoscalingGroupLaunchTemplate,
    AutoscalingGroupTag,
)
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.iam_instance_profile import IamInstanceProfile
from cdktf_cdktf_provider_aws.launch_template import (
    LaunchTemplate,
    LaunchTemplateBlockDeviceMappings,
    LaunchTemplateBlockDeviceMappingsEbs,
    LaunchTemplateCreditSpecification,
    LaunchTemplateIamInstanceProfile,
    LaunchTemplateMetadataOptions,
    LaunchTemplateNetworkInterfaces,
    LaunchTemplateTagSpecifications,
)
from cdktf_cdktf_provider_aws.network_interface import NetworkInterface
from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import VpcSecurityGroupEgressRule
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.nat_alarms import NatInstanceAlarms
from constructs_lib.network.nat_user_data import user_data
from constructs_lib.network.plan import ANYWHERE, SubnetPlan, plan_subnets
from constructs_lib.parts.role import Role
from constructs_lib.parts.security_group import SecurityGroup

_ROOT_DEVICE: Final = "/dev/xvda"
_ROOT_GIB: Final = 8
_WEEK_SECONDS: Final = 7 * 24 * 3600
_BOOT_SECONDS: Final = 180


class NatInstance(Construct):
    """A network interface with a fixed address that routes lead to, and a group of one machine that uses it.

    The group replaces a machine that fails, that ended itself because it could not be set up, and every one after a week,
    by one of the newest image. The interface stays, and with it the address and every route. It is the machine's only
    one: then Auto Scaling wants the zone instead of a subnet, and the old machine gone before the new one starts.
    https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-launch-template.html
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: NetworkConfig,
        *,
        name: str,
        vpc_id: str,
        public_subnet_ids: Mapping[str, str],
        internet_access: Sequence[ITerraformDependable],
        topic_arn: str,
        tags: Mapping[str, str],
    ) -> None:
        """Subnets by the letter of their zone. `internet_access` is what must be there for an address to work.

        `tags` are those of everything else, which the provider's default tags do not give to what a group starts.
        """
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        machine = config.nat_machine
        private = [subnet for subnet in plan_subnets(config) if subnet.tier == "private"]
        first = min(private, key=lambda subnet: subnet.letter)
        group = SecurityGroup(
            self, "security-group", name=name, description=f"{name}: from private subnets to anywhere", vpc_id=vpc_id
        )
        rules = _open(group, name, private)
        interface = NetworkInterface(
            self,
            "interface",
            subnet_id=public_subnet_ids[first.letter],
            security_groups=[group.id],
            # packets that are neither from nor to the machine itself are what it is there for
            source_dest_check=False,
            description=f"{name}: where private subnets go out",
            tags={"Name": name},
        )
        address = Eip(
            self,
            "address",
            domain="vpc",
            network_interface=interface.id,
            tags={"Name": name},
            depends_on=list(internet_access),
        )
        template = LaunchTemplate(
            self,
            "template",
            name=name,
            image_id=machine.image_id,
            instance_type=machine.instance_type,
            update_default_version=True,
            network_interfaces=[
                LaunchTemplateNetworkInterfaces(
                    device_index=0, network_interface_id=interface.id, delete_on_termination="false"
                )
            ],
            metadata_options=LaunchTemplateMetadataOptions(
                http_endpoint="enabled", http_tokens="required", http_put_response_hop_limit=1
            ),
            block_device_mappings=[
                LaunchTemplateBlockDeviceMappings(
                    device_name=_ROOT_DEVICE,
                    ebs=LaunchTemplateBlockDeviceMappingsEbs(
                        volume_type="gp3", volume_size=_ROOT_GIB, encrypted="true", delete_on_termination="true"
                    ),
                )
            ],
            # unlimited credits would be a bill that nobody asked for; the alarm tells when the class is too small
            credit_specification=LaunchTemplateCreditSpecification(cpu_credits="standard"),
            # what ends itself is replaced
            instance_initiated_shutdown_behavior="terminate",
            iam_instance_profile=self._profile(name) if machine.session_manager else None,
            user_data=Fn.base64encode(
                Fn.raw_string(user_data([subnet.cidr for subnet in private], session_manager=machine.session_manager))
            ),
            tag_specifications=[LaunchTemplateTagSpecifications(resource_type="volume", tags={**tags, "Name": name})],
            tags={"Name": name},
        )
        machines = AutoscalingGroup(
            self,
            "Default",
            name=name,
            min_size=1,
            max_size=1,
            desired_capacity=1,
            availability_zones=[first.zone],
            launch_template=AutoscalingGroupLaunchTemplate(
                id=template.id, version=Token.as_string(template.latest_version)
            ),
            health_check_type="EC2",
            health_check_grace_period=_BOOT_SECONDS,
            max_instance_lifetime=_WEEK_SECONDS,
            # the interface is free for the next machine only when the last one is gone
            instance_maintenance_policy=AutoscalingGroupInstanceMaintenancePolicy(
                min_healthy_percentage=0, max_healthy_percentage=100
            ),
            instance_refresh=AutoscalingGroupInstanceRefresh(
                strategy="Rolling",
                preferences=AutoscalingGroupInstanceRefreshPreferences(min_healthy_percentage=0),
            ),
            tag=[
                AutoscalingGroupTag(key=key, value=value, propagate_at_launch=True)
                for key, value in {**tags, "Name": name}.items()
            ],
            # at its first boot it fetches what it needs from the internet
            depends_on=[address, *rules, *internet_access],
        )
        NatInstanceAlarms(
            self,
            "alarms",
            name=name,
            group_name=machines.name,
            baseline_megabits=machine.baseline_megabits,
            topic_arn=topic_arn,
        )
        self.interface_id = interface.id
        """Where routes lead."""
        self.machines: ITerraformDependable = machines
        """What makes the routes work."""
        self.public_ip = address.public_ip
        """What the internet sees."""

    def _profile(self, name: str) -> LaunchTemplateIamInstanceProfile:
        role = Role(
            self,
            "role",
            name=name,
            description=f"{name}: to be reached by Session Manager, and nothing else",
            trusts=iam.service("ec2.amazonaws.com"),
            policies={"session-manager": (_TO_BE_SEEN, _TO_BE_REACHED)},
        )
        profile = IamInstanceProfile(self, "profile", name=name, role=role.name)
        return LaunchTemplateIamInstanceProfile(arn=profile.arn)


# https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
_TO_BE_SEEN = iam.Statement(
    sid="BeSeenBySystemsManager",
    actions=("ssm:UpdateInstanceInformation",),
    resources=("arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*:*:managed-instance/*"),
)
_TO_BE_REACHED = iam.Statement(
    sid="BeReachedBySessionManager",
    actions=(
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    ),
    resources=("*",),
    wildcard_reason=iam.NO_NARROWER,
)


def _open(group: SecurityGroup, name: str, private: Sequence[SubnetPlan]) -> tuple[ITerraformDependable, ...]:
    """Whatever private subnets send, by any protocol, as a gateway takes it; nothing from anybody else."""
    return (
        VpcSecurityGroupEgressRule(
            group,
            "to-internet",
            security_group_id=group.id,
            ip_protocol="-1",
            cidr_ipv4=ANYWHERE,
            description="What private subnets send, and its own updates",
            tags={"Name": f"{name}-to-internet"},
        ),
        *(
            VpcSecurityGroupIngressRule(
                group,
                f"from-{subnet.id}",
                security_group_id=group.id,
                ip_protocol="-1",
                cidr_ipv4=subnet.cidr,
                description=f"What {subnet.id} sends to the internet",
                tags={"Name": f"{name}-from-{subnet.id}"},
            )
            for subnet in private
        ),
    )
