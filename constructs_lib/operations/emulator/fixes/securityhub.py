"""Fixes to moto's Security Hub. No control is ever checked, so there are no findings of them."""

from __future__ import annotations

import json
import uuid
from urllib.parse import unquote

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, kept, refusal, served

_FSBP = "standards/aws-foundational-security-best-practices/v/1.0.0"


def settings() -> None:
    """Keep how the hub is set; moto says the same of every hub."""
    from moto.securityhub.models import SecurityHubBackend
    from moto.securityhub.responses import SecurityHubResponse

    @added(SecurityHubResponse, "update_security_hub_configuration")
    def update(self):
        given = json.loads(self.body)
        kept(self.securityhub_backend, "hub").update(
            {name: value for name, value in given.items() if value is not None}
        )
        return "{}"

    @around(SecurityHubResponse, "enable_security_hub")
    def enable(original, self):
        answer = original(self)
        given = json.loads(self.body) if self.body else {}
        hub = kept(self.securityhub_backend, "hub")
        hub.clear()
        if given.get("ControlFindingGenerator"):
            hub["ControlFindingGenerator"] = given["ControlFindingGenerator"]
        return answer

    @around(SecurityHubBackend, "describe_hub")
    def describe(original, self, *args, **kwargs):
        return original(self, *args, **kwargs) | kept(self, "hub")


def standards() -> None:
    """Keep which standards an account is held against; each is ready at once."""
    from moto.securityhub import urls
    from moto.securityhub.responses import SecurityHubResponse

    def all_of(response):
        return kept(response.securityhub_backend, "standards")

    @added(SecurityHubResponse, "batch_enable_standards")
    def enable(self):
        made = []
        for each in json.loads(self.body)["StandardsSubscriptionRequests"]:
            standard = each["StandardsArn"]
            path = standard.rpartition("::")[2].removeprefix("standards/")
            arn = f"arn:aws:securityhub:{self.region}:{self.current_account}:subscription/{path}"
            made.append(
                {
                    "StandardsSubscriptionArn": arn,
                    "StandardsArn": standard,
                    "StandardsInput": {},
                    "StandardsStatus": "READY",
                }
            )
            all_of(self)[arn] = made[-1]
        return json.dumps({"StandardsSubscriptions": made})

    @added(SecurityHubResponse, "get_enabled_standards")
    def get(self):
        wanted = json.loads(self.body).get("StandardsSubscriptionArns")
        found = [each for arn, each in all_of(self).items() if not wanted or arn in wanted]
        return json.dumps({"StandardsSubscriptions": found})

    @added(SecurityHubResponse, "batch_disable_standards")
    def disable(self):
        gone = [all_of(self).pop(arn, None) for arn in json.loads(self.body)["StandardsSubscriptionArns"]]
        return json.dumps({"StandardsSubscriptions": [each | {"StandardsStatus": "DELETING"} for each in gone if each]})

    for verb in ("register", "get", "deregister"):
        served(urls, f"/standards/{verb}$", SecurityHubResponse)


def controls() -> None:
    """Keep which controls of which standards do not apply, and why."""
    from moto.securityhub import urls
    from moto.securityhub.responses import SecurityHubResponse

    @added(SecurityHubResponse, "batch_update_standards_control_associations")
    def update(self):
        for each in json.loads(self.body)["StandardsControlAssociationUpdates"]:
            key = (each["SecurityControlId"], each["StandardsArn"])
            kept(self.securityhub_backend, "controls")[key] = each
        return json.dumps({"UnprocessedAssociationUpdates": []})

    @added(SecurityHubResponse, "list_standards_control_associations")
    def list_associations(self):
        control = self._get_param("SecurityControlId")
        # a standard is not asked for its controls here: one that was never switched has no entry
        found = [
            each | {"SecurityControlArn": f"arn:aws:securityhub:{self.region}:{self.current_account}:{control}"}
            for (name, _), each in kept(self.securityhub_backend, "controls").items()
            if name == control
        ]
        return json.dumps({"StandardsControlAssociationSummaries": found})

    served(urls, "/associations$", SecurityHubResponse)


