"""What of an account's doings rings at once: the CIS benchmark's table, as data."""

from dataclasses import dataclass
from typing import Final, Literal

WatchedName = Literal[
    "unauthorized-calls",
    "console-without-mfa",
    "root-use",
    "iam-changes",
    "trail-changes",
    "console-failures",
    "key-deletion",
    "bucket-policy-changes",
    "recorder-changes",
    "security-group-changes",
    "network-acl-changes",
    "gateway-changes",
    "route-changes",
    "vpc-changes",
    "organization-changes",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched:
    """One kind of event that somebody hears of."""

    name: WatchedName
    cis: str
    """Its number in CIS AWS Foundations 5.0."""
    meaning: str
    """What it means, and what to do."""
    pattern: str
    """CloudWatch's filter of log events."""
    severity: Literal["critical", "warning"] = "warning"
    more_than: int = 0
    """So many in five minutes are nothing yet."""


def calls(source: str, *names: str) -> str:
    """Any of these calls of one service."""
    each = " || ".join(f"($.eventName = {name})" for name in names)
    return f"{{ ($.eventSource = {source}.amazonaws.com) && ({each}) }}"


# https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
WATCHED: Final[tuple[Watched, ...]] = (
    Watched(
        name="unauthorized-calls",
        cis="4.1",
        meaning="Calls were refused for want of a permission: a role lacks one, or somebody tries what a credential can do. "
        "Look who called in the trail's log group",
        pattern='{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
        # one refusal is how Terraform and the console find out what they may
        more_than=5,
    ),
    Watched(
        name="console-without-mfa",
        cis="4.2",
        meaning="Somebody signed in to the console with a password alone. Give the user a second factor, or take the user away",
        pattern='{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && '
        '($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
        severity="critical",
    ),
    Watched(
        name="root-use",
        cis="4.3",
        meaning="The root user did something, whom no policy can stop. If nobody was meant to, the account is not yours alone",
        pattern='{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && '
        '($.eventType != "AwsServiceEvent") }',
        severity="critical",
    ),
    Watched(
        name="iam-changes",
        cis="4.4",
        meaning="What somebody may do has changed. A deployment does that; anybody else explains it",
        pattern=calls(
            "iam",
            "DeleteGroupPolicy",
            "DeleteRolePolicy",
            "DeleteUserPolicy",
            "PutGroupPolicy",
            "PutRolePolicy",
            "PutUserPolicy",
            "CreatePolicy",
            "DeletePolicy",
            "CreatePolicyVersion",
            "DeletePolicyVersion",
            "AttachRolePolicy",
            "DetachRolePolicy",
            "AttachUserPolicy",
            "DetachUserPolicy",
            "AttachGroupPolicy",
            "DetachGroupPolicy",
        ),
    ),
    Watched(
        name="trail-changes",
        cis="4.5",
        meaning="A trail was changed or stopped: what comes after may not be recorded. Begin with who did it",
        pattern=calls("cloudtrail", "CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
        severity="critical",
    ),
    Watched(
        name="console-failures",
        cis="4.6",
        meaning="Somebody could not sign in to the console: a forgotten password, or one that is being tried",
        pattern='{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    ),
    Watched(
        name="key-deletion",
        cis="4.7",
        meaning="A key was disabled or is going to be deleted, and with it everything it encrypts. Until its window ends the "
        "deletion can be cancelled",
        pattern=calls("kms", "DisableKey", "ScheduleKeyDeletion"),
        severity="critical",
    ),
    Watched(
        name="bucket-policy-changes",
        cis="4.8",
        meaning="Who reaches a bucket, or how long it keeps things, has changed. A deployment does that; anybody else explains it",
        pattern=calls(
            "s3",
            "PutBucketAcl",
            "PutBucketPolicy",
            "PutBucketCors",
            "PutBucketLifecycle",
            "PutBucketReplication",
            "DeleteBucketPolicy",
            "DeleteBucketCors",
            "DeleteBucketLifecycle",
            "DeleteBucketReplication",
        ),
    ),
    Watched(
        name="recorder-changes",
        cis="4.9",
        meaning="AWS Config was changed or stopped: what is changed after that may not be recorded",
        pattern=calls(
            "config",
            "StopConfigurationRecorder",
            "DeleteDeliveryChannel",
            "PutDeliveryChannel",
            "PutConfigurationRecorder",
        ),
        severity="critical",
    ),
    Watched(
        name="security-group-changes",
        cis="4.10",
        meaning="Who reaches what over the network has changed. A deployment does that; anybody else explains it",
        pattern=calls(
            "ec2",
            "AuthorizeSecurityGroupIngress",
            "AuthorizeSecurityGroupEgress",
            "RevokeSecurityGroupIngress",
            "RevokeSecurityGroupEgress",
            "CreateSecurityGroup",
            "DeleteSecurityGroup",
        ),
    ),
    Watched(
        name="network-acl-changes",
        cis="4.11",
        meaning="What subnets let through has changed. A deployment does that; anybody else explains it",
        pattern=calls(
            "ec2",
            "CreateNetworkAcl",
            "CreateNetworkAclEntry",
            "DeleteNetworkAcl",
            "DeleteNetworkAclEntry",
            "ReplaceNetworkAclEntry",
            "ReplaceNetworkAclAssociation",
        ),
    ),
    Watched(
        name="gateway-changes",
        cis="4.12",
        meaning="A way out of a network has changed. A deployment does that; anybody else explains it",
        pattern=calls(
            "ec2",
            "CreateCustomerGateway",
            "DeleteCustomerGateway",
            "AttachInternetGateway",
            "CreateInternetGateway",
            "DeleteInternetGateway",
            "DetachInternetGateway",
        ),
    ),
    Watched(
        name="route-changes",
        cis="4.13",
        meaning="Where packets go has changed. A deployment does that; anybody else explains it",
        pattern=calls(
            "ec2",
            "CreateRoute",
            "CreateRouteTable",
            "ReplaceRoute",
            "ReplaceRouteTableAssociation",
            "DeleteRouteTable",
            "DeleteRoute",
            "DisassociateRouteTable",
        ),
    ),
    Watched(
        name="vpc-changes",
        cis="4.14",
        meaning="A network was made, joined to another one or taken away. A deployment does that; anybody else explains it",
        pattern=calls(
            "ec2",
            "CreateVpc",
            "DeleteVpc",
            "ModifyVpcAttribute",
            "AcceptVpcPeeringConnection",
            "CreateVpcPeeringConnection",
            "DeleteVpcPeeringConnection",
            "RejectVpcPeeringConnection",
            "AttachClassicLinkVpc",
            "DetachClassicLinkVpc",
            "DisableVpcClassicLink",
            "EnableVpcClassicLink",
        ),
    ),
    Watched(
        name="organization-changes",
        cis="4.15",
        meaning="The organization was changed: its accounts, or the policies that hold for them",
        pattern=calls(
            "organizations",
            "AcceptHandshake",
            "AttachPolicy",
            "CreateAccount",
            "CreateOrganizationalUnit",
            "CreatePolicy",
            "DeclineHandshake",
            "DeleteOrganization",
            "DeleteOrganizationalUnit",
            "DeletePolicy",
            "DetachPolicy",
            "DisablePolicyType",
            "EnablePolicyType",
            "InviteAccountToOrganization",
            "LeaveOrganization",
            "MoveAccount",
            "RemoveAccountFromOrganization",
            "UpdateOrganizationalUnit",
            "UpdatePolicy",
        ),
        severity="critical",
    ),
)
"""Each becomes a metric of the trail's log group, and an alarm on it."""
