"""Prices on demand, in US dollars without tax, of the day below. A price that moved is mended here, and only here.

Virginia, Ohio and Oregon ask the same for everything in this table. Free tiers, discounts for volume and commitments are
left out: the estimate is what nobody has bargained for yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

AS_OF: Final = "2026-08"

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
    """One figure, and how it was estimated where it is not the published one."""

    usd: float
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """What a product costs: whose line on the bill, per what, by whose page, where."""

    service: str
    unit: str
    source: str
    rates: Mapping[str, Rate] = field(default_factory=dict[str, Rate])
    everywhere: Rate | None = None
    """Of what has one price in the whole world."""


@dataclass(frozen=True, slots=True)
class Family:
    """Instances of one family: the hour of its `large`."""

    service: str
    source: str
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
_CONFIG, _SQS, _SNS = "AWS Config", "Amazon Simple Queue Service", "Amazon Simple Notification Service"
_CLOUDFRONT, _ECR, _KMS = "Amazon CloudFront", "Amazon EC2 Container Registry (ECR)", "AWS Key Management Service"
_API_GATEWAY, _SECRETS, _SSM = "Amazon API Gateway", "AWS Secrets Manager", "AWS Systems Manager"

_PAGE: Final = "https://aws.amazon.com/{}/pricing/"
_EC2_PAGE = "https://aws.amazon.com/ec2/pricing/on-demand/"
_RDS_PAGE = "https://aws.amazon.com/rds/postgresql/pricing/"
_AURORA_PAGE = "https://aws.amazon.com/rds/aurora/pricing/"
_LIKE_THE_REGION = "Virginia's price and a quarter: what most of Singapore's other prices come to"


def _price(service: str, unit: str, page: str, us: float, singapore: float, guess: str = "") -> Price:  # noqa: PLR0917 (a row)
    return Price(service, unit, _source(page), {US: Rate(us), SINGAPORE: Rate(singapore, guess)})


def _same(service: str, unit: str, page: str, usd: float) -> Price:
    return Price(service, unit, _source(page), everywhere=Rate(usd))


def _guessed(service: str, unit: str, page: str, usd: float, basis: str) -> Price:
    return Price(service, unit, _source(page), everywhere=Rate(usd, basis))


def _spot(unit: str, us: float, singapore: float) -> Price:
    """Spot moves with demand; AWS promises at most this much off."""
    basis = "the price on demand less 70 %, the most AWS promises"
    rates = {US: Rate(us * 0.3, basis), SINGAPORE: Rate(singapore * 0.3, basis)}
    return Price(_ECS, unit, _source("fargate"), rates)


def _source(page: str) -> str:
    return page if page.startswith("https:") else _PAGE.format(page)


PRICES: Final[Mapping[str, Price]] = {
    # network
    "nat.hour": _price(_EC2_OTHER, "hour", "vpc", 0.045, 0.059),
    "nat.gb": _price(_EC2_OTHER, "GB", "vpc", 0.045, 0.059),
    "endpoint.zone-hour": _price(_VPC, "hour of a zone", "privatelink", 0.01, 0.013),
    "endpoint.gb": _price(_VPC, "GB", "privatelink", 0.01, 0.01),
    "public-address.hour": _same(_VPC, "hour", "vpc", 0.005),
    "transit-gateway.attachment-hour": _price(
        _VPC, "hour", "transit-gateway", 0.05, 0.07, "the figure of other Asian regions"
    ),
    "transit-gateway.gb": _same(_VPC, "GB", "transit-gateway", 0.02),
    "vpn.hour": _same(_VPC, "hour", "vpn", 0.05),
    "resolver.address-hour": _same(_ROUTE53, "hour of an address", "route53", 0.125),
    "transfer.same-region-gb": _same(_EC2_OTHER, "GB each way", _EC2_PAGE, 0.01),
    "transfer.other-region-gb": _price(_EC2_OTHER, "GB", _EC2_PAGE, 0.02, 0.09),
    "transfer.internet-gb": _price(_TRANSFER, "GB", _EC2_PAGE, 0.09, 0.12),
    "load-balancer.application-hour": _price(_ELB, "hour", "elasticloadbalancing", 0.0225, 0.0252),
    "load-balancer.application-unit-hour": _same(_ELB, "capacity unit an hour", "elasticloadbalancing", 0.008),
    "load-balancer.network-hour": _price(_ELB, "hour", "elasticloadbalancing", 0.0225, 0.0252),
    "load-balancer.network-unit-hour": _same(_ELB, "capacity unit an hour", "elasticloadbalancing", 0.006),
    "load-balancer.gateway-hour": _price(
        _ELB, "hour of a zone", "elasticloadbalancing", 0.0125, 0.014, _LIKE_THE_REGION
    ),
    "load-balancer.gateway-unit-hour": _same(_ELB, "capacity unit an hour", "elasticloadbalancing", 0.004),
    # compute
    "fargate.x86.cpu-hour": _price(_ECS, "vCPU an hour", "fargate", 0.04048, 0.05056),
    "fargate.x86.gb-hour": _price(_ECS, "GB of memory an hour", "fargate", 0.004445, 0.00553),
    "fargate.arm.cpu-hour": _price(_ECS, "vCPU an hour", "fargate", 0.03238, 0.04045),
    "fargate.arm.gb-hour": _price(_ECS, "GB of memory an hour", "fargate", 0.00356, 0.00442),
    "fargate-spot.x86.cpu-hour": _spot("vCPU an hour", 0.04048, 0.05056),
    "fargate-spot.x86.gb-hour": _spot("GB of memory an hour", 0.004445, 0.00553),
    "fargate-spot.arm.cpu-hour": _spot("vCPU an hour", 0.03238, 0.04045),
    "fargate-spot.arm.gb-hour": _spot("GB of memory an hour", 0.00356, 0.00442),
    "fargate.disk-gb-hour": _price(_ECS, "GB of disk an hour", "fargate", 0.000111, 0.000139, _LIKE_THE_REGION),
    "volume.gp3-gb": _price(_EC2_OTHER, "GB", "ebs", 0.08, 0.096),
    "lambda.request-million": _same(_LAMBDA, "million requests", "lambda", 0.20),
    "lambda.x86.gb-second": _same(_LAMBDA, "GB-second", "lambda", 0.0000166667),
    "lambda.arm.gb-second": _same(_LAMBDA, "GB-second", "lambda", 0.0000133334),
    "lambda.provisioned.gb-second": _same(_LAMBDA, "GB-second kept warm", "lambda", 0.0000041667),
    "image.gb": _same(_ECR, "GB", "ecr", 0.10),
    # data
    "rds.gp3-gb": _price(_RDS, "GB of a zone", _RDS_PAGE, 0.115, 0.138),
    "rds.gp3-iops": _price(_RDS, "IOPS beyond the baseline, of a zone", _RDS_PAGE, 0.02, 0.024, _LIKE_THE_REGION),
    "rds.backup-gb": _same(_RDS, "GB", _RDS_PAGE, 0.095),
    "rds.insights-vcpu": _guessed(
        _RDS, "vCPU", _RDS_PAGE, 3.815, "two years of Performance Insights of a db.m5, whatever the class"
    ),
    "aurora.acu-hour": _price(_RDS, "capacity unit an hour", _AURORA_PAGE, 0.12, 0.15, _LIKE_THE_REGION),
    "aurora.gb": _price(_RDS, "GB", _AURORA_PAGE, 0.10, 0.12, _LIKE_THE_REGION),
    "cache.backup-gb": _same(_ELASTICACHE, "GB", "elasticache", 0.085),
    "table.write-million": _price(
        _DYNAMODB, "million write units", "dynamodb", 0.625, 0.7115, "half the price of 2024, as AWS halved it"
    ),
    "table.read-million": _price(
        _DYNAMODB, "million read units", "dynamodb", 0.125, 0.1425, "half the price of 2024, as AWS halved it"
    ),
    "table.gb": _price(_DYNAMODB, "GB", "dynamodb", 0.25, 0.285),
    "table.backup-gb": _price(_DYNAMODB, "GB", "dynamodb", 0.20, 0.228, _LIKE_THE_REGION),
    "table.write-capacity-hour": _price(_DYNAMODB, "unit an hour", "dynamodb", 0.00065, 0.00074, _LIKE_THE_REGION),
    "table.read-capacity-hour": _price(_DYNAMODB, "unit an hour", "dynamodb", 0.00013, 0.000148, _LIKE_THE_REGION),
    "bucket.gb": _price(_S3, "GB", "s3", 0.023, 0.025),
    "bucket.write-million": _same(_S3, "million requests", "s3", 5.0),
    "bucket.read-million": _same(_S3, "million requests", "s3", 0.40),
    "queue.request-million": _same(_SQS, "million requests", "sqs", 0.40),
    "queue.fifo-request-million": _same(_SQS, "million requests", "sqs", 0.50),
    "topic.message-million": _same(_SNS, "million messages", "sns", 0.50),
    # edge
    "api.http-million": _price(_API_GATEWAY, "million requests", "api-gateway", 1.00, 1.25, _LIKE_THE_REGION),
    "api.rest-million": _price(_API_GATEWAY, "million requests", "api-gateway", 3.50, 4.25, _LIKE_THE_REGION),
    "distribution.gb": _guessed(
        _CLOUDFRONT, "GB", "cloudfront", 0.085, "to North America and Europe; other continents cost more"
    ),
    "distribution.request-million": _guessed(
        _CLOUDFRONT, "million requests", "cloudfront", 1.00, "of North America; other continents cost more"
    ),
    "web-acl.month": _same(_WAF, "web ACL", "waf", 5.0),
    "web-acl.rule": _same(_WAF, "rule", "waf", 1.0),
    "web-acl.request-million": _same(_WAF, "million requests", "waf", 0.60),
    "zone.month": _same(_ROUTE53, "zone", "route53", 0.50),
    "zone.query-million": _same(_ROUTE53, "million queries", "route53", 0.40),
    "health-check.month": _same(_ROUTE53, "health check of an AWS endpoint", "route53", 0.50),
    # keys, secrets, and looking on
    "key.month": _same(_KMS, "key", "kms", 1.0),
    "key.request-million": _same(_KMS, "million requests", "kms", 3.0),
    "secret.month": _same(_SECRETS, "secret", "secrets-manager", 0.40),
    "secret.request-thousand": _same(_SECRETS, "thousand requests", "secrets-manager", 0.005),
    "parameter.advanced": _same(_SSM, "advanced parameter", "systems-manager", 0.05),
    "alarm.metric": _same(_CLOUDWATCH, "metric of an alarm", "cloudwatch", 0.10),
    "alarm.fast-metric": _same(_CLOUDWATCH, "metric of an alarm by the ten seconds", "cloudwatch", 0.30),
    "alarm.composite": _same(_CLOUDWATCH, "composite alarm", "cloudwatch", 0.50),
    "metric.month": _same(_CLOUDWATCH, "metric of one's own", "cloudwatch", 0.30),
    "dashboard.month": _same(_CLOUDWATCH, "dashboard", "cloudwatch", 3.0),
    "log.written-gb": _price(_CLOUDWATCH, "GB written", "cloudwatch", 0.50, 0.70),
    "log.kept-gb": _same(_CLOUDWATCH, "GB kept, compressed", "cloudwatch", 0.03),
    "flow-log.bucket-gb": _price(_CLOUDWATCH, "GB delivered to S3", "cloudwatch", 0.25, 0.35, _LIKE_THE_REGION),
    "flow-log.group-gb": _price(_CLOUDWATCH, "GB delivered to a log group", "cloudwatch", 0.50, 0.70),
    "config.item-thousand": _same(_CONFIG, "thousand items", "config", 3.0),
    "config.daily-item-thousand": _same(_CONFIG, "thousand daily items", "config", 12.0),
    "config.evaluation-thousand": _same(_CONFIG, "thousand evaluations", "config", 1.0),
}


def _family(service: str, page: str, us: float, singapore: float, guess: str = _LIKE_THE_REGION) -> Family:
    return Family(service, _source(page), {US: Rate(us), SINGAPORE: Rate(singapore, guess)})


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
    "rds.db.t4g": _family(_RDS, _RDS_PAGE, 0.129, 0.204),
    "rds.db.t3": _family(_RDS, _RDS_PAGE, 0.145, 0.225),
    "rds.db.m6g": _family(_RDS, _RDS_PAGE, 0.159, 0.229),
    "rds.db.m7g": _family(_RDS, _RDS_PAGE, 0.168, 0.24),
    "rds.db.r6g": _family(_RDS, _RDS_PAGE, 0.225, 0.272),
    "rds.db.r7g": _family(_RDS, _RDS_PAGE, 0.239, 0.289),
    "aurora.db.t4g": _family(_RDS, _AURORA_PAGE, 0.146, 0.226),
    "aurora.db.r6g": _family(_RDS, _AURORA_PAGE, 0.26, 0.313),
    "aurora.db.r7g": _family(_RDS, _AURORA_PAGE, 0.276, 0.333),
    "ec2.t4g": _family(_EC2, _EC2_PAGE, 0.0672, 0.0848, ""),
    "ec2.t3": _family(_EC2, _EC2_PAGE, 0.0832, 0.1056, ""),
    "ec2.m6g": _family(_EC2, _EC2_PAGE, 0.077, 0.096),
    "ec2.m7g": _family(_EC2, _EC2_PAGE, 0.0816, 0.102),
    "ec2.c6g": _family(_EC2, _EC2_PAGE, 0.068, 0.0784),
    "ec2.c7g": _family(_EC2, _EC2_PAGE, 0.0725, 0.0833),
    "ec2.r6g": _family(_EC2, _EC2_PAGE, 0.1008, 0.1216),
    "ec2.r7g": _family(_EC2, _EC2_PAGE, 0.1071, 0.1288),
    "elasticache.cache.t4g": _family(_ELASTICACHE, "elasticache", 0.129, 0.19),
    "elasticache.cache.m6g": _family(_ELASTICACHE, "elasticache", 0.149, 0.186),
    "elasticache.cache.m7g": _family(_ELASTICACHE, "elasticache", 0.158, 0.197),
    "elasticache.cache.r6g": _family(_ELASTICACHE, "elasticache", 0.206, 0.247),
    "elasticache.cache.r7g": _family(_ELASTICACHE, "elasticache", 0.219, 0.263),
}
