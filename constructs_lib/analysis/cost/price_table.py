"""Prices on demand, in US dollars without tax. A price that moved is mended here, and only here.

Each figure says where it was read and when, or that nobody has found it. Virginia, Ohio and Oregon have one column: they
ask the same for what AWS's pages list side by side, and what was read is Virginia's. Free tiers, discounts for volume and commitments are
left out: the estimate is what nobody has bargained for yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from constructs_lib.analysis.cost.evidence import (
    CACHE_LIST,
    DYNAMODB_LIST,
    EC2_ECS,
    KARPENTER,
    NOT_VERIFIED,
    SINGAPORE_BALANCER,
    SINGAPORE_BILL,
    SINGAPORE_LIST,
    Evidence,
    infracost,
)

AS_OF: Final = "2026-11"
"""The month the table was last gone through. Every figure has a date of its own."""

US, SINGAPORE = "us", "singapore"
REGIONS: Final[Mapping[str, str]] = {
    "us-east-1": US,
    "us-east-2": US,
    "us-west-2": US,
    "ap-southeast-1": SINGAPORE,
}
"""Region → the column of the table that it has."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure: where it was read, and how it follows from others where it is not published as such."""

    usd: float
    evidence: Evidence = NOT_VERIFIED
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """What a product costs: whose line on the bill, per what, on which page of AWS, where."""

    service: str
    unit: str
    page: str
    rates: Mapping[str, Rate] = field(default_factory=dict[str, Rate])
    everywhere: Rate | None = None
    """Of what has one price in the whole world."""


@dataclass(frozen=True, slots=True)
class Family:
    """Instances of one family: the hour of its `large`."""

    service: str
    page: str
    rates: Mapping[str, Rate]


# as AWS's billing calls them
_CLOUDWATCH, _DYNAMODB, _EC2, _EC2_OTHER = (
    "AmazonCloudWatch",
    "Amazon DynamoDB",
    "Amazon Elastic Compute Cloud - Compute",
    "EC2 - Other",
)
_ECS, _ELASTICACHE, _ELB = "Amazon Elastic Container Service", "Amazon ElastiCache", "Amazon Elastic Load Balancing"
_LAMBDA, _RDS, _ROUTE53 = "AWS Lambda", "Amazon Relational Database Service", "Amazon Route 53"
_S3, _TRANSFER, _VPC, _WAF = (
    "Amazon Simple Storage Service",
    "AWS Data Transfer",
    "Amazon Virtual Private Cloud",
    "AWS WAF",
)
_ANALYZER = "AWS IAM Access Analyzer"
_CLOUDTRAIL, _GUARDDUTY, _HUB = "AWS CloudTrail", "Amazon GuardDuty", "AWS Security Hub"
_CONFIG, _SQS, _SNS = "AWS Config", "Amazon Simple Queue Service", "Amazon Simple Notification Service"
_CLOUDFRONT, _ECR, _KMS = "Amazon CloudFront", "Amazon EC2 Container Registry (ECR)", "AWS Key Management Service"
_API_GATEWAY, _SECRETS, _SSM = "Amazon API Gateway", "AWS Secrets Manager", "AWS Systems Manager"

_PAGE: Final = "https://aws.amazon.com/{}/pricing/"
_EC2_PAGE = "https://aws.amazon.com/ec2/pricing/on-demand/"
_RDS_PAGE = "https://aws.amazon.com/rds/postgresql/pricing/"
_AURORA_PAGE = "https://aws.amazon.com/rds/aurora/pricing/"
# of Infracost's files, by the day they last changed
_GOLD, _GOLD_ENDPOINT, _GOLD_TRANSFER = infracost("2024-07-01"), infracost("2024-10-18"), infracost("2024-09-25")
_GOLD_RDS, _GOLD_AURORA, _GOLD_TABLE = infracost("2026-05-03"), infracost("2025-03-05"), infracost("2024-11-15")
_GOLD_BUCKET, _GOLD_TOPIC = infracost("2025-07-07"), infracost("2024-12-04")
_OTHER_SIZE = "in proportion to another size of the family, which is the one that was read"
_HALVED = "half the price of 2024, as AWS halved it in November 2024"


def _price(service: str, unit: str, page: str, us: Rate, singapore: Rate) -> Price:
    return Price(service, unit, _page(page), {US: us, SINGAPORE: singapore})


