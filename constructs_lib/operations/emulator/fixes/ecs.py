"""Fixes to moto's ECS."""

from __future__ import annotations

import uuid
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around

# What moto drops when a service is created. Its update takes every field, these included.
_DROPPED_ON_CREATE = {
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
    "capacityProviderStrategy": "capacity_provider_strategy",
    "deploymentConfiguration": "deployment_configuration",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "enableExecuteCommand": "enable_execute_command",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
    "placementConstraints": "placement_constraints",
    "placementStrategy": "placement_strategy",
}


def service_settings() -> None:
    """Keep what a service is created with, and the defaults AWS fills in."""
    from moto.ecs.responses import EC2ContainerServiceResponse

    @around(EC2ContainerServiceResponse, "create_service")
    def create(original, self):
        answer = original(self)
        service = answer.result["service"]
        service.availability_zone_rebalancing = "DISABLED"
        for name, attribute in _DROPPED_ON_CREATE.items():
            value = self._get_param(name)
            if value is not None:
                setattr(service, attribute, value)
        if self._get_param("capacityProviderStrategy"):
            service.launch_type = None
        if service.launch_type != "EC2":
            service.platform_version = service.platform_version or "LATEST"
        return answer

    @around(EC2ContainerServiceResponse, "update_service")
    def update(original, self):
        answer = original(self)
        # moto turns enableECSManagedTags into enable_e_c_s_managed_tags.
        managed = self._get_param("enableECSManagedTags")
        if managed is not None:
            answer.result["service"].enable_ecs_managed_tags = managed
        return answer


def steady_state() -> None:
    """Run as many tasks as are wanted, at once: in moto a service never starts any, and waiters wait for ever."""
    from moto.ecs.models import EC2ContainerServiceBackend

    def settle(service):
        service.running_count, service.pending_count = service.desired_count, 0
        for deployment in service.deployments:
            deployment.update(
                desiredCount=service.desired_count,
                runningCount=service.desired_count,
                pendingCount=0,
                rolloutState="COMPLETED",
                rolloutStateReason="ECS deployment completed.",
                taskDefinition=service.task_definition,
            )

    @around(EC2ContainerServiceBackend, "create_service")
    def create(original, self, *args, **kwargs):
        service = original(self, *args, **kwargs)
        settle(service)
        return service

    @around(EC2ContainerServiceBackend, "update_service")
    def update(original, self, service_properties):
        service = original(self, service_properties)
        settle(service)
        return service


def _service(client: Clients, **settings: object) -> tuple[Any, dict[str, str]]:
    ecs, name = client("ecs"), f"probe-{uuid.uuid4().hex}"
    ecs.create_cluster(clusterName=name)
    container = {"name": "app", "image": "app:1", "memory": 128}
    ecs.register_task_definition(family=name, containerDefinitions=[container])
    ecs.create_service(cluster=name, serviceName=name, taskDefinition=name, desiredCount=2, **settings)
    return ecs, {"cluster": name, "service": name}


def _see_settings(client: Clients) -> Seen:
    strategy = [{"capacityProvider": "FARGATE_SPOT", "weight": 1, "base": 0}]
    settings = {
        "availabilityZoneRebalancing": "ENABLED",
        "enableExecuteCommand": True,
        "healthCheckGracePeriodSeconds": 30,
        "capacityProviderStrategy": strategy,
    }
    ecs, ids = _service(client, **settings)
    service = ecs.describe_services(cluster=ids["cluster"], services=[ids["service"]])["services"][0]
    return {name: service.get(name) for name in settings}, settings


def _see_steady_state(client: Clients) -> Seen:
    ecs, ids = _service(client)
    seen = []
    for wanted in (None, 3):
        if wanted is not None:
            ecs.update_service(**ids, desiredCount=wanted)
        service = ecs.describe_services(cluster=ids["cluster"], services=[ids["service"]])["services"][0]
        deployment = service["deployments"][0]
        seen.append((service["runningCount"], deployment["runningCount"], deployment["rolloutState"]))
    return seen, [(2, 2, "COMPLETED"), (3, 3, "COMPLETED")]


FIXES = (
    Fix(
        id="ecs.service-settings",
        symptom="aws_ecs_service: exec, zone rebalancing and grace period planned again, capacity providers replace it",
        apply=service_settings,
        probe=_see_settings,
    ),
    Fix(
        id="ecs.steady-state",
        symptom="aws_ecs_service with wait_for_steady_state: apply waits for tasks that never start",
        apply=steady_state,
        probe=_see_steady_state,
    ),
)
