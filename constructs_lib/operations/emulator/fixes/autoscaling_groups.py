"""Fixes to moto's Auto Scaling groups and the machines they start."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, kept


def group_as_given() -> None:
    """A group tells how long its machines live and how they are replaced; moto drops both."""
    from moto.autoscaling.responses import AutoScalingResponse

    def keep(self: Any) -> None:
        group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
        for parameter, attribute in (
            ("MaxInstanceLifetime", "max_instance_lifetime"),
            ("InstanceMaintenancePolicy", "instance_maintenance_policy"),
        ):
            given = self._get_param(parameter)
            if given is not None:
                setattr(group, attribute, given)

    for name in ("create_auto_scaling_group", "update_auto_scaling_group"):

        @around(AutoScalingResponse, name)
        def put(original, self):
            answer = original(self)
            keep(self)
            return answer


def template_interface() -> None:
    """A machine uses the interface that its template names, and lets go of it at its end; moto gives it one of its own."""
    from moto.ec2.models.instances import Instance, InstanceBackend

    @around(InstanceBackend, "run_instances")
    def run(original, self, image_id, count, user_data, security_group_names, **kwargs):
        if kwargs.get("launch_template"):
            data = self._get_template_from_args(kwargs["launch_template"]).data
            named = [each for each in data.get("NetworkInterfaces") or () if each.get("NetworkInterfaceId")]
            if named and not kwargs.get("nics"):
                kwargs["nics"] = named
            kwargs.setdefault("metadata_options", data.get("MetadataOptions") or {})
        return original(self, image_id, count, user_data, security_group_names, **kwargs)

    @around(Instance, "terminate")
    def terminate(original, self):
        before = original(self)
        for interface in self.nics.values():
            if not interface.delete_on_termination:
                # it stays in the machine's own list, where a terminated one's addresses are looked up
                interface.instance = interface.attachment_id = interface.attach_time = None
                interface.status = "available"
        return before


def template_version_user_data() -> None:
    """A later version of a launch template has user data that machines can start with, as the first version has."""
    from moto.ec2.models.launch_templates import LaunchTemplateVersion
    from moto.ec2.utils import parse_user_data

    @around(LaunchTemplateVersion, "__init__")
    def init(original, self, template, number, data, description):
        if isinstance(data.get("UserData"), str):
            data["UserData"] = parse_user_data(data["UserData"])
        original(self, template, number, data, description)


def instance_refresh() -> None:
    """Replace a group's machines when asked to, at once; moto has no such operation."""
    from moto.autoscaling.responses import AutoScalingResponse
    from moto.core.responses import ActionResult

    @added(AutoScalingResponse, "start_instance_refresh")
    def start(self):
        name, id_ = self._get_param("AutoScalingGroupName"), str(uuid.uuid4())
        group = self.autoscaling_backend.autoscaling_groups[name]
        old = [state.instance.id for state in group.active_instances()]
        if old:
            group.ec2_backend.terminate_instances(old)
            group.instance_states = [each for each in group.instance_states if each.instance.id not in old]
            group.replace_autoscaling_group_instances(len(old), group.get_propagated_tags())
        now = datetime.now(UTC)
        kept(self.autoscaling_backend, "instance_refreshes").setdefault(name, []).insert(
            0,
            {
                "InstanceRefreshId": id_,
                "AutoScalingGroupName": name,
                "Status": "Successful",
                "StartTime": now,
                "EndTime": now,
                "PercentageComplete": 100,
                "InstancesToUpdate": 0,
            },
        )
        return ActionResult({"InstanceRefreshId": id_})

    @added(AutoScalingResponse, "describe_instance_refreshes")
    def describe(self):
        wanted = self._get_param("InstanceRefreshIds", [])
        done = kept(self.autoscaling_backend, "instance_refreshes").get(self._get_param("AutoScalingGroupName"), [])
        found = [each for each in done if not wanted or each["InstanceRefreshId"] in wanted]
        return ActionResult({"InstanceRefreshes": found})


