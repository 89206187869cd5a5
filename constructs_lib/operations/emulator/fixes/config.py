"""Fixes to moto's AWS Config."""

from __future__ import annotations

import json
import uuid
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, kept, refusal

_NO_RECORDER = "Configuration recorder is not available."


def recording_mode() -> None:
    """Keep how often a recorder records."""
    from moto.config.models import ConfigBackend

    @around(ConfigBackend, "put_configuration_recorder")
    def put(original, self, config_recorder):
        original(self, config_recorder)
        mode = config_recorder.get("recordingMode") or {"recordingFrequency": "CONTINUOUS"}
        kept(self, "recording_modes")[config_recorder["name"]] = mode

    @around(ConfigBackend, "describe_configuration_recorders")
    def describe(original, self, recorder_names):
        modes = kept(self, "recording_modes")
        found = original(self, recorder_names)
        return [each | {"recordingMode": modes[each["name"]]} if each["name"] in modes else each for each in found]


def recorder_first() -> None:
    """Take no rule before there is a recorder, as AWS."""
    from moto.config.responses import ConfigResponse

    @around(ConfigResponse, "put_config_rule")
    def put(original, self):
        if not self.config_backend.recorders:
            return refusal(400, "NoAvailableConfigurationRecorderException", _NO_RECORDER)
        return original(self)


def conformance_packs() -> None:
    """Keep conformance packs. The rules in them are not made."""
    from moto.config.responses import ConfigResponse

    def all_of(response):
        return kept(response.config_backend, "conformance_packs")

    def missing(name):
        return refusal(
            400, "NoSuchConformancePackException", f"Cannot find a conformance pack with the given name: {name}"
        )

    def found(response):
        """The packs that were asked for, or the name of one there is not."""
        names = response._get_param("ConformancePackNames") or list(all_of(response))
        return next((name for name in names if name not in all_of(response)), None), names

    @added(ConfigResponse, "put_conformance_pack")
    def put(self):
        if not self.config_backend.recorders:
            return refusal(400, "NoAvailableConfigurationRecorderException", _NO_RECORDER)
        name = self._get_param("ConformancePackName")
        known = all_of(self).get(name, {})
        pack_id = known.get("ConformancePackId", f"conformance-pack-{uuid.uuid4().hex[:9]}")
        arn = f"arn:aws:config:{self.region}:{self.current_account}:conformance-pack/{name}/{pack_id}"
        settings = ("DeliveryS3Bucket", "DeliveryS3KeyPrefix", "ConformancePackInputParameters")
        given = {key: self._get_param(key) for key in settings}
        all_of(self)[name] = {
            "ConformancePackName": name,
            "ConformancePackId": pack_id,
            "ConformancePackArn": arn,
            "template": self._get_param("TemplateBody"),
            **{key: value for key, value in given.items() if value},
        }
        return json.dumps({"ConformancePackArn": arn})

    @added(ConfigResponse, "describe_conformance_packs")
    def describe(self):
        unknown, names = found(self)
        if unknown is not None:
            return missing(unknown)
        packs = [{key: value for key, value in all_of(self)[name].items() if key != "template"} for name in names]
        return json.dumps({"ConformancePackDetails": packs})

    @added(ConfigResponse, "describe_conformance_pack_status")
    def status(self):
        unknown, names = found(self)
        # AWS tells nothing of one it does not know, and refuses nothing
        shown = [] if unknown is not None else names
        keys = ("ConformancePackName", "ConformancePackId", "ConformancePackArn")
        details = [
            {key: all_of(self)[name][key] for key in keys}
            | {"ConformancePackState": "CREATE_COMPLETE", "StackArn": "", "LastUpdateRequestedTime": 0}
            for name in shown
        ]
        return json.dumps({"ConformancePackStatusDetails": details})

    @added(ConfigResponse, "delete_conformance_pack")
    def delete(self):
        name = self._get_param("ConformancePackName")
        return "{}" if all_of(self).pop(name, None) else missing(name)


def remediations() -> None:
    """Keep what is done about what a rule finds. Nothing is ever done."""
    from moto.config.responses import ConfigResponse

    def all_of(response):
        return kept(response.config_backend, "remediations")

    @added(ConfigResponse, "put_remediation_configurations")
    def put(self):
        for each in self._get_param("RemediationConfigurations"):
            rule = each["ConfigRuleName"]
            if rule not in self.config_backend.config_rules:
                return refusal(400, "NoSuchConfigRuleException", f"The ConfigRule '{rule}' does not exist.")
            arn = f"arn:aws:config:{self.region}:{self.current_account}:remediation-configuration/{rule}"
            all_of(self)[rule] = each | {"Arn": arn}
        return json.dumps({"FailedBatches": []})

    @added(ConfigResponse, "describe_remediation_configurations")
    def describe(self):
        names = self._get_param("ConfigRuleNames")
        found = [all_of(self)[name] for name in names if name in all_of(self)]
        return json.dumps({"RemediationConfigurations": found})

    @added(ConfigResponse, "delete_remediation_configuration")
    def delete(self):
        if all_of(self).pop(self._get_param("ConfigRuleName"), None) is None:
            return refusal(
                400, "NoSuchRemediationConfigurationException", "No RemediationConfiguration for rule exists."
            )
        return "{}"


