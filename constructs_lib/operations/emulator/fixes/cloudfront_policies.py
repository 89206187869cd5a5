"""Policies and identities moto's CloudFront does not have."""

from __future__ import annotations

import copy
import uuid
from dataclasses import dataclass

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, kept, served


@dataclass(frozen=True)
class _Kind:
    """Things with the same four operations and a configuration of their own."""

    name: str
    operation: str
    path: str

    @property
    def config(self) -> str:
        return f"{self.name}Config"


_KINDS = (
    _Kind("CachePolicy", "cache_policy", "cache-policy"),
    _Kind("OriginRequestPolicy", "origin_request_policy", "origin-request-policy"),
    _Kind("ResponseHeadersPolicy", "response_headers_policy", "response-headers-policy"),
    _Kind(
        "CloudFrontOriginAccessIdentity",
        "cloud_front_origin_access_identity",
        "origin-access-identity/cloudfront",
    ),
)


def policies() -> None:
    """Keep cache, origin request and response headers policies, and origin access identities."""
    for kind in _KINDS:
        _add(kind)


def _add(kind: _Kind) -> None:  # noqa: C901 - its operations are counted in
    from moto.cloudfront import urls
    from moto.cloudfront.models import random_id
    from moto.cloudfront.responses import CloudFrontResponse
    from moto.core.exceptions import ServiceException
    from moto.core.responses import ActionResult, EmptyResult
    from moto.core.utils import utcnow

    class NoSuchThing(ServiceException):
        code = f"NoSuch{kind.name}"

    def all_of(response):
        return kept(response.backend, kind.name)

    def found(response):
        identity = response._get_param("Id")
        if identity not in all_of(response):
            raise NoSuchThing(f"The specified {kind.name} does not exist.")
        return all_of(response)[identity]

    def put(response, identity):
        thing = {
            "Id": identity,
            "LastModifiedTime": utcnow(),
            "S3CanonicalUserId": "0" * 64,
            kind.config: copy.deepcopy(response._get_param(kind.config)),
        }
        all_of(response)[identity] = (thing, random_id())
        return answer(all_of(response)[identity])

    def answer(stored):
        thing, etag = stored
        location = f"https://cloudfront.amazonaws.com/2020-05-31/{kind.path}/{thing['Id']}"
        return ActionResult({kind.name: thing, "ETag": etag, "Location": location})

    @added(CloudFrontResponse, f"create_{kind.operation}")
    def create(self):
        return put(self, str(uuid.uuid4()) if kind.name.endswith("Policy") else random_id())

    @added(CloudFrontResponse, f"get_{kind.operation}")
    def get(self):
        return answer(found(self))

    @added(CloudFrontResponse, f"update_{kind.operation}")
    def update(self):
        return put(self, found(self)[0]["Id"])

    @added(CloudFrontResponse, f"delete_{kind.operation}")
    def delete(self):
        del all_of(self)[found(self)[0]["Id"]]
        return EmptyResult()

    for path in ("", "/(?P<identity>[^/]+)", "/(?P<identity>[^/]+)/config"):
        served(urls, f"/2020-05-31/{kind.path}{path}$", CloudFrontResponse)


def _see_policies(client: Clients) -> Seen:
    cloudfront, name = client("cloudfront"), f"probe-{uuid.uuid4().hex}"
    config = {"Name": name, "MinTTL": 1, "DefaultTTL": 60}
    policy = cloudfront.create_cache_policy(CachePolicyConfig=config)["CachePolicy"]["Id"]
    cloudfront.update_cache_policy(Id=policy, CachePolicyConfig=config | {"DefaultTTL": 90})
    seen = cloudfront.get_cache_policy(Id=policy)["CachePolicy"]["CachePolicyConfig"]
    cloudfront.delete_cache_policy(Id=policy)
    try:
        cloudfront.get_cache_policy(Id=policy)
        after = "still there"
    except cloudfront.exceptions.NoSuchCachePolicy:
        after = "gone"
    identity = cloudfront.create_cloud_front_origin_access_identity(
        CloudFrontOriginAccessIdentityConfig={"CallerReference": name, "Comment": "probe"}
    )["CloudFrontOriginAccessIdentity"]
    return (seen["DefaultTTL"], after, identity["CloudFrontOriginAccessIdentityConfig"]["Comment"]), (
        90,
        "gone",
        "probe",
    )


FIXES = (
    Fix(
        id="cloudfront.policies",
        symptom="aws_cloudfront_cache_policy, _response_headers_policy, _origin_access_identity: 404",
        apply=policies,
        probe=_see_policies,
    ),
)
