"""Clusters, load balancers and services, as AWS has them after an apply."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.foundation.host_names import full_name
from constructs_lib.foundation.placement import Placement
from tests.apply.estate import APPLIED, Estate

CLUSTERS = [plan.placement for plan in APPLIED if isinstance(plan.config, ClusterConfig)]
SERVICES = [(plan.placement, plan.config) for plan in APPLIED if isinstance(plan.config, ServiceConfig)]
SCALED = [(placement, config) for placement, config in SERVICES if config.scaling is not None]
IDS = [placement.stack_id("cluster") for placement in CLUSTERS]
SERVICE_IDS = [placement.stack_id("service", config.component) for placement, config in SERVICES]
SCALED_IDS = [placement.stack_id("service", config.component) for placement, config in SCALED]


@pytest.fixture(scope="module")
def told(estate: Estate) -> Mapping[str, Any]:
    """What every stack tells the others, by stack."""
    return estate.everything()


def at(estate: Estate, service: str, placement: Placement) -> Any:
    """A client where a placement is."""
    return estate.client(service, placement.account.id, placement.region)


def service_of(estate: Estate, placement: Placement, config: ServiceConfig) -> Any:
    """The service as ECS has it."""
    name = placement.name(config.component)
    [service] = at(estate, "ecs", placement).describe_services(cluster=placement.name("cluster"), services=[name])[
        "services"
    ]
    return service


@pytest.mark.parametrize("placement", CLUSTERS, ids=IDS)
def test_the_only_listener_is_https_with_the_zones_certificate(
    estate: Estate, told: Mapping[str, Any], placement: Placement
) -> None:
    elbv2, outputs = at(estate, "elbv2", placement), told[placement.stack_id("cluster")]
    [listener] = elbv2.describe_listeners(LoadBalancerArn=outputs["LoadBalancerArn"])["Listeners"]
    certificate = told[placement.stack_id("dns")]["CertificateArn"]

    assert (listener["Protocol"], listener["Port"]) == ("HTTPS", 443)
    assert listener["SslPolicy"] == "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
    assert [each["CertificateArn"] for each in listener["Certificates"]] == [certificate]
    assert listener["DefaultActions"][0]["FixedResponseConfig"]["StatusCode"] == "404"


@pytest.mark.parametrize("placement", CLUSTERS, ids=IDS)
def test_the_load_balancer_is_public_in_every_zone_logged_and_protected(
    estate: Estate, told: Mapping[str, Any], placement: Placement
) -> None:
    elbv2, outputs = at(estate, "elbv2", placement), told[placement.stack_id("cluster")]
    arn = outputs["LoadBalancerArn"]
    [found] = elbv2.describe_load_balancers(LoadBalancerArns=[arn])["LoadBalancers"]
    attributes = {
        each["Key"]: each["Value"]
        for each in elbv2.describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"]
    }

    # the emulator does not say what nobody asked for, and the provider asks for `internal` only
    assert (found.get("Scheme", "internet-facing"), found["DNSName"]) == ("internet-facing", outputs["LoadBalancerDns"])
    assert sorted(each["SubnetId"] for each in found["AvailabilityZones"]) == sorted(
        told[placement.stack_id("network")]["PublicSubnetIds"]
    )
    assert attributes["access_logs.s3.bucket"] == told[placement.stack_id("account")]["AccessLogBucketName"]
    assert attributes["deletion_protection.enabled"] == str(placement.protected).lower()
    assert attributes["routing.http.drop_invalid_header_fields.enabled"] == "true"


@pytest.mark.parametrize("placement", CLUSTERS, ids=IDS)
def test_nothing_but_443_is_open_to_the_internet(estate: Estate, told: Mapping[str, Any], placement: Placement) -> None:
    rules = at(estate, "ec2", placement).describe_security_group_rules()["SecurityGroupRules"]
    vpc_groups = at(estate, "ec2", placement).describe_security_groups(
        Filters=[
            {
                "Name": "vpc-id",
                "Values": [told[placement.stack_id("network")]["VpcId"]],
            }
        ]
    )["SecurityGroups"]
    ours = {group["GroupId"] for group in vpc_groups}

    assert {
        (rule["GroupId"], rule["FromPort"], rule["ToPort"])
        for rule in rules
        if rule["GroupId"] in ours and not rule["IsEgress"] and rule.get("CidrIpv4") == "0.0.0.0/0"
    } == {(told[placement.stack_id("cluster")]["LoadBalancerSecurityGroupId"], 443, 443)}


@pytest.mark.parametrize("placement", CLUSTERS, ids=IDS)
def test_names_lead_to_the_load_balancer(estate: Estate, told: Mapping[str, Any], placement: Placement) -> None:
    dns = told[placement.stack_id("dns")]
    outputs = told[placement.stack_id("cluster")]
    records = at(estate, "route53", placement).list_resource_record_sets(HostedZoneId=dns["ZoneId"])
    [config] = [
        plan.config for plan in APPLIED if plan.placement == placement and isinstance(plan.config, ClusterConfig)
    ]

    assert {
        each["Name"]: each["AliasTarget"]["DNSName"].rstrip(".")
        for each in records["ResourceRecordSets"]
        if each["Type"] == "A"
    } == {f"{full_name(name, dns['ZoneName'])}.": outputs["LoadBalancerDns"] for name in config.host_names}


@pytest.mark.parametrize(("placement", "config"), SERVICES, ids=SERVICE_IDS)
def test_as_many_tasks_run_as_are_wanted(
    estate: Estate, told: Mapping[str, Any], placement: Placement, config: ServiceConfig
) -> None:
    service = service_of(estate, placement, config)
    network = told[placement.stack_id("network")]
    configuration = service["networkConfiguration"]["awsvpcConfiguration"]

    assert service["desiredCount"] == service["runningCount"] == config.desired_count
    assert sorted(configuration["subnets"]) == sorted(network["PrivateSubnetIds"])
    assert configuration["assignPublicIp"] == "DISABLED"
    assert service["deploymentConfiguration"]["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}
    assert (service["propagateTags"], service.get("enableExecuteCommand", False)) == (
        "SERVICE",
        config.enable_execute_command,
    )


@pytest.mark.parametrize(("placement", "config"), SERVICES, ids=SERVICE_IDS)
def test_the_container_is_locked_down(estate: Estate, placement: Placement, config: ServiceConfig) -> None:
    service = service_of(estate, placement, config)
    definition = at(estate, "ecs", placement).describe_task_definition(taskDefinition=service["taskDefinition"])
    [container] = definition["taskDefinition"]["containerDefinitions"]

    assert (container["user"], container["readonlyRootFilesystem"]) == (
        str(config.user_id),
        not config.enable_execute_command,
    )
    assert {each["name"] for each in container.get("secrets", [])} == (
        {"DATABASE_USERNAME", "DATABASE_PASSWORD"} if config.database is not None else set()
    )
    assert definition["taskDefinition"]["executionRoleArn"].endswith(f"/{placement.name(config.component)}-execution")


@pytest.mark.parametrize(("placement", "config"), SERVICES, ids=SERVICE_IDS)
def test_requests_reach_the_service(
    estate: Estate, told: Mapping[str, Any], placement: Placement, config: ServiceConfig
) -> None:
    elbv2 = at(estate, "elbv2", placement)
    [target] = service_of(estate, placement, config)["loadBalancers"]
    [group] = elbv2.describe_target_groups(TargetGroupArns=[target["targetGroupArn"]])["TargetGroups"]
    rules = elbv2.describe_rules(ListenerArn=told[placement.stack_id("cluster")]["HttpsListenerArn"])["Rules"]

    assert (group["TargetType"], group["Port"], group["HealthCheckPath"]) == (
        "ip",
        config.traffic.port,
        config.traffic.health_check_path,
    )
    assert len(group["TargetGroupName"]) <= 32
    assert [
        rule["Actions"][0]["TargetGroupArn"] for rule in rules if rule["Priority"] == str(config.traffic.priority)
    ] == [group["TargetGroupArn"]]


@pytest.mark.parametrize(("placement", "config"), SCALED, ids=SCALED_IDS)
def test_scaling_is_what_the_environment_says(
    estate: Estate, told: Mapping[str, Any], placement: Placement, config: ServiceConfig
) -> None:
    assert config.scaling is not None
    scaling = at(estate, "application-autoscaling", placement)
    resource = f"service/{placement.name('cluster')}/{placement.name(config.component)}"
    wanted = {"ServiceNamespace": "ecs", "ResourceId": resource}
    [target] = scaling.describe_scalable_targets(ServiceNamespace="ecs", ResourceIds=[resource])["ScalableTargets"]
    policies = {
        each["TargetTrackingScalingPolicyConfiguration"]
        .get("PredefinedMetricSpecification", {})
        .get("PredefinedMetricType"): each["TargetTrackingScalingPolicyConfiguration"]
        for each in scaling.describe_scaling_policies(**wanted)["ScalingPolicies"]
    }
    actions = scaling.describe_scheduled_actions(**wanted)["ScheduledActions"]

    assert (target["MinCapacity"], target["MaxCapacity"]) == (config.desired_count, config.scaling.max_capacity)
    assert policies["ECSServiceAverageCPUUtilization"]["TargetValue"] == config.scaling.cpu_percent
    label = policies["ALBRequestCountPerTarget"]["PredefinedMetricSpecification"]["ResourceLabel"]
    suffix = told[placement.stack_id("service", config.component)]
    assert label == "/".join(
        (
            told[placement.stack_id("cluster")]["LoadBalancerArnSuffix"],
            next(value for name, value in suffix.items() if name.endswith("TargetGroupArnSuffix")),
        )
    )
    assert sorted((each["Schedule"], each["Timezone"]) for each in actions) == sorted(
        (each.schedule, each.time_zone) for each in config.scaling.scheduled
    )


@pytest.mark.parametrize(("placement", "config"), SERVICES, ids=SERVICE_IDS)
def test_somebody_is_told(estate: Estate, placement: Placement, config: ServiceConfig) -> None:
    name = placement.name(config.component)
    alarms = at(estate, "cloudwatch", placement).describe_alarms(AlarmNamePrefix=f"{name}-")["MetricAlarms"]

    assert {each["AlarmName"].removeprefix(f"{name}-") for each in alarms} >= {
        "cpu",
        "errors",
        "latency",
        "memory",
        "missing-tasks",
        "unhealthy-targets",
    }
    assert all(each["AlarmActions"][0].split(":")[3] == placement.region for each in alarms)


@pytest.mark.parametrize(("placement", "config"), SERVICES, ids=SERVICE_IDS)
def test_the_execution_role_opens_its_own_secret_only(
    estate: Estate, placement: Placement, config: ServiceConfig
) -> None:
    iam = at(estate, "iam", placement)
    role = f"{placement.name(config.component)}-execution"
    document = iam.get_role_policy(RoleName=role, PolicyName="start")["PolicyDocument"]
    opened = [each["Resource"] for each in document["Statement"] if each["Sid"] == "OpenSecrets"]

    assert "*" not in json.dumps(opened)
    assert len(opened) == (1 if config.database is not None else 0)