def _group(client: Clients) -> tuple[Any, Any, str, str]:
    """A group of one machine, whose template names its interface."""
    ec2, scaling, name = client("ec2"), client("autoscaling"), f"probe-{uuid.uuid4().hex}"
    vpc = ec2.create_vpc(CidrBlock="10.8.0.0/24")["Vpc"]["VpcId"]
    zone = "us-east-1a"
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.8.0.0/28", AvailabilityZone=zone)["Subnet"]["SubnetId"]
    interface = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    ec2.create_launch_template(
        LaunchTemplateName=name,
        LaunchTemplateData={
            "ImageId": "ami-12c6146b",
            "InstanceType": "t4g.micro",
            "NetworkInterfaces": [
                {"DeviceIndex": 0, "NetworkInterfaceId": interface, "DeleteOnTermination": False},
            ],
        },
    )
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=name,
        LaunchTemplate={"LaunchTemplateName": name, "Version": "$Latest"},
        MinSize=1,
        MaxSize=1,
        AvailabilityZones=[zone],
        MaxInstanceLifetime=86_400,
        InstanceMaintenancePolicy={"MinHealthyPercentage": 0, "MaxHealthyPercentage": 100},
    )
    return ec2, scaling, name, interface


def _instance(scaling: Any, name: str) -> str:
    (group,) = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"]
    return group["Instances"][0]["InstanceId"]


def _see_group(client: Clients) -> Seen:
    _, scaling, name, _ = _group(client)
    (group,) = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"]
    seen = group.get("MaxInstanceLifetime"), group.get("InstanceMaintenancePolicy")
    return seen, (86_400, {"MinHealthyPercentage": 0, "MaxHealthyPercentage": 100})


def _see_interface(client: Clients) -> Seen:
    ec2, scaling, name, interface = _group(client)
    machine = _instance(scaling, name)
    ask = {"NetworkInterfaceIds": [interface]}
    attached = ec2.describe_network_interfaces(**ask)["NetworkInterfaces"][0].get("Attachment", {}).get("InstanceId")
    scaling.delete_auto_scaling_group(AutoScalingGroupName=name, ForceDelete=True)
    ec2.terminate_instances(InstanceIds=[machine])
    status = ec2.describe_network_interfaces(**ask)["NetworkInterfaces"][0]["Status"]
    return (attached, status), (machine, "available")


def _see_version(client: Clients) -> Seen:
    scaling, ec2, name = client("autoscaling"), client("ec2"), f"probe-{uuid.uuid4().hex}"
    data = {"ImageId": "ami-12c6146b", "InstanceType": "t4g.micro", "UserData": "IyEvYmluL3NoCg=="}
    ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData=data)
    ec2.create_launch_template_version(LaunchTemplateName=name, LaunchTemplateData=data)
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=name,
        LaunchTemplate={"LaunchTemplateName": name, "Version": "2"},
        MinSize=1,
        MaxSize=1,
        AvailabilityZones=["us-east-1a"],
    )
    attribute = ec2.describe_instance_attribute(InstanceId=_instance(scaling, name), Attribute="userData")
    return attribute["UserData"]["Value"], data["UserData"]


def _see_refresh(client: Clients) -> Seen:
    _, scaling, name, _ = _group(client)
    before = _instance(scaling, name)
    scaling.start_instance_refresh(AutoScalingGroupName=name, Preferences={"MinHealthyPercentage": 0})
    (refresh,) = scaling.describe_instance_refreshes(AutoScalingGroupName=name)["InstanceRefreshes"]
    return (refresh["Status"], _instance(scaling, name) != before), ("Successful", True)


FIXES = (
    Fix(
        id="autoscaling.group-as-given",
        symptom="aws_autoscaling_group: max_instance_lifetime and instance_maintenance_policy are planned again",
        apply=group_as_given,
        probe=_see_group,
    ),
    Fix(
        id="autoscaling.template-interface",
        symptom="aws_autoscaling_group: machines do not use the network interface their launch template names",
        apply=template_interface,
        probe=_see_interface,
    ),
    Fix(
        id="autoscaling.template-version-user-data",
        symptom="aws_autoscaling_group: no machine starts from a launch template that was changed",
        apply=template_version_user_data,
        probe=_see_version,
    ),
    Fix(
        id="autoscaling.instance-refresh",
        symptom="aws_autoscaling_group with instance_refresh: a changed launch template cannot be applied",
        apply=instance_refresh,
        probe=_see_refresh,
    ),
)
