"""The classic mistakes of AWS: nearly all of them pass `terraform validate` and `terraform plan`, and fail later.

Each is refused here with a message that says what to do; capabilities were probed on AWS provider 5.100.0.
"""

import json
from typing import Any

import pytest

from tests.analysis.policies.cases import both, found, one, provider

EU = provider(region="eu-west-1")
US = provider(region="us-east-1")
VPC = one("aws_vpc", cidr_block="10.0.0.0/16")
DB, CLUSTER, SERVICE = "aws_db_instance", "aws_rds_cluster", "aws_ecs_service"
REPLICATION = "aws_s3_bucket_replication_configuration"
FARGATE = {"cpu": "256", "memory": "8192", "requires_compatibilities": ["FARGATE"]}
REQUESTS = {"predefined_metric_specification": {"predefined_metric_type": "ALBRequestCountPerTarget"}}
S3_ENDPOINT = {
    "vpc_endpoint_type": "Interface",
    "service_name": "com.amazonaws.us-east-1.s3",
    "private_dns_enabled": True,
}


def subnet(name: str, cidr: str) -> Any:
    return one("aws_subnet", name, vpc_id="${aws_vpc.this.id}", cidr_block=cidr)


def queue(count: int, *, fifo: bool = False) -> Any:
    policy = json.dumps({"deadLetterTargetArn": "${aws_sqs_queue.dead.arn}", "maxReceiveCount": count})
    return both(one("aws_sqs_queue", redrive_policy=policy), one("aws_sqs_queue", "dead", fifo_queue=fifo))


def replicated(**rule: Any) -> Any:
    return one(REPLICATION, rule={"destination": {"bucket": "arn:aws:s3:::x"}, **rule})


def behind(target_type: str, *attached: Any) -> Any:
    balancer = [{"target_group_arn": "${aws_lb_target_group.this.arn}"}]
    service = one(SERVICE, network_configuration={"subnets": ["a"]}, load_balancer=balancer)
    return both(service, one("aws_lb_target_group", target_type=target_type), *attached)


