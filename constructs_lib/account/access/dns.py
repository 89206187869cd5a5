"""Terraform and zones and certificates."""

from collections.abc import Iterator

from constructs_lib.foundation.iam import NO_NARROWER, Statement

# Zones and certificates have ids of AWS's making, which say nothing of the environment.
_ZONES = ("arn:aws:route53:::hostedzone/*",)
_CHANGES = ("arn:aws:route53:::change/*",)


def reads(account_id: str, environment: str) -> Iterator[Statement]:
    """What planning needs, and deploying too."""
    del environment  # ids carry no names
    yield Statement(
        sid="ReadZones",
        actions=("route53:GetHostedZone", "route53:ListResourceRecordSets", "route53:ListTagsForResource"),
        resources=_ZONES,
    )
    yield Statement(
        sid="ReadCertificates",
        actions=("acm:DescribeCertificate", "acm:ListTagsForCertificate"),
        resources=(f"arn:aws:acm:*:{account_id}:certificate/*",),
    )


def writes(account_id: str, environment: str) -> Iterator[Statement]:
    """What deploying needs beyond that."""
    del environment  # ids carry no names
    yield Statement(
        sid="MakeZones", actions=("route53:CreateHostedZone",), resources=("*",), wildcard_reason=NO_NARROWER
    )
    yield Statement(
        sid="RunZones",
        actions=(
            "route53:ChangeResourceRecordSets",
            "route53:DeleteHostedZone",
            # a zone that signs is not deleted before it has stopped, so the provider looks
            "route53:GetDNSSEC",
            "route53:UpdateHostedZoneComment",
        ),
        resources=_ZONES,
    )
    yield Statement(
        sid="TagZones",
        actions=("route53:ChangeTagsForResource",),
        # zones and health checks are all that Route 53 tags, by one action
        resources=(*_ZONES, "arn:aws:route53:::healthcheck/*"),
    )
    yield Statement(sid="WaitForRecords", actions=("route53:GetChange",), resources=_CHANGES)
    yield Statement(
        sid="MakeCertificates", actions=("acm:RequestCertificate",), resources=("*",), wildcard_reason=NO_NARROWER
    )
    yield Statement(
        sid="RunCertificates",
        actions=(
            "acm:AddTagsToCertificate",
            "acm:DeleteCertificate",
            "acm:RemoveTagsFromCertificate",
            "acm:UpdateCertificateOptions",
        ),
        resources=(f"arn:aws:acm:*:{account_id}:certificate/*",),
    )
