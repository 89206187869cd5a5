"""A role alone in somebody's stack."""

import json

import pytest
from cdktf import TerraformStack

from constructs_lib.foundation import iam
from constructs_lib.foundation.errors import ConfigError
from constructs_lib.parts.role import Role
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized

READ = iam.Statement(sid="Read", actions=("s3:GetObject",), resources=("arn:aws:s3:::shop/*",))


def role(stack: TerraformStack, name: str = "shop-web") -> Role:
    return Role(
        stack,
        "role",
        name=name,
        description="What the shop may do",
        trusts=iam.service("ecs-tasks.amazonaws.com"),
        trust_conditions={"StringEquals": {"aws:SourceAccount": "111111111111"}},
        policies={"pictures": (READ,)},
    )


def test_is_taken_by_its_service_for_its_account_only() -> None:
    [trust] = json.loads(resource(synthesized(role), "aws_iam_role")["assume_role_policy"])["Statement"]

    assert trust["Principal"] == {"Service": "ecs-tasks.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "111111111111"}}


def test_may_do_what_its_policies_say() -> None:
    document = synthesized(role)
    [(name, body)] = resources(document, "aws_iam_role_policy").items()

    assert (name, body["name"]) == ("role_pictures", "pictures")
    assert statements(body["policy"])["Read"]["Action"] == "s3:GetObject"
    assert findings(document) == []


def test_refuses_a_name_terraform_would_evaluate() -> None:
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        synthesized(lambda stack: role(stack, name="${x}"))