MISTAKES: dict[str, tuple[str, Any, str]] = {
    "peering accepted by whoever asks, in another region": (
        "peering-auto-accept",
        both(US, one("aws_vpc_peering_connection", auto_accept=True, peer_region="us-west-2")),
        "accept with aws_vpc_peering_connection_accepter at the other end",
    ),
    "subnet outside of its VPC": (
        "subnet-in-vpc",
        both(VPC, subnet("a", "10.1.0.0/24")),
        "choose a range inside the VPC's",
    ),
    "subnets that overlap": (
        "subnet-overlap",
        both(VPC, subnet("a", "10.0.0.0/23"), subnet("b", "10.0.1.0/24")),
        "give each subnet a range of its own",
    ),
    "network ACL with a number twice": (
        "nacl-rule-number",
        one("aws_network_acl", ingress=[{"rule_no": 100}, {"rule_no": 100}]),
        "give each rule of a direction a number of its own",
    ),
    "network ACL rule for TCP without ports": (
        "nacl-ports",
        one("aws_network_acl_rule", protocol="tcp"),
        "set from_port and to_port",
    ),
    "CPU and memory that Fargate has not": (
        "ecs-fargate-size",
        one("aws_ecs_task_definition", **FARGATE),
        "choose a pair that Fargate has",
    ),
    "CodeDeploy beside a circuit breaker": (
        "ecs-circuit-breaker",
        one(
            SERVICE,
            deployment_controller={"type": "CODE_DEPLOY"},
            deployment_circuit_breaker={"enable": True, "rollback": True},
        ),
        "leave out deployment_circuit_breaker",
    ),
    "Fargate service without a network": (
        "ecs-network",
        one(SERVICE, launch_type="FARGATE"),
        "add network_configuration with subnets and security groups",
    ),
    "scaling from more to less": (
        "scaling-limits",
        one("aws_appautoscaling_target", min_capacity=4, max_capacity=2),
        "set the smallest number to the largest or less",
    ),
    "requests of no target group": (
        "scaling-resource-label",
        one("aws_appautoscaling_policy", target_tracking_scaling_policy_configuration=REQUESTS),
        "set resource_label to LOAD_BALANCER_ARN_SUFFIX/TARGET_GROUP_ARN_SUFFIX",
    ),
    "CodeDeploy of a service without target groups": (
        "codedeploy-load-balancer",
        one("aws_codedeploy_deployment_group", ecs_service={"cluster_name": "x", "service_name": "y"}),
        "add load_balancer_info with target_group_pair_info",
    ),
    "backup deleted before cold storage lets it": (
        "backup-cold-storage",
        one("aws_backup_plan", rule=[{"lifecycle": {"cold_storage_after": 30, "delete_after": 60}}]),
        "set delete_after to cold_storage_after + 90 or more",
    ),
    "anomaly subscription without a threshold": (
        "anomaly-threshold",
        one("aws_ce_anomaly_subscription", frequency="DAILY"),
        "add threshold_expression",
    ),
    "budget notification nobody gets": (
        "budget-subscribers",
        one("aws_budgets_budget", notification=[{"threshold": 100}]),
        "set subscriber_sns_topic_arns or subscriber_email_addresses",
    ),
    "tag filter without user:": (
        "budget-tag-filter",
        one("aws_budgets_budget", cost_filter={"name": "TagKeyValue", "values": ["Environment$prod"]}),
        "write user:KEY$VALUE",
    ),
    "replication by filter without delete markers": (
        "s3-replication-delete-markers",
        replicated(filter={"prefix": "x"}),
        "add delete_marker_replication with status Enabled or Disabled",
    ),
    "replication time control without metrics": (
        "s3-replication-time-metrics",
        replicated(destination={"bucket": "arn:aws:s3:::x", "replication_time": {"status": "Enabled"}}),
        "add metrics with status Enabled to the destination",
    ),
    "health check of an alarm somewhere": (
        "health-check-alarm-region",
        one("aws_route53_health_check", type="CLOUDWATCH_METRIC", cloudwatch_alarm_name="x"),
        "set cloudwatch_alarm_region",
    ),
    "DynamoDB replica without a stream": (
        "dynamodb-replica-stream",
        one("aws_dynamodb_table", replica={"region_name": "us-west-2"}),
        "set stream_enabled to true",
    ),
    "CloudFront with a certificate of Europe": (
        "cloudfront-certificate-region",
        one(
            "aws_cloudfront_distribution",
            viewer_certificate={"acm_certificate_arn": "arn:aws:acm:eu-west-1:111111111111:certificate/x"},
        ),
        "issue the certificate with a provider in us-east-1",
    ),
    "bucket behind CloudFront without access control": (
        "cloudfront-origin-access",
        one("aws_cloudfront_distribution", origin={"domain_name": "x.s3.us-east-1.amazonaws.com"}),
        "set origin_access_control_id",
    ),
    "web ACL of CloudFront in Europe": (
        "waf-scope-region",
        both(EU, one("aws_wafv2_web_acl", scope="CLOUDFRONT")),
        "give it a provider in us-east-1",
    ),
    "private names of S3 without a gateway endpoint": (
        "endpoint-s3-private-dns",
        one("aws_vpc_endpoint", **S3_ENDPOINT),
        "add a gateway endpoint of S3 to the VPC, or set private_dns_enabled to false",
    ),
    "alarm that wants more points than it sees": (
        "alarm-datapoints",
        one("aws_cloudwatch_metric_alarm", datapoints_to_alarm=5, evaluation_periods=3),
        "set datapoints_to_alarm to evaluation_periods or less",
    ),
    "certificate of more than 64 characters": (
        "certificate-name",
        one("aws_acm_certificate", domain_name=f"{'a' * 60}.example.com"),
        "put a shorter name first",
    ),
    "Config rule AWS does not know": (
        "config-rule-identifier",
        one("aws_config_config_rule", source={"owner": "AWS", "source_identifier": "S3_IS_NICE"}),
        "take the identifier from AWS's list of managed rules",
    ),
    "dead letters of another type": (
        "sqs-redrive",
        queue(5, fifo=True),
        "make both queues FIFO or neither",
    ),
    "dead letters after no try": ("sqs-redrive", queue(0), "maxReceiveCount 1 to 1000"),
    "Aurora from more to less": (
        "rds-serverless-capacity",
        one(CLUSTER, serverlessv2_scaling_configuration={"min_capacity": 16, "max_capacity": 8}),
        "set min_capacity to max_capacity or less",
    ),
    "database that cannot be destroyed": (
        "rds-final-snapshot",
        one(DB),
        "set final_snapshot_identifier",
    ),
    "user name the engine keeps": (
        "rds-user-name",
        one(DB, engine="postgres", username="rdsadmin"),
        "choose another name",
    ),
    "bucket in upper case": ("s3-name", one("aws_s3_bucket", bucket="MyBucket"), "3 to 63 lower-case letters"),
    "managed password and blue/green": (
        "rds-managed-password-alone",
        one(DB, manage_master_user_password=True, blue_green_update={"enabled": True}),
        "leave manage_master_user_password out, or blue_green_update",
    ),
    "managed password in a global cluster": (
        "rds-managed-password-alone",
        one(CLUSTER, manage_master_user_password=True, global_cluster_identifier="x"),
        "leave manage_master_user_password out",
    ),
    "proxy without a secret": (
        "rds-proxy-secret",
        one("aws_db_proxy", auth=[{"auth_scheme": "SECRETS"}]),
        "set auth.secret_arn",
    ),
    # what Terraform finds by itself, found earlier here
    "failover record without an identifier": (
        "record-set-identifier",
        one("aws_route53_record", failover_routing_policy={"type": "PRIMARY"}),
        "set set_identifier",
    ),
    "function of more than 15 minutes": (
        "lambda-timeout",
        one("aws_lambda_function", timeout=1000),
        "set timeout to 900 or less",
    ),
    "alarm of an odd period": (
        "alarm-period",
        one("aws_cloudwatch_metric_alarm", period=45),
        "set period to 10, 20, 30 or a multiple of 60",
    ),
    "failover of a cache with one node": (
        "cache-failover",
        one("aws_elasticache_replication_group", automatic_failover_enabled=True, num_cache_clusters=1),
        "set num_cache_clusters to 2 or more",
    ),
    "FIFO queue without .fifo": (
        "sqs-fifo-name",
        one("aws_sqs_queue", name="orders", fifo_queue=True),
        "end the name of a FIFO queue, and of no other, in .fifo",
    ),
    # what no provider can see, because it is between resources
    "instances where tasks have addresses": (
        "ecs-target-type",
        behind("instance"),
        "set the target group's target_type to ip",
    ),
    "target group without a listener": (
        "ecs-target-attached",
        behind("ip"),
        "let a listener, or a rule of one, forward to it",
    ),
    "alarm that tells a topic of another region": (
        "alarm-topic-region",
        both(US, one("aws_cloudwatch_metric_alarm", alarm_actions=["arn:aws:sns:us-west-2:111111111111:x"])),
        "name a topic of the alarm's region",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_it_is_refused(mistake: str) -> None:
    rule, document, fix = MISTAKES[mistake]

    said = found(rule, document)

    assert len(said) == 1, said
    assert fix in said[0]
    assert f"[{rule}]" in said[0]
    assert "(aws_" in said[0]
