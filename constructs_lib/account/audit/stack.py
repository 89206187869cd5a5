"""What watches an account at a placement."""

from constructs import Construct

from constructs_lib.account.audit.analyzer import Analyzer
from constructs_lib.account.audit.config import AuditConfig, DetectorConfig
from constructs_lib.account.audit.detector import Detector
from constructs_lib.account.audit.findings import Findings, Source
from constructs_lib.account.audit.plan import recorded, trail_arn
from constructs_lib.account.audit.security_hub import SecurityHub
from constructs_lib.account.audit.trail import Trail
from constructs_lib.account.audit.trail_alarms import TrailAlarms
from constructs_lib.account.audit.trail_config import TrailConfig
from constructs_lib.account.audit.trail_store import TrailStore
from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack


class AuditStack(PlatformStack):
    """Trail, GuardDuty, Security Hub and Access Analyzer, and who hears of what they find. Nothing depends on it."""

    def __init__(self, scope: Construct, placement: Placement, config: AuditConfig) -> None:
        super().__init__(scope, placement, config)
        self._account = self.read(AccountOutputs, placement)
        if config.trail is not None:
            self._record(config.trail, placement)
        if config.detector is not None:
            # a detector that somebody else runs tells its findings here all the same
            if isinstance(config.detector, DetectorConfig):
                Detector(self, "detector", config.detector)
            self._tell("detector", placement)
        if config.security_hub is not None:
            SecurityHub(self, "security-hub", config.security_hub, region=placement.region)
            self._tell("security-hub", placement)
        if config.analyzer is not None:
            Analyzer(self, "analyzer", config.analyzer, name=placement.name("analyzer"))
            self._tell("analyzer", placement)

    def _record(self, config: TrailConfig, placement: Placement) -> None:
        name, arn = placement.name("trail"), trail_arn(placement)
        store = TrailStore(
            self,
            "trail-store",
            config,
            name=name,
            bucket_name=placement.bucket_name("trail"),
            trail_arn=arn,
            account_id=placement.account.id,
            region=placement.region,
            access_log_bucket_name=self._account.access_log_bucket_name,
            protected=placement.protected,
        )
        trail = Trail(
            self,
            "trail",
            config,
            name=name,
            trail_arn=arn,
            account_id=placement.account.id,
            recorded=recorded(config, placement),
            bucket_name=store.bucket_name,
            key_arn=store.key_arn,
            log_key_arn=self._account.log_key_arn,
            store_policy=store.policy,
            protected=placement.protected,
        )
        TrailAlarms(
            self,
            "trail-alarms",
            config,
            name=name,
            log_group_name=trail.log_group_name,
            critical_topic_arn=self._account.critical_topic_arn,
            warning_topic_arn=self._account.warning_topic_arn,
        )

    def _tell(self, source: Source, placement: Placement) -> None:
        Findings(
            self,
            f"{source}-findings",
            source=source,
            name=placement.name(source),
            region=placement.region,
            critical_topic_arn=self._account.critical_topic_arn,
            warning_topic_arn=self._account.warning_topic_arn,
        )
