"""Terraform's rights on clusters, services, load balancers and scaling."""

from constructs_lib.account.access import compute


def test_changes_what_is_named_after_the_environment() -> None:
    """But for scalable targets, whose ids are AWS's, and the roles AWS makes for itself."""
    changed = [
        resource
        for statement in compute.writes("111111111111", "dev")
        for resource in statement.resources
        if "dev-*" not in resource
    ]

    assert [resource for resource in changed if "aws-service-role" not in resource] == [
        "arn:aws:application-autoscaling:*:111111111111:scalable-target/*"
    ]


def test_makes_no_roles_but_those_of_the_services_it_uses() -> None:
    [making] = [each for each in compute.writes("111111111111", "dev") if "iam:CreateServiceLinkedRole" in each.actions]

    assert making.conditions["StringEquals"]["iam:AWSServiceName"] == [
        "ecs.amazonaws.com",
        "elasticloadbalancing.amazonaws.com",
        "ecs.application-autoscaling.amazonaws.com",
    ]


def test_nobody_runs_or_enters_tasks_by_hand() -> None:
    actions = {action for statement in compute.writes("111111111111", "dev") for action in statement.actions}

    assert not actions & {"ecs:RunTask", "ecs:StartTask", "ecs:ExecuteCommand"}
