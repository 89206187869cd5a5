"""Permissions: no more than what is used, given to nobody in general."""

from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.no_resource import supports_no_resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, listed, rule
from constructs_lib.analysis.policies.statements import (
    allows,
    conditions,
    conditions_of,
    principals,
    several,
    sid,
    statements,
)

IDENTITY: Final = ("aws_iam_policy", "aws_iam_role_policy", "aws_iam_group_policy", "aws_iam_user_policy")
RESOURCE: Final = (
    "aws_ecr_repository_policy",
    "aws_kms_key",
    "aws_s3_bucket_policy",
    "aws_secretsmanager_secret_policy",
    "aws_sns_topic_policy",
    "aws_sqs_queue_policy",
    "aws_vpc_endpoint",
    "aws_backup_vault_policy",
)
_LEAST: Final = Names(pci=("7.2.1", "7.2.5"), soc2=("CC6.3",), hipaa=("164.308(a)(4)(ii)(B)",))


@rule(
    "iam-action-wildcard",
    on=IDENTITY,
    why="All actions of a service, or of all services, is more than anything needs, and grows with every release of AWS.",
    fix="name the actions that are used",
    names=Names(
        cis=("1.15",),
        pci=("7.2.1", "7.2.5"),
        soc2=("CC6.3",),
        hipaa=("164.308(a)(4)(ii)(B)",),
        fsbp=("IAM.1", "IAM.21"),
        checkov=("CKV_AWS_62", "CKV_AWS_63", "CKV2_AWS_40"),
    ),
)
def action_wildcard(policy: Resource) -> Faults:
    for each in filter(allows, statements(policy)):
        wide = [action for action in several(each.get("Action")) if action == "*" or action.endswith(":*")]
        if wide:
            yield Fault(what=f"{sid(each)} allows every action", got=listed(wide))


@rule(
    "iam-not-action",
    on=IDENTITY,
    why="Allow with NotAction or NotResource gives everything there is, and everything AWS will ever add.",
    fix="write Action and Resource with what is used",
    names=_LEAST,
)
def not_action(policy: Resource) -> Faults:
    for each in filter(allows, statements(policy)):
        for key in ("NotAction", "NotResource"):
            if key in each:
                yield Fault(what=f"{sid(each)} allows by {key}", got=listed(several(each[key])))


@rule(
    "iam-resource-wildcard",
    on=IDENTITY,
    why="An action on every resource reaches those of other systems in the account.",
    fix="name the ARNs; only actions that know no resource need *",
    names=Names(
        pci=("7.2.1", "7.2.5"),
        soc2=("CC6.3",),
        hipaa=("164.308(a)(4)(ii)(B)",),
        checkov=("CKV_AWS_289", "CKV_AWS_290", "CKV_AWS_355"),
    ),
)
def resource_wildcard(policy: Resource) -> Faults:
    for each in filter(allows, statements(policy)):
        if "*" not in several(each.get("Resource")) or _tied(each):
            continue
        wide = [action for action in several(each.get("Action")) if not supports_no_resource(action)]
        if wide:
            yield Fault(what=f"{sid(each)} allows on every resource", got=listed(wide))


def _tied(statement: object) -> bool:
    """Conditions on the resource narrow as much as its name does."""
    narrowing = ("aws:resourcetag/*", "aws:resourceaccount", "*:resourcetag/*", "aws:resourceorgid", "*:namespace")
    return any(
        fnmatchcase(key, each)
        for _, key, _ in conditions(statement)  # type: ignore[arg-type]
        for each in narrowing
    )


@rule(
    "iam-pass-role",
    on=IDENTITY,
    why="Whoever passes any role to any service can do all that any role can.",
    fix="name the roles, and the service in a condition on iam:PassedToService",
    names=_LEAST,
)
def pass_role(policy: Resource) -> Faults:
    for each in filter(allows, statements(policy)):
        passes = any(fnmatchcase("iam:PassRole", action) for action in several(each.get("Action")))
        if passes and not conditions_of(each, "iam:PassedToService"):
            yield Fault(what=f"{sid(each)} passes roles to any service")


