"""Fixes to moto's CloudFront distributions and functions."""

from __future__ import annotations

import copy
import uuid
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, served

_NONE = {"Quantity": 0}
# What AWS fills in where nothing was said.
_DEFAULTS: dict[str, Any] = {
    "Aliases": _NONE,
    "CacheBehaviors": _NONE,
    "Comment": "",
    "CustomErrorResponses": _NONE,
    "DefaultRootObject": "",
    "HttpVersion": "http2",
    "IsIPV6Enabled": False,
    "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
    "OriginGroups": _NONE,
    "PriceClass": "PriceClass_All",
    "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
    "Staging": False,
    "ViewerCertificate": {"CloudFrontDefaultCertificate": True, "MinimumProtocolVersion": "TLSv1"},
    "WebACLId": "",
}
_ORIGIN_DEFAULTS: dict[str, Any] = {
    "ConnectionAttempts": 3,
    "ConnectionTimeout": 10,
    "CustomHeaders": _NONE,
    "OriginAccessControlId": "",
    "OriginPath": "",
    "OriginShield": {"Enabled": False},
}


def distribution_as_sent() -> None:
    """Keep a distribution's whole configuration; moto's model leaves out origin groups, access control and more."""
    from moto.cloudfront import models
    from moto.cloudfront.exceptions import OriginDoesNotExist

    class DistributionConfig:
        def __init__(self, config) -> None:
            sent = copy.deepcopy(dict(config))
            settings = copy.deepcopy(_DEFAULTS) | {name: value for name, value in sent.items() if value}
            origins, groups = settings["Origins"]["Items"], settings["OriginGroups"].get("Items") or []
            if settings["DefaultCacheBehavior"]["TargetOriginId"] not in {each["Id"] for each in [*origins, *groups]}:
                raise OriginDoesNotExist
            settings["Origins"]["Items"] = [_origin(each) for each in origins]
            settings.setdefault("Enabled", False)
            self.__dict__.update(settings)
            self.caller_reference = settings["CallerReference"]

    models.DistributionConfig = DistributionConfig


def _origin(sent: dict[str, Any]) -> dict[str, Any]:
    origin = copy.deepcopy(_ORIGIN_DEFAULTS) | dict(sent)
    if "CustomOriginConfig" not in origin and "S3OriginConfig" not in origin:
        origin["S3OriginConfig"] = {"OriginAccessIdentity": ""}
    return origin


def function_publishing() -> None:
    """Publish and update functions; moto can only make them."""
    from moto.cloudfront import urls
    from moto.cloudfront.models import random_id
    from moto.cloudfront.responses import CloudFrontResponse
    from moto.core.responses import ActionResult

    @added(CloudFrontResponse, "publish_function")
    def publish(self):
        function = self.backend.describe_function(self._get_param("Name"))
        function.status = "UNASSOCIATED"
        return ActionResult({"FunctionSummary": function.function_summary})

    @added(CloudFrontResponse, "update_function")
    def update(self):
        function = self.backend.describe_function(self._get_param("Name"))
        function.config = self._get_param("FunctionConfig")
        function.code = self._get_param("FunctionCode") or function.code
        function.etag = random_id()
        return ActionResult({"FunctionSummary": function.function_summary, "ETag": function.etag})

    served(urls, "/2020-05-31/function/(?P<function_name>[^/]+)/publish$", CloudFrontResponse)


def _see_distribution(client: Clients) -> Seen:
    cloudfront = client("cloudfront")
    origins = [
        {
            "Id": name,
            "DomainName": f"{name}.s3.amazonaws.com",
            "S3OriginConfig": {"OriginAccessIdentity": ""},
            "OriginAccessControlId": "E2QWRUHAPOMQZL",
        }
        for name in ("first", "second")
    ]
    members = {"Quantity": 2, "Items": [{"OriginId": "first"}, {"OriginId": "second"}]}
    group = {"Id": "both", "FailoverCriteria": {"StatusCodes": {"Quantity": 1, "Items": [500]}}, "Members": members}
    behaviour = {
        "TargetOriginId": "both",
        "ViewerProtocolPolicy": "redirect-to-https",
        "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    }
    made = cloudfront.create_distribution(
        DistributionConfig={
            "CallerReference": uuid.uuid4().hex,
            "Comment": "",
            "Enabled": True,
            "Origins": {"Quantity": 2, "Items": origins},
            "OriginGroups": {"Quantity": 1, "Items": [group]},
            "DefaultCacheBehavior": behaviour,
        }
    )["Distribution"]["Id"]
    config = cloudfront.get_distribution_config(Id=made)["DistributionConfig"]
    return (
        config["OriginGroups"],
        config["Origins"]["Items"][0].get("OriginAccessControlId"),
        config["DefaultCacheBehavior"],
    ), ({"Quantity": 1, "Items": [group]}, "E2QWRUHAPOMQZL", behaviour)


def _see_function(client: Clients) -> Seen:
    cloudfront, name = client("cloudfront"), f"probe-{uuid.uuid4().hex}"
    config = {"Comment": "", "Runtime": "cloudfront-js-2.0"}
    etag = cloudfront.create_function(Name=name, FunctionConfig=config, FunctionCode=b"one")["ETag"]
    etag = cloudfront.update_function(Name=name, IfMatch=etag, FunctionConfig=config, FunctionCode=b"two")["ETag"]
    cloudfront.publish_function(Name=name, IfMatch=etag)
    return cloudfront.get_function(Name=name, Stage="LIVE")["FunctionCode"].read(), b"two"


FIXES = (
    Fix(
        id="cloudfront.distribution-as-sent",
        symptom="aws_cloudfront_distribution: origin groups fail, access control and certificate are planned again",
        apply=distribution_as_sent,
        probe=_see_distribution,
    ),
    Fix(
        id="cloudfront.function-publishing",
        symptom="aws_cloudfront_function: publish 404",
        apply=function_publishing,
        probe=_see_function,
    ),
)