def aggregators() -> None:  # noqa: C901 - its operations are counted in
    """Keep from which regions findings are gathered."""
    from moto.securityhub import urls
    from moto.securityhub.responses import SecurityHubResponse

    def all_of(response):
        return kept(response.securityhub_backend, "aggregators")

    def answer(self, arn):
        if arn not in all_of(self):
            return refusal(404, "ResourceNotFoundException", f"no finding aggregator {arn}")
        return json.dumps(all_of(self)[arn])

    @added(SecurityHubResponse, "create_finding_aggregator")
    def create(self):
        given = json.loads(self.body)
        arn = f"arn:aws:securityhub:{self.region}:{self.current_account}:finding-aggregator/{uuid.uuid4()}"
        all_of(self)[arn] = {
            "FindingAggregatorArn": arn,
            "FindingAggregationRegion": self.region,
            "RegionLinkingMode": given["RegionLinkingMode"],
            "Regions": given.get("Regions") or [],
        }
        return answer(self, arn)

    @added(SecurityHubResponse, "update_finding_aggregator")
    def update(self):
        given = json.loads(self.body)
        arn = given.pop("FindingAggregatorArn")
        if arn in all_of(self):
            all_of(self)[arn].update(given)
        return answer(self, arn)

    @added(SecurityHubResponse, "get_finding_aggregator")
    def get(self):
        return answer(self, unquote(self.path).rpartition("/findingAggregator/get/")[2])

    @added(SecurityHubResponse, "delete_finding_aggregator")
    def delete(self):
        all_of(self).pop(unquote(self.path).rpartition("/findingAggregator/delete/")[2], None)
        return "{}"

    for verb in ("create", "update"):
        served(urls, f"/findingAggregator/{verb}$", SecurityHubResponse)
    for verb in ("get", "delete"):
        served(urls, f"/findingAggregator/{verb}/(?P<arn>.+)$", SecurityHubResponse)


def _see_settings(client: Clients) -> Seen:
    hub = client("securityhub", region="eu-west-1")
    hub.enable_security_hub(EnableDefaultStandards=False, ControlFindingGenerator="STANDARD_CONTROL")
    hub.update_security_hub_configuration(AutoEnableControls=False)
    found = hub.describe_hub()
    hub.disable_security_hub()
    return (found["AutoEnableControls"], found["ControlFindingGenerator"]), (False, "STANDARD_CONTROL")


def _see_standards(client: Clients) -> Seen:
    hub, standard = client("securityhub", region="eu-west-2"), f"arn:aws:securityhub:eu-west-2::{_FSBP}"
    request = [{"StandardsArn": standard}]
    [made] = hub.batch_enable_standards(StandardsSubscriptionRequests=request)["StandardsSubscriptions"]
    arns = [made["StandardsSubscriptionArn"]]
    [found] = hub.get_enabled_standards(StandardsSubscriptionArns=arns)["StandardsSubscriptions"]
    hub.batch_disable_standards(StandardsSubscriptionArns=arns)
    after = hub.get_enabled_standards(StandardsSubscriptionArns=arns)["StandardsSubscriptions"]
    return (found["StandardsArn"], found["StandardsStatus"], after), (standard, "READY", [])


def _see_controls(client: Clients) -> Seen:
    hub, standard = client("securityhub"), f"arn:aws:securityhub:us-east-1::{_FSBP}"
    off = {
        "StandardsArn": standard,
        "SecurityControlId": "IAM.6",
        "AssociationStatus": "DISABLED",
        "UpdatedReason": "known",
    }
    hub.batch_update_standards_control_associations(StandardsControlAssociationUpdates=[off])
    [found] = hub.list_standards_control_associations(SecurityControlId="IAM.6")["StandardsControlAssociationSummaries"]
    return {key: found.get(key) for key in off}, off


def _see_aggregators(client: Clients) -> Seen:
    hub = client("securityhub")
    arn = hub.create_finding_aggregator(RegionLinkingMode="SPECIFIED_REGIONS", Regions=["us-west-2"])[
        "FindingAggregatorArn"
    ]
    hub.update_finding_aggregator(
        FindingAggregatorArn=arn, RegionLinkingMode="SPECIFIED_REGIONS", Regions=["eu-west-1"]
    )
    found = hub.get_finding_aggregator(FindingAggregatorArn=arn)
    hub.delete_finding_aggregator(FindingAggregatorArn=arn)
    try:
        hub.get_finding_aggregator(FindingAggregatorArn=arn)
        after = "still there"
    except hub.exceptions.ResourceNotFoundException:
        after = "gone"
    return (found["Regions"], found["FindingAggregationRegion"], after), (["eu-west-1"], "us-east-1", "gone")


FIXES = (
    Fix(
        id="securityhub.settings",
        symptom="aws_securityhub_account: UpdateSecurityHubConfiguration 500",
        apply=settings,
        probe=_see_settings,
    ),
    Fix(
        id="securityhub.standards",
        symptom="aws_securityhub_standards_subscription: 404",
        apply=standards,
        probe=_see_standards,
    ),
    Fix(
        id="securityhub.controls",
        symptom="aws_securityhub_standards_control_association: 404",
        apply=controls,
        probe=_see_controls,
    ),
    Fix(
        id="securityhub.aggregators",
        symptom="aws_securityhub_finding_aggregator: 404",
        apply=aggregators,
        probe=_see_aggregators,
    ),
)
