"""Which meter reads which type of resource, and which types no meter has to read."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from constructs_lib.analysis.cost.meters import audit, compute, data, edge, network, operations
from constructs_lib.analysis.cost.meters.free import FREE
from constructs_lib.analysis.cost.resource import Resource, Use

Meter = Callable[[Resource], Iterator[Use]]

METERS: Final[Mapping[str, Meter]] = {
    "aws_accessanalyzer_analyzer": audit.analyzer,
    "aws_apigatewayv2_api": edge.api,
    "aws_api_gateway_rest_api": edge.api,
    "aws_appautoscaling_policy": compute.scaling_policy,
    "aws_autoscaling_group": compute.fleet,
    "aws_cloudfront_distribution": edge.distribution,
    "aws_cloudtrail": audit.trail,
    "aws_cloudwatch_composite_alarm": operations.composite_alarm,
    "aws_cloudwatch_dashboard": operations.dashboard,
    "aws_cloudwatch_log_group": operations.log_group,
    "aws_cloudwatch_log_metric_filter": operations.metric_filter,
    "aws_cloudwatch_metric_alarm": operations.alarm,
    "aws_config_config_rule": operations.config_rule,
    "aws_config_configuration_recorder": operations.recorder,
    "aws_config_conformance_pack": operations.conformance_pack,
    "aws_db_instance": data.database,
    "aws_dynamodb_table": data.table,
    "aws_ebs_volume": compute.volume,
    "aws_ec2_transit_gateway_peering_attachment": network.transit_gateway_peering,
    "aws_ec2_transit_gateway_vpc_attachment": network.transit_gateway_attachment,
    "aws_ecr_repository": compute.repository,
    "aws_ecs_cluster": compute.cluster,
    "aws_ecs_service": compute.service,
    "aws_eip": network.address,
    "aws_elasticache_replication_group": data.cache,
    "aws_flow_log": network.flow_log,
    "aws_guardduty_detector": audit.detector,
    "aws_guardduty_detector_feature": audit.detector_feature,
    "aws_instance": compute.instance,
    "aws_kms_key": operations.key,
    "aws_kms_replica_key": operations.key,
    "aws_lambda_function": compute.function,
    "aws_lb": network.load_balancer,
    "aws_nat_gateway": network.nat_gateway,
    "aws_rds_cluster": data.cluster,
    "aws_rds_cluster_instance": data.cluster_instance,
    "aws_route53_health_check": edge.health_check,
    "aws_route53_resolver_endpoint": network.resolver_endpoint,
    "aws_route53_zone": edge.zone,
    "aws_s3_bucket": data.bucket,
    "aws_s3_bucket_metric": data.bucket_metric,
    "aws_secretsmanager_secret": operations.secret,
    "aws_securityhub_account": audit.hub,
    "aws_sns_topic": data.topic,
    "aws_sqs_queue": data.queue,
    "aws_ssm_parameter": operations.parameter,
    "aws_vpc": network.network,
    "aws_vpc_endpoint": network.endpoint,
    "aws_vpc_peering_connection": network.peering,
    "aws_vpn_connection": network.vpn,
    "aws_wafv2_web_acl": edge.web_acl,
}
"""Type → what it uses."""

__all__ = ["FREE", "METERS", "Meter"]
