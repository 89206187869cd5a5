"""Types of resources that no rule looks at, and why. A test holds that every type is here or has a rule."""

from collections.abc import Mapping
from typing import Final

_JOINED: Final = "judged with the bucket it belongs to"
_ROUTING: Final = "ties two things together; what matters is said by them"

NOTHING_TO_CHECK: Final[Mapping[str, str]] = {
    "aws_accessanalyzer_analyzer": "looks at what is reached from outside, and touches nothing",
    "aws_accessanalyzer_archive_rule": "its config says why; nothing is opened by it",
    "aws_budgets_budget_action": "takes rights away or stops things; the role it takes is judged",
    "aws_ce_anomaly_monitor": "looks at spending and touches nothing",
    "aws_cloudwatch_event_rule": "when something is told; what is told, and who may call it, is judged",
    "aws_cloudwatch_event_target": "what is told; the function or topic says who may call it",
    "aws_cloudwatch_log_metric_filter": "counts lines of a log; the alarm on them is judged",
    "aws_config_aggregate_authorization": "lets an account see findings, and nothing that they are about",
    "aws_config_configuration_aggregator": "shows what others record",
    "aws_config_configuration_recorder_status": "judged with its recorder",
    "aws_db_subnet_group": "a list of subnets, which AWS checks itself",
    "aws_default_network_acl": "without rules it lets nothing through; with any, they are judged as an ACL's",
    "aws_default_security_group": "judged with its VPC",
    "aws_ec2_managed_prefix_list": "ranges under a name; the rules that name it are judged",
    "aws_ec2_managed_prefix_list_entry": "ranges under a name; the rules that name it are judged",
    "aws_ecs_cluster_capacity_providers": "how tasks are bought says nothing of their safety",
    "aws_egress_only_internet_gateway": "lets nothing in",
    "aws_eip": "an address; what uses it is judged",
    "aws_guardduty_detector_feature": "what a detector reads beside the least, which is a question of its price",
    "aws_iam_role_policies_exclusive": "takes rights away, gives none",
    "aws_iam_service_linked_role": "AWS's own: nobody but AWS can change what it lets",
    "aws_internet_gateway": "a VPC has one or none; what routes to it, and what may be reached, is judged",
    "aws_lambda_invocation": "a call, not a thing",
    "aws_lb_listener_rule": "what it forwards is decided by its listener, which is judged",
    "aws_nat_gateway": "lets nothing in",
    "aws_network_acl_association": _ROUTING,
    "aws_route_table_association": _ROUTING,
    "aws_s3_bucket_lifecycle_configuration": _JOINED,
    "aws_s3_bucket_logging": _JOINED,
    "aws_s3_bucket_metric": "counts requests, and changes none",
    "aws_s3_bucket_notification": "tells of events; the topic it tells is judged",
    "aws_s3_bucket_ownership_controls": _JOINED,
    "aws_s3_bucket_public_access_block": _JOINED,
    "aws_s3_bucket_server_side_encryption_configuration": _JOINED,
    "aws_s3_bucket_versioning": _JOINED,
    "aws_securityhub_finding_aggregator": "shows findings in one more region",
    "aws_securityhub_standards_control_association": "the provider refuses one that is off without a reason",
    "aws_securityhub_standards_subscription": "which standards an account is held against is its owner's choice",
    "aws_scheduler_schedule": "when something is called; the role it takes is judged",
    "aws_sqs_queue_redrive_allow_policy": "judged with its queue",
    "aws_vpc_endpoint_route_table_association": _ROUTING,
    "aws_vpc_ipv6_cidr_block_association": "addresses; who reaches them is judged by routes, ACLs and groups",
    "aws_vpc_peering_connection_accepter": "judged with its connection",
    "terraform_data": "Terraform's own, nothing in AWS",
}