@rule(
    "iam-trust",
    on="aws_iam_role",
    why="A role anybody can assume is a door without a lock.",
    fix="name the principals; for an identity provider compare its subject and audience",
    names=Names(
        pci=("7.2.2",), soc2=("CC6.1",), hipaa=("164.312(a)(1)",), checkov=("CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_393")
    ),
)
def trust(role: Resource) -> Faults:
    for each in filter(allows, statements(role, "assume_role_policy")):
        if "*" in principals(each, "AWS") and not each.get("Condition"):
            yield Fault(what=f"{sid(each)} lets anybody assume the role")
        for provider in principals(each, "Federated"):
            subjects = [key for _, key, _ in conditions(each) if key.endswith((":sub", ":aud"))]
            if "oidc" in provider and not any(key.endswith(":sub") for key in subjects):
                yield Fault(what=f"{sid(each)} lets everybody of an identity provider assume the role", got=provider)


@rule(
    "iam-administrator",
    on=("aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment"),
    why="Administrator rights outlive the reason they were given for.",
    fix="attach a policy that names what is used",
    names=Names(
        pci=("7.2.1",), soc2=("CC6.3",), hipaa=("164.308(a)(4)(ii)(B)",), checkov=("CKV_AWS_274", "CKV2_AWS_56")
    ),
)
def administrator(attachment: Resource) -> Faults:
    wide = ("AdministratorAccess", "PowerUserAccess", "IAMFullAccess")
    arn = str(attachment.raw("policy_arn") or "")
    if arn.rpartition("/")[2] in wide:
        yield Fault(what="a policy for administrators is attached", got=arn)


@rule(
    "iam-user",
    on=("aws_iam_user", "aws_iam_access_key"),
    why="Keys of users are long-lived, copied, and leaked.",
    fix="use a role: for people through IAM Identity Center, for machines through their own identity",
    names=Names(pci=("8.6.1",), soc2=("CC6.1",), checkov=("CKV_AWS_273",)),
)
def user(resource: Resource) -> Faults:
    yield Fault(what="a user with keys of its own", got=resource.address)


@rule(
    "policy-public",
    on=RESOURCE,
    why="Allow for everybody, without a condition, is public.",
    fix="name the principals, or compare aws:PrincipalAccount or aws:PrincipalOrgID in a condition",
    names=Names(
        pci=("1.4.4", "7.2.1"),
        soc2=("CC6.1", "CC6.6"),
        hipaa=("164.312(a)(1)",),
        fsbp=("SNS.4", "SQS.3", "KMS.5"),
        checkov=("CKV_AWS_32", "CKV_AWS_33", "CKV_AWS_70", "CKV_AWS_168", "CKV_AWS_169", "CKV_AWS_387"),
    ),
)
def public(policy: Resource) -> Faults:
    for each in filter(allows, statements(policy)):
        if "*" in principals(each, "AWS") and not each.get("Condition"):
            yield Fault(what=f"{sid(each)} allows everybody", got=listed(several(each.get("Action"))))


@rule(
    "policy-action-wildcard",
    # a key's owner, and an endpoint, begin with everything; what they leave is judged by policy-public
    on=tuple(each for each in RESOURCE if each not in ("aws_kms_key", "aws_vpc_endpoint")),
    why="Who may do everything to a thing may also give it away and delete it.",
    fix="name the actions that are used",
    names=replace(_LEAST, checkov=("CKV_AWS_72",)),
)
def policy_action_wildcard(policy: Resource) -> Faults:
    for each in filter(allows, statements(policy)):
        wide = [action for action in several(each.get("Action")) if action == "*" or action.endswith(":*")]
        if wide:
            yield Fault(what=f"{sid(each)} allows every action", got=listed(wide))


_SOURCES: Final = ("aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths")


@rule(
    "policy-confused-deputy",
    on=("aws_sns_topic_policy", "aws_sqs_queue_policy"),
    why="A service acts for whoever asks it: anybody's bucket or alarm could send to it in that service's name.",
    fix="compare aws:SourceAccount, or aws:SourceArn, in a condition",
    names=Names(pci=("7.2.5",), soc2=("CC6.1",), checkov=()),
)
def confused_deputy(policy: Resource) -> Faults:
    for each in filter(allows, statements(policy)):
        services = principals(each, "Service")
        if services and not any(conditions_of(each, key) for key in _SOURCES):
            yield Fault(what=f"{sid(each)} allows a service on behalf of anybody", got=listed(services))
