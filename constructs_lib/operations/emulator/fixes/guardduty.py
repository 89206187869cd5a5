"""Fixes to moto's GuardDuty."""

from __future__ import annotations

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around

# What AWS switches on in a detector that asks for nothing
_ON = (
    "CLOUD_TRAIL",
    "DNS_LOGS",
    "FLOW_LOGS",
    "S3_DATA_EVENTS",
    "EKS_AUDIT_LOGS",
    "EBS_MALWARE_PROTECTION",
    "RDS_LOGIN_EVENTS",
    "LAMBDA_NETWORK_LOGS",
)
_MORE = {
    "EKS_RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT",),
    "RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"),
}


def features() -> None:
    """Know every feature of a detector from the start, and change those alone that are named."""
    from moto.guardduty.models import Detector

    def known():
        on = {name: {"name": name, "status": "ENABLED"} for name in _ON}
        off = {
            name: {
                "name": name,
                "status": "DISABLED",
                "additionalConfiguration": [{"name": each, "status": "DISABLED"} for each in more],
            }
            for name, more in _MORE.items()
        }
        return {**on, **off}

    def merged(current, given):
        more = {each["name"]: each for each in current.get("additionalConfiguration", [])}
        more |= {each["name"]: each for each in given.get("additionalConfiguration") or []}
        return {**current, **given, **({"additionalConfiguration": list(more.values())} if more else {})}

    def put(self, given):
        by_name = self.__dict__.setdefault("_cairn_features", known())
        for each in given or []:
            by_name[each["name"]] = merged(by_name.get(each["name"], {}), each)
        self.features = list(by_name.values())

    @around(Detector, "__init__")
    def init(original, self, *args, features, **kwargs):
        original(self, *args, features=[], **kwargs)
        put(self, features)

    @around(Detector, "update")
    def update(original, self, enable, finding_publishing_frequency, data_sources, features):
        original(self, enable, finding_publishing_frequency, data_sources, None)
        put(self, features)


def _see_features(client: Clients) -> Seen:
    guardduty = client("guardduty")
    detector = guardduty.create_detector(Enable=True)["DetectorId"]
    agent = {"Name": "EC2_AGENT_MANAGEMENT", "Status": "ENABLED"}
    guardduty.update_detector(DetectorId=detector, Features=[{"Name": "EKS_AUDIT_LOGS", "Status": "DISABLED"}])
    monitoring = {"Name": "RUNTIME_MONITORING", "Status": "ENABLED", "AdditionalConfiguration": [agent]}
    guardduty.update_detector(DetectorId=detector, Features=[monitoring])
    found = {each["Name"]: each for each in guardduty.get_detector(DetectorId=detector).get("Features", [])}
    guardduty.delete_detector(DetectorId=detector)
    statuses = {name: found[name]["Status"] for name in ("S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "RUNTIME_MONITORING")}
    agents = [(each["Name"], each["Status"]) for each in found["RUNTIME_MONITORING"]["AdditionalConfiguration"]]
    return (statuses, agents), (
        {"S3_DATA_EVENTS": "ENABLED", "EKS_AUDIT_LOGS": "DISABLED", "RUNTIME_MONITORING": "ENABLED"},
        [
            ("EKS_ADDON_MANAGEMENT", "DISABLED"),
            ("ECS_FARGATE_AGENT_MANAGEMENT", "DISABLED"),
            ("EC2_AGENT_MANAGEMENT", "ENABLED"),
        ],
    )


FIXES = (
    Fix(
        id="guardduty.features",
        symptom="aws_guardduty_detector_feature: of several the last one is left, the others are planned anew",
        apply=features,
        probe=_see_features,
    ),
)