def _same(service: str, unit: str, page: str, everywhere: Rate) -> Price:
    return Price(service, unit, _page(page), everywhere=everywhere)


def _spot(unit: str, us: float, singapore: float) -> Price:
    """Spot moves with demand; AWS promises at most this much off."""
    basis = "the price on demand less 70 %, the most AWS promises"
    rates = {US: Rate(us * 0.3, EC2_ECS, basis), SINGAPORE: Rate(singapore * 0.3, EC2_ECS, basis)}
    return Price(_ECS, unit, _page("fargate"), rates)


def _page(page: str) -> str:
    return page if page.startswith("https:") else _PAGE.format(page)


PRICES: Final[Mapping[str, Price]] = {
    # network
    "nat.hour": _price(_EC2_OTHER, "hour", "vpc", Rate(0.045, EC2_ECS), Rate(0.059, EC2_ECS)),
    "nat.gb": _price(_EC2_OTHER, "GB", "vpc", Rate(0.045, EC2_ECS), Rate(0.059, EC2_ECS)),
    "endpoint.zone-hour": _price(
        _VPC, "hour of a zone", "privatelink", Rate(0.01, _GOLD_ENDPOINT), Rate(0.013, SINGAPORE_LIST)
    ),
    "endpoint.gb": _price(_VPC, "GB", "privatelink", Rate(0.01, _GOLD_ENDPOINT), Rate(0.01, SINGAPORE_LIST)),
    "public-address.hour": _same(_VPC, "hour", "vpc", Rate(0.005, EC2_ECS)),
    "transit-gateway.attachment-hour": _price(_VPC, "hour", "transit-gateway", Rate(0.05, _GOLD), Rate(0.07)),
    "transit-gateway.gb": _same(_VPC, "GB", "transit-gateway", Rate(0.02, _GOLD)),
    "vpn.hour": _same(_VPC, "hour", "vpn", Rate(0.05, _GOLD)),
    "resolver.address-hour": _same(_ROUTE53, "hour of an address", "route53", Rate(0.125, _GOLD)),
    "transfer.same-region-gb": _same(_EC2_OTHER, "GB each way", _EC2_PAGE, Rate(0.01, EC2_ECS)),
    "transfer.other-region-gb": _price(
        _EC2_OTHER, "GB", _EC2_PAGE, Rate(0.02, _GOLD_TRANSFER), Rate(0.09, SINGAPORE_BILL)
    ),
    "transfer.internet-gb": _price(_TRANSFER, "GB", _EC2_PAGE, Rate(0.09, _GOLD_TRANSFER), Rate(0.12, SINGAPORE_LIST)),
    "load-balancer.application-hour": _price(
        _ELB, "hour", "elasticloadbalancing", Rate(0.0225, _GOLD), Rate(0.0252, SINGAPORE_BALANCER)
    ),
    "load-balancer.application-unit-hour": _same(
        _ELB, "capacity unit an hour", "elasticloadbalancing", Rate(0.008, SINGAPORE_BALANCER)
    ),
    "load-balancer.network-hour": _price(_ELB, "hour", "elasticloadbalancing", Rate(0.0225, _GOLD), Rate(0.0252)),
    "load-balancer.network-unit-hour": _same(_ELB, "capacity unit an hour", "elasticloadbalancing", Rate(0.006, _GOLD)),
    "load-balancer.gateway-hour": _price(_ELB, "hour of a zone", "elasticloadbalancing", Rate(0.0125), Rate(0.014)),
    "load-balancer.gateway-unit-hour": _same(_ELB, "capacity unit an hour", "elasticloadbalancing", Rate(0.004)),
    # compute
    "fargate.x86.cpu-hour": _price(_ECS, "vCPU an hour", "fargate", Rate(0.04048, EC2_ECS), Rate(0.05056, EC2_ECS)),
    "fargate.x86.gb-hour": _price(
        _ECS, "GB of memory an hour", "fargate", Rate(0.004445, EC2_ECS), Rate(0.00553, EC2_ECS)
    ),
    "fargate.arm.cpu-hour": _price(_ECS, "vCPU an hour", "fargate", Rate(0.03238, EC2_ECS), Rate(0.04045, EC2_ECS)),
    "fargate.arm.gb-hour": _price(
        _ECS, "GB of memory an hour", "fargate", Rate(0.00356, EC2_ECS), Rate(0.00442, EC2_ECS)
    ),
    "fargate-spot.x86.cpu-hour": _spot("vCPU an hour", 0.04048, 0.05056),
    "fargate-spot.x86.gb-hour": _spot("GB of memory an hour", 0.004445, 0.00553),
    "fargate-spot.arm.cpu-hour": _spot("vCPU an hour", 0.03238, 0.04045),
    "fargate-spot.arm.gb-hour": _spot("GB of memory an hour", 0.00356, 0.00442),
    "fargate.disk-gb-hour": _price(
        _ECS, "GB of disk an hour", "fargate", Rate(0.000111, EC2_ECS), Rate(0.000133, EC2_ECS)
    ),
    "volume.gp3-gb": _price(_EC2_OTHER, "GB", "ebs", Rate(0.08, EC2_ECS), Rate(0.096, EC2_ECS)),
    "lambda.request-million": _same(_LAMBDA, "million requests", "lambda", Rate(0.2, SINGAPORE_LIST)),
    "lambda.x86.gb-second": _same(_LAMBDA, "GB-second", "lambda", Rate(0.0000166667, SINGAPORE_LIST)),
    "lambda.arm.gb-second": _same(_LAMBDA, "GB-second", "lambda", Rate(0.0000133334, SINGAPORE_LIST)),
    "lambda.provisioned.gb-second": _same(_LAMBDA, "GB-second kept warm", "lambda", Rate(0.0000041667)),
    "image.gb": _same(_ECR, "GB", "ecr", Rate(0.1, SINGAPORE_BILL)),
    # data
    "rds.gp3-gb": _price(_RDS, "GB of a zone", _RDS_PAGE, Rate(0.115, _GOLD_RDS), Rate(0.138, SINGAPORE_BILL)),
    "rds.gp3-iops": _price(_RDS, "IOPS beyond the baseline, of a zone", _RDS_PAGE, Rate(0.02, _GOLD_RDS), Rate(0.024)),
    "rds.backup-gb": _same(_RDS, "GB", _RDS_PAGE, Rate(0.095, _GOLD_RDS)),
    "rds.insights-vcpu": _same(
        _RDS,
        "vCPU",
        _RDS_PAGE,
        Rate(3.815, _GOLD_RDS, "two years of Performance Insights of a db.m5, whatever the class"),
    ),
    "aurora.acu-hour": _price(_RDS, "capacity unit an hour", _AURORA_PAGE, Rate(0.12, _GOLD_AURORA), Rate(0.15)),
    "aurora.gb": _price(_RDS, "GB", _AURORA_PAGE, Rate(0.1, _GOLD_AURORA), Rate(0.12)),
    "cache.backup-gb": _same(_ELASTICACHE, "GB", "elasticache", Rate(0.085, _GOLD)),
    "table.write-million": _price(
        _DYNAMODB, "million write units", "dynamodb", Rate(0.625, DYNAMODB_LIST), Rate(0.7115, basis=_HALVED)
    ),
    "table.read-million": _price(
        _DYNAMODB, "million read units", "dynamodb", Rate(0.125, DYNAMODB_LIST), Rate(0.1425, basis=_HALVED)
    ),
    "table.gb": _price(_DYNAMODB, "GB", "dynamodb", Rate(0.25, _GOLD_TABLE), Rate(0.285)),
    "table.backup-gb": _price(_DYNAMODB, "GB", "dynamodb", Rate(0.2, _GOLD_TABLE), Rate(0.228)),
    "table.write-capacity-hour": _price(
        _DYNAMODB, "unit an hour", "dynamodb", Rate(0.00065, DYNAMODB_LIST), Rate(0.00074)
    ),
    "table.read-capacity-hour": _price(
        _DYNAMODB, "unit an hour", "dynamodb", Rate(0.00013, DYNAMODB_LIST), Rate(0.000148)
    ),
    "bucket.gb": _price(_S3, "GB", "s3", Rate(0.023, _GOLD_BUCKET), Rate(0.025, SINGAPORE_LIST)),
    "bucket.write-million": _same(_S3, "million requests", "s3", Rate(5.0, SINGAPORE_LIST)),
    "bucket.read-million": _same(_S3, "million requests", "s3", Rate(0.4, SINGAPORE_LIST)),
    "queue.request-million": _same(_SQS, "million requests", "sqs", Rate(0.4, _GOLD)),
    "queue.fifo-request-million": _same(_SQS, "million requests", "sqs", Rate(0.5, _GOLD)),
    "topic.message-million": _same(_SNS, "million messages", "sns", Rate(0.5, _GOLD_TOPIC)),
    # edge
    "api.http-million": _price(_API_GATEWAY, "million requests", "api-gateway", Rate(1.0, _GOLD), Rate(1.25)),
    "api.rest-million": _price(_API_GATEWAY, "million requests", "api-gateway", Rate(3.5, _GOLD), Rate(4.25)),
    "distribution.gb": _same(
        _CLOUDFRONT, "GB", "cloudfront", Rate(0.085, _GOLD, "to North America and Europe; other continents cost more")
    ),
    "distribution.request-million": _same(
        _CLOUDFRONT, "million requests", "cloudfront", Rate(1.0, _GOLD, "of North America; other continents cost more")
    ),
    "web-acl.month": _same(_WAF, "web ACL", "waf", Rate(5.0, SINGAPORE_BILL)),
    "web-acl.rule": _same(_WAF, "rule", "waf", Rate(1.0, SINGAPORE_BILL)),
    "web-acl.request-million": _same(_WAF, "million requests", "waf", Rate(0.6, SINGAPORE_BILL)),
    "zone.month": _same(_ROUTE53, "zone", "route53", Rate(0.5, _GOLD)),
    "zone.query-million": _same(_ROUTE53, "million queries", "route53", Rate(0.4, _GOLD)),
    "health-check.month": _same(_ROUTE53, "health check of an AWS endpoint", "route53", Rate(0.5, _GOLD)),
    # keys, secrets, and looking on
    "key.month": _same(_KMS, "key", "kms", Rate(1.0, SINGAPORE_LIST)),
    "key.request-million": _same(_KMS, "million requests", "kms", Rate(3.0, SINGAPORE_LIST)),
    "secret.month": _same(_SECRETS, "secret", "secrets-manager", Rate(0.4, SINGAPORE_LIST)),
    "secret.request-thousand": _same(_SECRETS, "thousand requests", "secrets-manager", Rate(0.005, SINGAPORE_LIST)),
    "parameter.advanced": _same(_SSM, "advanced parameter", "systems-manager", Rate(0.05, _GOLD)),
    "alarm.metric": _same(_CLOUDWATCH, "metric of an alarm", "cloudwatch", Rate(0.1, SINGAPORE_LIST)),
    "alarm.fast-metric": _same(_CLOUDWATCH, "metric of an alarm by the ten seconds", "cloudwatch", Rate(0.3, _GOLD)),
    "alarm.composite": _same(_CLOUDWATCH, "composite alarm", "cloudwatch", Rate(0.5)),
    "metric.month": _same(_CLOUDWATCH, "metric of one's own", "cloudwatch", Rate(0.3, SINGAPORE_BILL)),
    "dashboard.month": _same(_CLOUDWATCH, "dashboard", "cloudwatch", Rate(3.0, _GOLD)),
    "log.written-gb": _price(_CLOUDWATCH, "GB written", "cloudwatch", Rate(0.5, _GOLD), Rate(0.7, SINGAPORE_LIST)),
    "log.kept-gb": _same(_CLOUDWATCH, "GB kept, compressed", "cloudwatch", Rate(0.03, SINGAPORE_LIST)),
    "flow-log.bucket-gb": _price(_CLOUDWATCH, "GB delivered to S3", "cloudwatch", Rate(0.25), Rate(0.35)),
    "flow-log.group-gb": _price(_CLOUDWATCH, "GB delivered to a log group", "cloudwatch", Rate(0.5), Rate(0.7)),
    # watching an account
    "trail.data-event-million": _same(_CLOUDTRAIL, "million events", "cloudtrail", Rate(1.0)),
    "trail.insight-event-million": _same(_CLOUDTRAIL, "million events of one kind of insight", "cloudtrail", Rate(3.5)),
    "detector.event-million": _price(_GUARDDUTY, "million events", "guardduty", Rate(4.0), Rate(5.0)),
    "detector.log-gb": _price(_GUARDDUTY, "GB", "guardduty", Rate(1.0), Rate(1.25)),
    "detector.object-event-million": _price(_GUARDDUTY, "million events", "guardduty", Rate(0.8), Rate(1.0)),
    "detector.database-vcpu": _price(_GUARDDUTY, "vCPU", "guardduty", Rate(1.0), Rate(1.25)),
    "detector.runtime-vcpu": _price(_GUARDDUTY, "vCPU", "guardduty", Rate(1.5), Rate(1.875)),
    "hub.check-thousand": _same(_HUB, "thousand checks", "security-hub", Rate(1.0)),
    "analyzer.identity": _same(_ANALYZER, "role or user", "iam/access-analyzer", Rate(0.2)),
    "config.item-thousand": _same(_CONFIG, "thousand items", "config", Rate(3.0, SINGAPORE_BILL)),
    "config.daily-item-thousand": _same(_CONFIG, "thousand daily items", "config", Rate(12.0)),
    "config.evaluation-thousand": _same(_CONFIG, "thousand evaluations", "config", Rate(1.0)),
}


