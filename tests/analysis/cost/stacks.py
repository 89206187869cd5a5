"""Stacks of next to nothing, to be estimated."""

from collections.abc import Mapping
from typing import Any

from constructs_lib.analysis.cost.estimate import Estimate, estimate
from constructs_lib.analysis.document import Document
from constructs_lib.foundation.usage import Usage

NETWORK, SERVICE, ACCOUNT = "dev-us-east-1-network", "dev-us-east-1-service", "dev-us-east-1-account"


def document(resources: Any, *, region: str = "us-east-1", account: str = "111111111111") -> Document:
    other = {"alias": "recovery", "region": "ap-southeast-1", "allowed_account_ids": [account]}
    provider = {"aws": [{"region": region, "allowed_account_ids": [account]}, other]}
    return {"provider": provider, "resource": resources}


def dev(stacks: Mapping[str, Document], usage: Usage | None = None) -> Estimate:
    return estimate("dev", stacks, usage or Usage())


NAT = {"aws_nat_gateway": {"a": {}}}
"""32.85 USD of hours, and 4.50 of a hundred GB."""
TASKS = {
    "aws_ecs_task_definition": {"task": {"cpu": 1024, "memory": 2048}},
    "aws_ecs_service": {"api": {"task_definition": "${aws_ecs_task_definition.task.arn}", "name": "api"}},
    "aws_appautoscaling_target": {
        "api": {"resource_id": "service/x/${aws_ecs_service.api.name}", "min_capacity": 1, "max_capacity": 5}
    },
}
"""Two tasks on average, one at least and five at most, at 36.04 USD."""
