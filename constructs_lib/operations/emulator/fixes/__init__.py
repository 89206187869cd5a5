"""Where moto and AWS differ as far as Terraform's provider notices, one small file a service."""

from __future__ import annotations

from collections.abc import Collection

from constructs_lib.operations.emulator.fixes import (
    accessanalyzer,
    apigatewayv2,
    application_auto_scaling,
    autoscaling,
    autoscaling_groups,
    awslambda,
    backup,
    budgets,
    cloudfront,
    cloudfront_policies,
    cloudtrail,
    cloudwatch,
    codebuild,
    codedeploy,
    codepipeline,
    config,
    connections,
    cost_explorer,
    dynamodb,
    ec2,
    ec2_ipv6,
    ec2_peering,
    ec2_prefix_lists,
    ec2_private_link,
    ec2_security_groups,
    ec2_snapshots,
    ec2_transit_gateway,
    ec2_transit_sharing,
    ec2_vpn,
    ecs,
    elasticache,
    elasticache_parameters,
    elbv2,
    events,
    guardduty,
    iam,
    kinesis,
    kms,
    ram,
    rds,
    rds_clusters,
    route53,
    s3,
    s3_logging,
    s3_metrics,
    secretsmanager,
    securityhub,
    sqs,
    stepfunctions,
    synthetics,
)
from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen

FIXES: tuple[Fix, ...] = (
    *accessanalyzer.FIXES,
    *apigatewayv2.FIXES,
    *application_auto_scaling.FIXES,
    *autoscaling.FIXES,
    *autoscaling_groups.FIXES,
    *awslambda.FIXES,
    *backup.FIXES,
    *budgets.FIXES,
    *cloudfront.FIXES,
    *cloudfront_policies.FIXES,
    *cloudtrail.FIXES,
    *cloudwatch.FIXES,
    *codebuild.FIXES,
    *codedeploy.FIXES,
    *codepipeline.FIXES,
    *config.FIXES,
    *connections.FIXES,
    *cost_explorer.FIXES,
    *dynamodb.FIXES,
    *ec2.FIXES,
    *ec2_ipv6.FIXES,
    *ec2_peering.FIXES,
    *ec2_private_link.FIXES,
    *ec2_prefix_lists.FIXES,
    *ec2_security_groups.FIXES,
    *ec2_snapshots.FIXES,
    *ec2_transit_gateway.FIXES,
    *ec2_transit_sharing.FIXES,
    *ec2_vpn.FIXES,
    *ecs.FIXES,
    *elasticache.FIXES,
    *elasticache_parameters.FIXES,
    *elbv2.FIXES,
    *guardduty.FIXES,
    *events.FIXES,
    *iam.FIXES,
    *kinesis.FIXES,
    *kms.FIXES,
    *ram.FIXES,
    *rds.FIXES,
    *rds_clusters.FIXES,
    *route53.FIXES,
    *s3.FIXES,
    *s3_logging.FIXES,
    *s3_metrics.FIXES,
    *secretsmanager.FIXES,
    *securityhub.FIXES,
    *sqs.FIXES,
    *stepfunctions.FIXES,
    *synthetics.FIXES,
)

__all__ = ["FIXES", "Clients", "Fix", "Seen", "apply_all"]


def apply_all(*, leave_out: Collection[str] = ()) -> None:
    """Apply every fix to the moto of this process, once, before it serves; `leave_out` names some, or "all"."""
    unknown = set(leave_out) - {fix.id for fix in FIXES} - {"all"}
    if unknown:
        raise ValueError(f"no such fix: {', '.join(sorted(unknown))}")
    for fix in FIXES:
        if "all" not in leave_out and fix.id not in leave_out:
            fix.apply()
