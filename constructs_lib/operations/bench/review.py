"""What a review costs: thirty plans of a hundred resources each, from JSON in files to the text of the comment."""

import json
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from constructs_lib.analysis.review.judge import review
from constructs_lib.analysis.review.markdown import LIMIT, render
from constructs_lib.analysis.review.planned import PlannedStack
from constructs_lib.operations.console import Console, table
from constructs_lib.operations.kept_plans import KeptPlan, keep, read_kept

REVIEW_SECONDS: Final = 3.0
"""What it may take."""
PLANS: Final = 30
RESOURCES: Final = 100


def bench_review(console: Console, *, repeats: int) -> int:
    """The verb. Returns the exit code: 1 when it takes longer than it may."""
    took: list[float] = []
    text = ""
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        for number in range(PLANS):
            keep(Path(folder), KeptPlan(stack_id=f"dev-us-east-1-stack-{number}", plan=sample_plan(number)))
        for _ in range(repeats):
            # of the processor, not of the clock: whatever else the machine does is not the review's
            started = time.process_time()
            kept = read_kept(Path(folder)).values()
            text = render(review("dev", [PlannedStack(stack_id=each.stack_id, plan=each.plan) for each in kept]))
            took.append(time.process_time() - started)
    size = len(text.encode())
    rows = [
        (f"{PLANS} plans of {RESOURCES} resources", f"{min(took):.3f} s", f"at most {REVIEW_SECONDS} s"),
        ("the comment", f"{size:,} bytes", f"at most {LIMIT:,}"),
    ]
    data = {"plans": PLANS, "resources": RESOURCES, "seconds": took, "bytes": size}
    console.answer(table(rows), data)
    return int(min(took) > REVIEW_SECONDS or size > LIMIT)


def sample_plan(number: int) -> dict[str, Any]:
    """A plan in which everything changes, each resource in the way of its kind."""
    makers = (_role_policy, _rule, _database, _queue)
    entries = [makers[index % len(makers)](f"item-{number}-{index}") for index in range(RESOURCES)]
    return {"format_version": "1.2", "resource_changes": entries}


def _entry(kind: str, name: str, before: dict[str, Any], after: dict[str, Any], **more: Any) -> dict[str, Any]:
    change = {"actions": ["update"], "before": before, "after": after, "after_unknown": {}} | more
    return {"address": f"{kind}.{name}", "type": kind, "name": name, "mode": "managed", "change": change}


def _role_policy(name: str) -> dict[str, Any]:
    def policy(actions: int) -> str:
        named = [f"s3:Action{number}" for number in range(actions)]
        where = [f"arn:aws:s3:::{name}-{number}/*" for number in range(8)]
        return json.dumps({"Statement": [{"Effect": "Allow", "Action": named, "Resource": where}]})

    return _entry("aws_iam_role_policy", name, {"policy": policy(12)}, {"policy": policy(14)})


def _rule(name: str) -> dict[str, Any]:
    rule = {"security_group_id": f"sg-{name}", "ip_protocol": "tcp", "from_port": 443, "to_port": 443}
    before, after = ({**rule, "cidr_ipv4": cidr} for cidr in ("10.0.0.0/24", "10.0.0.0/16"))
    return _entry("aws_vpc_security_group_ingress_rule", name, before, after)


def _database(name: str) -> dict[str, Any]:
    before, after = ({"engine": engine, "tags": {"Name": name}} for engine in ("postgres", "mysql"))
    return _entry("aws_db_instance", name, before, after, actions=["delete", "create"], replace_paths=[["engine"]])


def _queue(name: str) -> dict[str, Any]:
    before, after = ({"name": name, "tags": {"Step": str(step)}} for step in (1, 2))
    return _entry("aws_sqs_queue", name, before, after)
