"""Fixes to moto's Resource Access Manager."""

from __future__ import annotations

import json
import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, served


def permissions() -> None:
    """Say that a share carries no permissions of its own; the provider reads them with every share."""
    from moto.ram import urls
    from moto.ram.responses import ResourceAccessManagerResponse

    @added(ResourceAccessManagerResponse, "list_resource_share_permissions")
    def list_permissions(self):
        return json.dumps({"permissions": []})

    served(urls, "/listresourcesharepermissions$", ResourceAccessManagerResponse)


def tags() -> None:
    """Keep a share's tags."""
    from moto.ram import urls
    from moto.ram.models import ResourceShare
    from moto.ram.responses import ResourceAccessManagerResponse

    def share_of(response):
        arn = response._get_param("resourceShareArn") or response._get_param("resourceArn")
        return next(share for share in response.ram_backend.resource_shares if share.arn == arn)

    @around(ResourceShare, "__init__")
    def init(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.tags = {each["key"]: each["value"] for each in kwargs.get("tags") or []}

    @around(ResourceShare, "describe")
    def describe(original, self):
        return original(self) | {"tags": [{"key": key, "value": value} for key, value in self.tags.items()]}

    @added(ResourceAccessManagerResponse, "tag_resource")
    def tag(self):
        share_of(self).tags.update({each["key"]: each["value"] for each in self._get_param("tags")})
        return "{}"

    @added(ResourceAccessManagerResponse, "untag_resource")
    def untag(self):
        for key in self._get_param("tagKeys"):
            share_of(self).tags.pop(key, None)
        return "{}"

    served(urls, "/tagresource$", ResourceAccessManagerResponse)
    served(urls, "/untagresource$", ResourceAccessManagerResponse)


def associations() -> None:
    """Put resources and accounts into a share after it was made, as the provider's association types do."""
    from moto.ram import urls
    from moto.ram.responses import ResourceAccessManagerResponse

    def answer(self, status, change):
        arn = self._get_param("resourceShareArn")
        share = next(share for share in self.ram_backend.resource_shares if share.arn == arn)
        resources, principals = self._get_param("resourceArns") or [], self._get_param("principals") or []
        change(share, resources, principals)
        changed = [("RESOURCE", each) for each in resources] + [("PRINCIPAL", each) for each in principals]
        return json.dumps(
            {
                "resourceShareAssociations": [
                    {"resourceShareArn": arn, "associationType": kind, "associatedEntity": entity, "status": status}
                    for kind, entity in changed
                ]
            }
        )

    def add(share, resources, principals):
        share.add_resources([each for each in resources if each not in share.resource_arns])
        share.add_principals([each for each in principals if each not in share.principals])

    def remove(share, resources, principals):
        share.resource_arns = [each for each in share.resource_arns if each not in resources]
        share.principals = [each for each in share.principals if each not in principals]

    @added(ResourceAccessManagerResponse, "associate_resource_share")
    def associate(self):
        return answer(self, "ASSOCIATED", add)

    @added(ResourceAccessManagerResponse, "disassociate_resource_share")
    def disassociate(self):
        return answer(self, "DISASSOCIATED", remove)

    served(urls, "/associateresourceshare$", ResourceAccessManagerResponse)
    served(urls, "/disassociateresourceshare$", ResourceAccessManagerResponse)


def _share(client: Clients, **settings: object):
    ram = client("ram")
    share = ram.create_resource_share(name=f"probe-{uuid.uuid4().hex}", **settings)["resourceShare"]
    return ram, share["resourceShareArn"]


def _see_permissions(client: Clients) -> Seen:
    ram, arn = _share(client)
    return ram.list_resource_share_permissions(resourceShareArn=arn)["permissions"], []


def _see_tags(client: Clients) -> Seen:
    ram, arn = _share(client, tags=[{"key": "name", "value": "kept"}, {"key": "other", "value": "gone"}])
    ram.untag_resource(resourceShareArn=arn, tagKeys=["other"])
    shares = ram.get_resource_shares(resourceOwner="SELF")["resourceShares"]
    mine = next(share for share in shares if share["resourceShareArn"] == arn)
    return mine.get("tags"), [{"key": "name", "value": "kept"}]


def _see_associations(client: Clients) -> Seen:
    ram, arn = _share(client)
    gateway, account = "arn:aws:ec2:us-east-1:123456789012:transit-gateway/tgw-1", "222233334444"
    ram.associate_resource_share(resourceShareArn=arn, resourceArns=[gateway], principals=[account])
    ram.disassociate_resource_share(resourceShareArn=arn, principals=[account])
    seen = [
        [
            each["associatedEntity"]
            for each in ram.get_resource_share_associations(associationType=kind, resourceShareArns=[arn])[
                "resourceShareAssociations"
            ]
        ]
        for kind in ("RESOURCE", "PRINCIPAL")
    ]
    return seen, [[gateway], []]


FIXES = (
    Fix(
        id="ram.permissions",
        symptom="aws_ram_resource_share: ListResourceSharePermissions 404",
        apply=permissions,
        probe=_see_permissions,
    ),
    Fix(
        id="ram.tags",
        symptom="aws_ram_resource_share: tags are planned again",
        apply=tags,
        probe=_see_tags,
    ),
    Fix(
        id="ram.associations",
        symptom="aws_ram_resource_association and aws_ram_principal_association: AssociateResourceShare 404",
        apply=associations,
        probe=_see_associations,
    ),
)
