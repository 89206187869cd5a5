"""Terraform's rights on AWS Config."""

from constructs_lib.account.access import recorder

READS = (*recorder.reads("111111111111", "dev"),)
WRITES = (*recorder.writes("111111111111", "dev"),)


def test_recorders_and_packs_of_this_environment_only() -> None:
    named = {
        resource.split(":")[-1] for each in (*READS, *WRITES) for resource in each.resources if "/dev-" in resource
    }

    assert named == {"configuration-recorder/dev-*", "conformance-pack/dev-*"}


def test_the_role_handed_over_is_awss_own() -> None:
    passed = [each for each in WRITES if "iam:PassRole" in each.actions]

    assert [resource for each in passed for resource in each.resources] == [
        "arn:aws:iam::111111111111:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
    ]
    assert [dict(each.conditions) for each in passed] == [
        {"StringEquals": {"iam:PassedToService": "config.amazonaws.com"}}
    ]


def test_of_linked_roles_only_the_recorders_is_ever_deleted() -> None:
    (deleting,) = [each for each in WRITES if "iam:DeleteServiceLinkedRole" in each.actions]

    assert [resource.rpartition("/")[2] for resource in deleting.resources] == ["AWSServiceRoleForConfig"]


def test_nobody_marks_findings_as_settled() -> None:
    actions = {action for each in (*READS, *WRITES) for action in each.actions}

    assert [action for action in actions if "Evaluation" in action or "Exception" in action] == []


def test_planning_changes_nothing() -> None:
    actions = [action.split(":")[1] for each in READS for action in each.actions]

    assert [action for action in actions if not action.startswith(("Describe", "Get", "List"))] == []
