"""Two stacks as cdktf writes them, and what Checkov answered of them.

`python -m tests.analysis.checkov.specimen` records the answer anew, with the Checkov that `make scan` installed.
"""

import json
import os
from pathlib import Path
from typing import Any, Final

from constructs_lib.operations.scan import run_checkov
from constructs_lib.operations.toolchain import find_checkov

ROOT: Final = Path(__file__).resolve().parents[3]
ANSWER: Final = Path(__file__).with_name("answer.json")


def resource(path: str, **body: Any) -> dict[str, Any]:
    return {"//": {"metadata": {"path": path}}, **body}


# every attribute that is not set, as cdktf writes them in a list
SSH_FROM_EVERYWHERE: Final = {
    "cidr_blocks": ["0.0.0.0/0"],
    "description": "ssh",
    "from_port": 22,
    "ipv6_cidr_blocks": None,
    "prefix_list_ids": [None],
    "protocol": "tcp",
    "security_groups": None,
    "self": None,
    "to_port": 22,
}

FOR_EVERYBODY: Final = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:*", "Resource": "*"}],
}

STACKS: Final[dict[str, Any]] = {
    "open": {
        "terraform": {"required_version": ">= 1.11.0", "backend": {"local": {"path": "x.tfstate"}}},
        "provider": {"aws": [{"region": "us-east-1", "access_key": "AKIAIOSFODNN7EXAMPLE"}]},
        "resource": {
            "aws_security_group": {
                "door": resource("open/door/Default", name="door", description="d", ingress=[SSH_FROM_EVERYWHERE])
            }
        },
    },
    "kept": {
        "//": {"cairn": {"placement": {"environment": "kept", "region": "us-east-1"}, "protected": False}},
        "terraform": {"required_version": ">= 1.11.0"},
        "resource": {
            "aws_db_instance": {
                "store": resource(
                    "kept/database/Default",
                    engine="postgres",
                    storage_encrypted=True,
                    deletion_protection=False,
                    multi_az=False,
                    iam_database_authentication_enabled=True,
                )
            },
            "aws_db_parameter_group": {"store": resource("kept/parameters", family="postgres17")},
            "aws_kms_key": {
                "anybodys": resource("kept/key/Default", enable_key_rotation=True, policy=json.dumps(FOR_EVERYBODY))
            },
        },
    },
}


def answered() -> dict[str, Any]:
    """What Checkov says, as much of it as is read."""
    report = json.loads(run_checkov(find_checkov(ROOT, os.environ), STACKS))
    kept = ("check_id", "check_name", "file_path", "resource")
    failed = [
        {name: each[name] for name in kept}
        | {"check_result": {"evaluated_keys": sorted(each["check_result"]["evaluated_keys"])}}
        for each in report["results"]["failed_checks"]
    ]
    failed.sort(key=lambda each: (each["file_path"], each["check_id"], each["resource"]))
    return {"results": {"failed_checks": failed}, "summary": report["summary"]}


if __name__ == "__main__":
    ANSWER.write_text(json.dumps(answered(), indent=1) + "\n", encoding="utf-8")
