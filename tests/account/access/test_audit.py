"""Terraform's rights on what watches an account."""

from constructs_lib.account.access import audit

STATEMENTS = (*audit.reads("111111111111", "dev"), *audit.writes("111111111111", "dev"))


def test_trails_analyzers_and_logs_are_this_environments() -> None:
    named = {
        resource
        for each in STATEMENTS
        for resource in each.resources
        if any(f":{service}:" in resource for service in ("access-analyzer", "cloudtrail", "logs"))
    }

    assert named == {
        "arn:aws:access-analyzer:*:111111111111:analyzer/dev-*",
        "arn:aws:access-analyzer:*:111111111111:analyzer/dev-*/archive-rule/*",
        "arn:aws:cloudtrail:*:111111111111:trail/dev-*",
        "arn:aws:logs:*:111111111111:log-group:/aws/cloudtrail/dev-*",
    }


def test_no_trail_is_stopped_and_left() -> None:
    """A stopped trail looks like one that records: a deployment makes trails, and takes them away."""
    actions = {action for each in STATEMENTS for action in each.actions}

    assert {"cloudtrail:StartLogging", "cloudtrail:DeleteTrail"} <= actions
    assert "cloudtrail:StopLogging" not in actions


def test_planning_changes_nothing() -> None:
    actions = [action.split(":")[1] for each in audit.reads("111111111111", "dev") for action in each.actions]

    assert [action for action in actions if not action.startswith(("Describe", "Get", "List"))] == []


def test_only_the_watchers_make_roles_of_their_own() -> None:
    [statement] = [each for each in STATEMENTS if "iam:CreateServiceLinkedRole" in each.actions]

    assert all(":role/aws-service-role/" in resource for resource in statement.resources)
    assert statement.conditions["StringEquals"]["iam:AWSServiceName"] == [
        "access-analyzer.amazonaws.com",
        "guardduty.amazonaws.com",
        "malware-protection.guardduty.amazonaws.com",
        "securityhub.amazonaws.com",
    ]
