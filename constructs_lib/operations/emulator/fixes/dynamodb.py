"""Fixes to moto's DynamoDB."""

from __future__ import annotations

import copy
import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, kept


def global_tables() -> None:  # noqa: C901 - its operations are counted in
    """Replicas in other regions (version 2019.11.21), which moto has not at all.

    A replica is a copy of the table object that shares items, indexes and the list of replicas with it, and has its own
    ARN, tags and backups. The list holds every region, the first one included, so each side can leave itself out.
    """
    from moto.dynamodb.models import dynamodb_backends
    from moto.dynamodb.models.table import Table
    from moto.dynamodb.responses import DynamoHandler, DynamoResult

    def create(backend, table, wanted):
        region = wanted["RegionName"]
        replica = copy.copy(table)
        replica.table_arn = table.table_arn.replace(f":{backend.region_name}:", f":{region}:")
        replica.region_name, replica.tags = region, []
        replica.continuous_backups = copy.deepcopy(table.continuous_backups)
        key = wanted.get("KMSMasterKeyId")
        if key:
            replica.sse_specification = {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": key}
        dynamodb_backends[backend.account_id][region].tables[table.name] = replica
        table.replicas_by_region[region] = {"KMSMasterKeyId": key} if key else {}

    def delete(backend, table, region):
        table.replicas_by_region.pop(region, None)
        dynamodb_backends[backend.account_id][region].tables.pop(table.name, None)

    @around(DynamoHandler, "update_table")
    def update_table(original, self):
        answer = original(self)
        updates = self.body.get("ReplicaUpdates") or []
        if not updates:
            return answer
        backend = self.dynamodb_backend
        table = backend.get_table(self.body["TableName"])
        if not getattr(table, "replicas_by_region", None):
            table.replicas_by_region = {backend.region_name: {}}
        for update in updates:
            if "Create" in update:
                create(backend, table, update["Create"])
            if "Update" in update:
                changed = {name: value for name, value in update["Update"].items() if name != "RegionName"}
                table.replicas_by_region[update["Update"]["RegionName"]].update(changed)
            if "Delete" in update:
                delete(backend, table, update["Delete"]["RegionName"])
        return DynamoResult(table.describe())

    @around(Table, "describe")
    def describe(original, self, base_key="TableDescription"):
        answer = original(self, base_key=base_key)
        others = {
            region: facts
            for region, facts in getattr(self, "replicas_by_region", {}).items()
            if region != self.table_arn.split(":")[3]
        }
        if others:
            answer[base_key]["GlobalTableVersion"] = "2019.11.21"
            answer[base_key]["Replicas"] = [
                {"RegionName": region, "ReplicaStatus": "ACTIVE", **facts} for region, facts in others.items()
            ]
        return answer


def contributor_insights() -> None:
    """Switch contributor insights of a table or index on and off."""
    from moto.core.responses import ActionResult
    from moto.dynamodb.responses import DynamoHandler

    def answer(self, status=None):
        table, index = self.body["TableName"].split("/")[-1], self.body.get("IndexName")
        states = kept(self.dynamodb_backend, "contributor_insights")
        if status:
            states[table, index] = status
        named = {"IndexName": index} if index else {}
        status = states.get((table, index), "DISABLED")
        return ActionResult({"TableName": table, "ContributorInsightsStatus": status, **named})

    @added(DynamoHandler, "update_contributor_insights")
    def update(self):
        return answer(self, "ENABLED" if self.body["ContributorInsightsAction"] == "ENABLE" else "DISABLED")

    @added(DynamoHandler, "describe_contributor_insights")
    def describe(self):
        return answer(self)


def _table(dynamodb) -> str:
    name = f"probe-{uuid.uuid4().hex}"
    dynamodb.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
    return name


def _see_global_table(client: Clients) -> Seen:
    here, there = client("dynamodb"), client("dynamodb", region="us-west-2")
    name = _table(here)

    def replicas(dynamodb):
        return [each["RegionName"] for each in dynamodb.describe_table(TableName=name)["Table"].get("Replicas", [])]

    here.update_table(TableName=name, ReplicaUpdates=[{"Create": {"RegionName": "us-west-2"}}])
    here.put_item(TableName=name, Item={"id": {"S": "1"}})
    seen = [replicas(here), replicas(there), there.scan(TableName=name)["Count"]]
    here.update_table(TableName=name, ReplicaUpdates=[{"Delete": {"RegionName": "us-west-2"}}])
    return [*seen, replicas(here)], [["us-west-2"], ["us-east-1"], 1, []]


def _see_contributor_insights(client: Clients) -> Seen:
    dynamodb = client("dynamodb")
    name = _table(dynamodb)
    seen = [dynamodb.describe_contributor_insights(TableName=name)["ContributorInsightsStatus"]]
    dynamodb.update_contributor_insights(TableName=name, ContributorInsightsAction="ENABLE")
    seen.append(dynamodb.describe_contributor_insights(TableName=name)["ContributorInsightsStatus"])
    return seen, ["DISABLED", "ENABLED"]


FIXES = (
    Fix(
        id="dynamodb.global-tables",
        symptom="aws_dynamodb_table with a replica, aws_dynamodb_table_replica: apply waits for ever",
        apply=global_tables,
        probe=_see_global_table,
    ),
    Fix(
        id="dynamodb.contributor-insights",
        symptom="aws_dynamodb_contributor_insights: UpdateContributorInsights 500",
        apply=contributor_insights,
        probe=_see_contributor_insights,
    ),
)
