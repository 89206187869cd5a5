"""Fixes to moto's CodeDeploy."""

from __future__ import annotations

import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, kept

_CHANGEABLE = {
    "deploymentConfigName": "deployment_config_name",
    "serviceRoleArn": "service_role_arn",
    "autoScalingGroups": "auto_scaling_groups",
    "autoRollbackConfiguration": "auto_rollback_configuration",
    "alarmConfiguration": "alarm_configuration",
    "deploymentStyle": "deployment_style",
    "blueGreenDeploymentConfiguration": "blue_green_deployment_configuration",
    "loadBalancerInfo": "load_balancer_info",
    "ecsServices": "ecs_services",
    "triggerConfigurations": "trigger_configurations",
    "ec2TagFilters": "ec2_tag_filters",
    "ec2TagSet": "ec2_tag_set",
}


def deployment_group_settings() -> None:
    """A deployment group shows its alarms, and shows nothing where nothing was set: moto shows empty blocks."""
    from moto.codedeploy.models import DeploymentGroup
    from moto.codedeploy.responses import CodeDeployResponse

    @around(DeploymentGroup, "__init__")
    def init(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.load_balancer_info = self.load_balancer_info or None
        self.blue_green_deployment_configuration = self.blue_green_deployment_configuration or None

    @around(CodeDeployResponse, "get_deployment_group")
    def get(original, self):
        answer = original(self)
        application, name = self._get_param("applicationName"), self._get_param("deploymentGroupName")
        group = self.codedeploy_backend.get_deployment_group(application, name)
        answer.result["deploymentGroupInfo"]["alarmConfiguration"] = group.alarm_configuration
        return answer


def changes() -> None:
    """Let applications and deployment groups change and go; moto can only make them."""
    from moto.codedeploy.responses import CodeDeployResponse
    from moto.core.responses import ActionResult, EmptyResult

    @added(CodeDeployResponse, "update_deployment_group")
    def update_group(self):
        backend, application = self.codedeploy_backend, self._get_param("applicationName")
        group = backend.get_deployment_group(application, self._get_param("currentDeploymentGroupName"))
        for name, attribute in _CHANGEABLE.items():
            value = self._get_param(name)
            if value is not None:
                setattr(group, attribute, value)
        renamed = self._get_param("newDeploymentGroupName")
        if renamed:
            backend.deployment_groups[application][renamed] = backend.deployment_groups[application].pop(
                group.deployment_group_name
            )
            group.deployment_group_name = renamed
        return ActionResult({"hooksNotCleanedUp": []})

    @added(CodeDeployResponse, "delete_deployment_group")
    def delete_group(self):
        groups = self.codedeploy_backend.deployment_groups.get(self._get_param("applicationName"), {})
        groups.pop(self._get_param("deploymentGroupName"), None)
        return ActionResult({"hooksNotCleanedUp": []})

    @added(CodeDeployResponse, "delete_application")
    def delete_application(self):
        self.codedeploy_backend.applications.pop(self._get_param("applicationName"), None)
        self.codedeploy_backend.deployment_groups.pop(self._get_param("applicationName"), None)
        return EmptyResult()


def deployment_configurations() -> None:
    """Keep deployment configurations: how fast traffic shifts."""
    from moto.codedeploy.responses import CodeDeployResponse
    from moto.core.exceptions import ServiceException
    from moto.core.responses import ActionResult, EmptyResult

    class DoesNotExist(ServiceException):
        code = "DeploymentConfigDoesNotExistException"

    def all_of(response):
        return kept(response.codedeploy_backend, "deployment_configurations")

    @added(CodeDeployResponse, "create_deployment_config")
    def create(self):
        name = self._get_param("deploymentConfigName")
        all_of(self)[name] = {
            "deploymentConfigId": str(uuid.uuid4()),
            "deploymentConfigName": name,
            "computePlatform": self._get_param("computePlatform") or "Server",
            "trafficRoutingConfig": self._get_param("trafficRoutingConfig"),
            "minimumHealthyHosts": self._get_param("minimumHealthyHosts"),
            "zonalConfig": self._get_param("zonalConfig"),
        }
        return ActionResult({"deploymentConfigId": all_of(self)[name]["deploymentConfigId"]})

    @added(CodeDeployResponse, "get_deployment_config")
    def get(self):
        name = self._get_param("deploymentConfigName")
        if name not in all_of(self):
            raise DoesNotExist(f"No Deployment Configuration found for name: {name}")
        return ActionResult({"deploymentConfigInfo": all_of(self)[name]})

    @added(CodeDeployResponse, "delete_deployment_config")
    def delete(self):
        all_of(self).pop(self._get_param("deploymentConfigName"), None)
        return EmptyResult()


def _deployment_group(client: Clients, **settings: object):
    deploy, name = client("codedeploy"), f"probe-{uuid.uuid4().hex}"
    deploy.create_application(applicationName=name, computePlatform="Lambda")
    ids = {"applicationName": name, "deploymentGroupName": name}
    role = "arn:aws:iam::123456789012:role/deploy"
    deploy.create_deployment_group(**ids, serviceRoleArn=role, **settings)
    return deploy, ids


def _see_settings(client: Clients) -> Seen:
    alarms = {"enabled": True, "alarms": [{"name": "errors"}]}
    deploy, ids = _deployment_group(client, alarmConfiguration=alarms)
    group = deploy.get_deployment_group(**ids)["deploymentGroupInfo"]
    return (group.get("alarmConfiguration"), group.get("loadBalancerInfo")), (alarms, None)


def _see_changes(client: Clients) -> Seen:
    deploy, ids = _deployment_group(client)
    application, role = ids["applicationName"], "arn:aws:iam::123456789012:role/other"
    deploy.update_deployment_group(
        applicationName=application, currentDeploymentGroupName=application, serviceRoleArn=role
    )
    seen = deploy.get_deployment_group(**ids)["deploymentGroupInfo"]["serviceRoleArn"]
    deploy.delete_deployment_group(**ids)
    left = deploy.list_deployment_groups(applicationName=application)["deploymentGroups"]
    deploy.delete_application(applicationName=application)
    return (seen, left, application in deploy.list_applications()["applications"]), (role, [], False)


def _see_configurations(client: Clients) -> Seen:
    deploy, name = client("codedeploy"), f"probe-{uuid.uuid4().hex}"
    canary = {
        "type": "TimeBasedCanary",
        "timeBasedCanary": {"canaryPercentage": 10, "canaryInterval": 5},
    }
    deploy.create_deployment_config(deploymentConfigName=name, computePlatform="ECS", trafficRoutingConfig=canary)
    seen = deploy.get_deployment_config(deploymentConfigName=name)["deploymentConfigInfo"]["trafficRoutingConfig"]
    deploy.delete_deployment_config(deploymentConfigName=name)
    try:
        deploy.get_deployment_config(deploymentConfigName=name)
        after = "still there"
    except deploy.exceptions.DeploymentConfigDoesNotExistException:
        after = "gone"
    return (seen, after), (canary, "gone")


FIXES = (
    Fix(
        id="codedeploy.deployment-group-settings",
        symptom="aws_codedeploy_deployment_group: alarm_configuration and load_balancer_info are planned again",
        apply=deployment_group_settings,
        probe=_see_settings,
    ),
    Fix(
        id="codedeploy.changes",
        symptom="aws_codedeploy_app and _deployment_group: update and destroy 500",
        apply=changes,
        probe=_see_changes,
    ),
    Fix(
        id="codedeploy.deployment-configurations",
        symptom="aws_codedeploy_deployment_config: CreateDeploymentConfig 500",
        apply=deployment_configurations,
        probe=_see_configurations,
    ),
)
