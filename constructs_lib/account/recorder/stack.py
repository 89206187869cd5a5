"""AWS Config of a placement."""

from cdktf_cdktf_provider_aws.config_aggregate_authorization import ConfigAggregateAuthorization
from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.account.recorder.aggregator import Aggregator
from constructs_lib.account.recorder.broken_rules import BrokenRules
from constructs_lib.account.recorder.config import RecorderConfig
from constructs_lib.account.recorder.config_rules import ConfigRules
from constructs_lib.account.recorder.conformance_pack import ConformancePack
from constructs_lib.account.recorder.delivery import AWS_CONFIG, bucket_statements
from constructs_lib.account.recorder.plan import packs_at, rules_alone, rules_at
from constructs_lib.account.recorder.recorder import Recorder
from constructs_lib.account.recorder.recording import DeliveryConfig, RecordingConfig
from constructs_lib.account.recorder.remediation import Remediation
from constructs_lib.account.recorder.remedies import REMEDIES
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.parts.bucket import Bucket, arn_of
from constructs_lib.parts.retention import Retention
from constructs_lib.parts.topic import Topic


class RecorderStack(PlatformStack):
    """What is recorded, which rules it is held to, who is told, and who collects it."""

    def __init__(self, scope: Construct, placement: Placement, config: RecorderConfig) -> None:
        super().__init__(scope, placement, config)
        account = self.read(AccountOutputs, placement)
        name = placement.name("recorder")
        after = [self._recorder(config.recording, account).running] if config.recording is not None else []
        where = packs_at(placement.tags, protected=placement.protected)
        rules = ConfigRules(self, "rules", rules=rules_alone(config, where), name=placement.name(), after=after)
        for standard in config.packs:
            ConformancePack(
                self,
                f"pack-{standard}",
                standard=standard,
                rules=rules_at(config, where),
                name=placement.name(standard),
                after=after,
            )
        for each in config.remediations:
            Remediation(
                self,
                f"remediation-{each.rule}",
                each,
                name=placement.name("mend", each.rule),
                account_id=placement.account.id,
                region=placement.region,
                rule_name=rules.names[REMEDIES[each.rule].identifier],
            )
        BrokenRules(self, "broken-rules", name=placement.name("broken", "rules"), topic_arn=account.warning_topic_arn)
        if config.aggregator is not None:
            Aggregator(self, "aggregator", config.aggregator, name=name, account_id=placement.account.id)
        for collector, place in config.collected_by.items():
            ConfigAggregateAuthorization(
                self, f"collected-by-{collector}", account_id=place.account.id, region=place.region
            )

    def _recorder(self, recording: RecordingConfig, account: AccountOutputs) -> Recorder:
        placement, delivery = self.placement, recording.delivery
        name = placement.name("recorder")
        return Recorder(
            self,
            "recorder",
            recording,
            name=name,
            account_id=placement.account.id,
            bucket_name=account.log_bucket_name if delivery.bucket == "account" else self._bucket(delivery, account),
            key_arn=account.log_key_arn,
            topic_arn=Topic(
                self,
                "changes",
                name=placement.name("recorder", "changes"),
                account_id=placement.account.id,
                key_arn=account.log_key_arn,
                publishers=(AWS_CONFIG,),
            ).arn
            if delivery.changes_topic
            else None,
        )

    def _bucket(self, delivery: DeliveryConfig, account: AccountOutputs) -> str:
        placement = self.placement
        name = placement.bucket_name("recorder")
        bucket = Bucket(
            self,
            "bucket",
            name=name,
            key_arn=account.log_key_arn,
            statements=bucket_statements(arn_of(name), account_id=placement.account.id, prefix=delivery.prefix),
            retention=Retention(expiry_days=delivery.expiry_days),
            access_log_bucket_name=account.access_log_bucket_name,
            protected=placement.protected,
        )
        # by way of its policy: AWS Config tries to write when the channel is made
        return bucket.policy.bucket
