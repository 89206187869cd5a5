"""Fixes to moto's Backup."""

from __future__ import annotations

import json
import uuid
from urllib.parse import quote, unquote

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, kept, refusal

_CREATED = 1_767_225_600  # any time does: 2026-01-01


def selections() -> None:
    """Keep which resources a plan backs up."""
    from moto.backup.responses import BackupResponse

    def ids(response):
        parts = [part for part in response.path.split("/") if part]
        plan = parts[parts.index("plans") + 1]
        return plan, parts[-1]

    def all_of(response):
        return kept(response.backup_backend, "selections")

    @added(BackupResponse, "create_backup_selection")
    def create(self):
        plan, _ = ids(self)
        selection = str(uuid.uuid4())
        all_of(self)[plan, selection] = json.loads(self.body)["BackupSelection"]
        return json.dumps({"SelectionId": selection, "BackupPlanId": plan, "CreationDate": _CREATED})

    @added(BackupResponse, "get_backup_selection")
    def get(self):
        plan, selection = ids(self)
        if (plan, selection) not in all_of(self):
            return refusal(400, "ResourceNotFoundException", f"no selection {selection} in plan {plan}")
        found = all_of(self)[plan, selection]
        return json.dumps(
            {"SelectionId": selection, "BackupPlanId": plan, "BackupSelection": found, "CreationDate": _CREATED}
        )

    @added(BackupResponse, "delete_backup_selection")
    def delete(self):
        all_of(self).pop(ids(self), None)
        return "{}"

    @added(BackupResponse, "list_backup_selections")
    def list_selections(self):
        wanted = self.path.split("/plans/")[1].split("/")[0]
        found = [
            {"SelectionId": selection, "BackupPlanId": plan, "SelectionName": each["SelectionName"]}
            for (plan, selection), each in all_of(self).items()
            if plan == wanted
        ]
        return json.dumps({"BackupSelectionsList": found})


def tags_without_slash() -> None:
    """Find a resource's tags also when the path does not end with a slash: boto3 writes one, the provider does not."""
    from moto.backup.responses import BackupResponse

    @added(BackupResponse, "list_tags")
    def list_tags(self):
        arn = unquote(self.path.split("/tags/", 1)[1]).rstrip("/")
        return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=arn)})


def _see_selections(client: Clients) -> Seen:
    backup = client("backup")
    rule = {"RuleName": "daily", "TargetBackupVaultName": "vault"}
    plan = backup.create_backup_plan(BackupPlan={"BackupPlanName": uuid.uuid4().hex, "Rules": [rule]})["BackupPlanId"]
    selection = {
        "SelectionName": "all",
        "IamRoleArn": "arn:aws:iam::123456789012:role/backup",
        "Resources": ["arn:aws:dynamodb:us-east-1:123456789012:table/orders"],
    }
    chosen = backup.create_backup_selection(BackupPlanId=plan, BackupSelection=selection)["SelectionId"]
    seen = backup.get_backup_selection(BackupPlanId=plan, SelectionId=chosen)["BackupSelection"]
    backup.delete_backup_selection(BackupPlanId=plan, SelectionId=chosen)
    return (seen, backup.list_backup_selections(BackupPlanId=plan)["BackupSelectionsList"]), (selection, [])


def _see_tags(client: Clients) -> Seen:
    tags = {"name": "kept"}
    arn = client("backup").create_backup_vault(BackupVaultName=uuid.uuid4().hex, BackupVaultTags=tags)["BackupVaultArn"]
    return client.raw("backup", "GET", f"/tags/{quote(arn, safe='')}")["Tags"], tags


FIXES = (
    Fix(
        id="backup.selections",
        symptom="aws_backup_selection: CreateBackupSelection 500",
        apply=selections,
        probe=_see_selections,
    ),
    Fix(
        id="backup.tags-without-slash",
        symptom="aws_backup_vault and aws_backup_plan: tags are planned again",
        apply=tags_without_slash,
        probe=_see_tags,
    ),
)
