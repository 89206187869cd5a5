"""Fixes to moto's Cost Explorer."""

from __future__ import annotations

import json
import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, kept, refusal


def anomaly_detection() -> None:
    """Keep anomaly monitors and who is told of what they find."""
    _anomalies("Monitor")
    _anomalies("Subscription")


def _anomalies(kind: str) -> None:
    """Both kinds have the same four operations under their own name."""
    from moto.ce.responses import CostExplorerResponse

    thing, arn_name = f"Anomaly{kind}", f"{kind}Arn"

    def all_of(response):
        return kept(response.ce_backend, f"anomaly_{kind}s")

    @added(CostExplorerResponse, f"create_anomaly_{kind.lower()}")
    def create(self):
        arn = f"arn:aws:ce::{self.current_account}:anomaly{kind.lower()}/{uuid.uuid4()}"
        account = {"AccountId": self.current_account} if kind == "Subscription" else {}
        all_of(self)[arn] = {**self._get_param(thing), arn_name: arn, **account}
        self.ce_backend.tag_resource(arn, self._get_param("ResourceTags") or [])
        return json.dumps({arn_name: arn})

    @added(CostExplorerResponse, f"get_anomaly_{kind.lower()}s")
    def get(self):
        wanted = self._get_param(f"{arn_name}List")
        found = [each for arn, each in all_of(self).items() if not wanted or arn in wanted]
        if wanted and not found:
            return refusal(400, f"Unknown{kind}Exception", f"no {kind.lower()} {wanted[0]}")
        return json.dumps({f"{thing}s": found})

    @added(CostExplorerResponse, f"update_anomaly_{kind.lower()}")
    def update(self):
        arn = self._get_param(arn_name)
        renamed = {
            "MonitorName": self._get_param("MonitorName"),
            "SubscriptionName": self._get_param("SubscriptionName"),
        }
        names = ("Frequency", "MonitorArnList", "Subscribers", "Threshold", "ThresholdExpression")
        changed = renamed | {name: self._get_param(name) for name in names}
        all_of(self)[arn].update({name: value for name, value in changed.items() if value is not None})
        return json.dumps({arn_name: arn})

    @added(CostExplorerResponse, f"delete_anomaly_{kind.lower()}")
    def delete(self):
        all_of(self).pop(self._get_param(arn_name), None)
        return "{}"


def allocation_tags() -> None:
    """Keep which tags costs are split by."""
    from moto.ce.responses import CostExplorerResponse

    def statuses(response):
        return kept(response.ce_backend, "allocation_tags")

    @added(CostExplorerResponse, "update_cost_allocation_tags_status")
    def update(self):
        for each in self._get_param("CostAllocationTagsStatus"):
            statuses(self)[each["TagKey"]] = each["Status"]
        return json.dumps({"Errors": []})

    @added(CostExplorerResponse, "list_cost_allocation_tags")
    def list_tags(self):
        wanted = self._get_param("TagKeys")
        found = [
            {"TagKey": key, "Status": status, "Type": "UserDefined"}
            for key, status in statuses(self).items()
            if not wanted or key in wanted
        ]
        return json.dumps({"CostAllocationTags": found})


def _see_anomalies(client: Clients) -> Seen:
    costs, tags = client("ce"), [{"Key": "name", "Value": "kept"}]
    monitor = {"MonitorName": "services", "MonitorType": "DIMENSIONAL", "MonitorDimension": "SERVICE"}
    arn = costs.create_anomaly_monitor(AnomalyMonitor=monitor, ResourceTags=tags)["MonitorArn"]
    subscription = {
        "SubscriptionName": "owner",
        "MonitorArnList": [arn],
        "Subscribers": [{"Type": "EMAIL", "Address": "owner@example.com"}],
        "Frequency": "DAILY",
    }
    told = costs.create_anomaly_subscription(AnomalySubscription=subscription)["SubscriptionArn"]
    costs.update_anomaly_subscription(SubscriptionArn=told, Frequency="WEEKLY")
    seen = costs.get_anomaly_subscriptions(SubscriptionArnList=[told])["AnomalySubscriptions"][0]
    costs.delete_anomaly_monitor(MonitorArn=arn)
    try:
        costs.get_anomaly_monitors(MonitorArnList=[arn])
        after = "still there"
    except costs.exceptions.UnknownMonitorException:
        after = "gone"
    kept_tags = costs.list_tags_for_resource(ResourceArn=arn)["ResourceTags"]
    return (seen["MonitorArnList"], seen["Frequency"], kept_tags, after), ([arn], "WEEKLY", tags, "gone")


def _see_allocation_tags(client: Clients) -> Seen:
    costs, key = client("ce"), f"probe-{uuid.uuid4().hex}"
    costs.update_cost_allocation_tags_status(CostAllocationTagsStatus=[{"TagKey": key, "Status": "Active"}])
    answer = costs.list_cost_allocation_tags(TagKeys=[key])["CostAllocationTags"]
    return answer, [{"TagKey": key, "Status": "Active", "Type": "UserDefined"}]


FIXES = (
    Fix(
        id="ce.anomaly-detection",
        symptom="aws_ce_anomaly_monitor and aws_ce_anomaly_subscription: 500",
        apply=anomaly_detection,
        probe=_see_anomalies,
    ),
    Fix(
        id="ce.allocation-tags",
        symptom="aws_ce_cost_allocation_tag: 500",
        apply=allocation_tags,
        probe=_see_allocation_tags,
    ),
)