def _family(service: str, page: str, us: Rate, singapore: Rate) -> Family:
    return Family(service, _page(page), {US: us, SINGAPORE: singapore})


SIZES: Final[Mapping[str, float]] = {
    "nano": 1 / 16,
    "micro": 1 / 8,
    "small": 1 / 4,
    "medium": 1 / 2,
    "large": 1.0,
    "xlarge": 2.0,
}
"""Of `large`. From 2xlarge on the number in front says it."""
# PostgreSQL in one zone; Linux; Redis OSS
FAMILIES: Final[Mapping[str, Family]] = {
    "rds.db.t4g": _family(_RDS, _RDS_PAGE, Rate(0.129, _GOLD_RDS, _OTHER_SIZE), Rate(0.204)),
    "rds.db.t3": _family(_RDS, _RDS_PAGE, Rate(0.145, _GOLD_RDS), Rate(0.224, SINGAPORE_BILL, _OTHER_SIZE)),
    "rds.db.m6g": _family(_RDS, _RDS_PAGE, Rate(0.159), Rate(0.229)),
    "rds.db.m7g": _family(_RDS, _RDS_PAGE, Rate(0.168), Rate(0.24)),
    "rds.db.r6g": _family(_RDS, _RDS_PAGE, Rate(0.225), Rate(0.272)),
    "rds.db.r7g": _family(_RDS, _RDS_PAGE, Rate(0.239), Rate(0.289)),
    "aurora.db.t4g": _family(_RDS, _AURORA_PAGE, Rate(0.146), Rate(0.226)),
    "aurora.db.r6g": _family(_RDS, _AURORA_PAGE, Rate(0.26), Rate(0.313)),
    "aurora.db.r7g": _family(_RDS, _AURORA_PAGE, Rate(0.276), Rate(0.333)),
    "ec2.t4g": _family(_EC2, _EC2_PAGE, Rate(0.0672, EC2_ECS), Rate(0.0848, EC2_ECS)),
    "ec2.t3": _family(_EC2, _EC2_PAGE, Rate(0.0832, KARPENTER), Rate(0.1056, SINGAPORE_LIST)),
    "ec2.m6g": _family(_EC2, _EC2_PAGE, Rate(0.077, KARPENTER), Rate(0.096)),
    "ec2.m7g": _family(_EC2, _EC2_PAGE, Rate(0.0816, EC2_ECS), Rate(0.102, EC2_ECS)),
    "ec2.c6g": _family(_EC2, _EC2_PAGE, Rate(0.068, KARPENTER), Rate(0.0784)),
    "ec2.c7g": _family(_EC2, _EC2_PAGE, Rate(0.0725, EC2_ECS), Rate(0.0833, EC2_ECS)),
    "ec2.r6g": _family(_EC2, _EC2_PAGE, Rate(0.1008, KARPENTER), Rate(0.1216)),
    "ec2.r7g": _family(_EC2, _EC2_PAGE, Rate(0.1071, KARPENTER), Rate(0.1292, EC2_ECS, _OTHER_SIZE)),
    "elasticache.cache.t4g": _family(_ELASTICACHE, "elasticache", Rate(0.129, CACHE_LIST, _OTHER_SIZE), Rate(0.19)),
    "elasticache.cache.m6g": _family(_ELASTICACHE, "elasticache", Rate(0.149, CACHE_LIST), Rate(0.186)),
    "elasticache.cache.m7g": _family(_ELASTICACHE, "elasticache", Rate(0.158, CACHE_LIST), Rate(0.197)),
    "elasticache.cache.r6g": _family(_ELASTICACHE, "elasticache", Rate(0.206, CACHE_LIST), Rate(0.247)),
    "elasticache.cache.r7g": _family(_ELASTICACHE, "elasticache", Rate(0.219, CACHE_LIST), Rate(0.263)),
}
