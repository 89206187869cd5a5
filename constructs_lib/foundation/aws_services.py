"""AWS services that code in a network calls, by the names of their endpoints."""

from typing import Literal

GatewayService = Literal["s3", "dynamodb"]
"""The two services that have gateway endpoints."""

InterfaceService = Literal[
    "ec2",
    "ecr.api",
    "ecr.dkr",
    "ecs",
    "events",
    "kms",
    "lambda",
    "logs",
    "monitoring",
    "rds",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "ssmmessages",
    "states",
    "sts",
    "xray",
]
"""Services that workloads call through interface endpoints. Each endpoint costs by the hour and zone."""

AwsService = Literal[GatewayService, InterfaceService]
"""Whatever a workload can declare that it calls."""