_ACCOUNT = "555555555555"
_TEMPLATE = '{"Resources": {}}'


def _recorded(client: Clients, region: str, **settings: Any) -> Any:
    """One recorder in a region that no other probe has."""
    config = client("config", region=region, assume_account=_ACCOUNT)
    recorder = {"name": "probe", "roleARN": f"arn:aws:iam::{_ACCOUNT}:role/probe", **settings}
    config.put_configuration_recorder(ConfigurationRecorder=recorder)
    return config


def _see_recording_mode(client: Clients) -> Seen:
    mode = {"recordingFrequency": "DAILY"}
    config = _recorded(client, "us-east-1", recordingMode=mode)
    (recorder,) = config.describe_configuration_recorders()["ConfigurationRecorders"]
    return recorder.get("recordingMode"), mode


def _see_recorder_first(client: Clients) -> Seen:
    config = client("config", region="us-east-2", assume_account=_ACCOUNT)
    rule = {"ConfigRuleName": "probe", "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_VERSIONING_ENABLED"}}
    try:
        config.put_config_rule(ConfigRule=rule)
        said = "taken"
    except config.exceptions.NoAvailableConfigurationRecorderException:
        said = "refused"
    return said, "refused"


def _see_conformance_packs(client: Clients) -> Seen:
    config = _recorded(client, "us-west-1")
    config.put_conformance_pack(ConformancePackName="probe", TemplateBody=_TEMPLATE)
    named = {"ConformancePackNames": ["probe"]}
    (pack,) = config.describe_conformance_packs(**named)["ConformancePackDetails"]
    (status,) = config.describe_conformance_pack_status(**named)["ConformancePackStatusDetails"]
    config.delete_conformance_pack(ConformancePackName="probe")
    left = config.describe_conformance_pack_status(**named)["ConformancePackStatusDetails"]
    try:
        config.describe_conformance_packs(**named)
        after = "still there"
    except config.exceptions.NoSuchConformancePackException:
        after = "gone"
    return (pack["ConformancePackName"], status["ConformancePackState"], left, after), (
        "probe",
        "CREATE_COMPLETE",
        [],
        "gone",
    )


def _see_remediations(client: Clients) -> Seen:
    config = _recorded(client, "us-west-2")
    source = {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_VERSIONING_ENABLED"}
    config.put_config_rule(ConfigRule={"ConfigRuleName": "probe", "Source": source})
    wanted = {
        "ConfigRuleName": "probe",
        "TargetType": "SSM_DOCUMENT",
        "TargetId": "AWS-ConfigureS3BucketVersioning",
        "Parameters": {"BucketName": {"ResourceValue": {"Value": "RESOURCE_ID"}}},
        "Automatic": True,
        "MaximumAutomaticAttempts": 3,
        "RetryAttemptSeconds": 60,
    }
    config.put_remediation_configurations(RemediationConfigurations=[wanted])
    named = {"ConfigRuleNames": ["probe"]}
    (seen,) = config.describe_remediation_configurations(**named)["RemediationConfigurations"]
    config.delete_remediation_configuration(ConfigRuleName="probe")
    left = config.describe_remediation_configurations(**named)["RemediationConfigurations"]
    return ({key: seen.get(key) for key in wanted}, left), (wanted, [])


FIXES = (
    Fix(
        id="config.conformance-packs",
        symptom="aws_config_conformance_pack: PutConformancePack 500",
        apply=conformance_packs,
        probe=_see_conformance_packs,
    ),
    Fix(
        id="config.recorder-first",
        symptom="aws_config_config_rule: applied before the recorder, which AWS refuses",
        apply=recorder_first,
        probe=_see_recorder_first,
    ),
    Fix(
        id="config.recording-mode",
        symptom="aws_config_configuration_recorder: recording_mode is planned again and again",
        apply=recording_mode,
        probe=_see_recording_mode,
    ),
    Fix(
        id="config.remediations",
        symptom="aws_config_remediation_configuration: PutRemediationConfigurations 500",
        apply=remediations,
        probe=_see_remediations,
    ),
)
