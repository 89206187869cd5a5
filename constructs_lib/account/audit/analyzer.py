"""IAM Access Analyzer in one region: what can be reached from outside, and what nobody uses."""

from cdktf_cdktf_provider_aws.accessanalyzer_analyzer import (
    AccessanalyzerAnalyzer,
    AccessanalyzerAnalyzerConfiguration,
    AccessanalyzerAnalyzerConfigurationUnusedAccess,
)
from cdktf_cdktf_provider_aws.accessanalyzer_archive_rule import (
    AccessanalyzerArchiveRule,
    AccessanalyzerArchiveRuleFilter,
)
from constructs import Construct

from constructs_lib.account.audit.config import AnalyzerConfig, FindingFilterConfig
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain


class Analyzer(Construct):
    """The analyzer of access from outside, its archive rules, and one of unused access where it is asked for."""

    def __init__(self, scope: Construct, id_: str, config: AnalyzerConfig, *, name: str) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        external = AccessanalyzerAnalyzer(self, "Default", analyzer_name=name, type=config.zone_of_trust)
        for rule_name, rule in config.archive_rules.items():
            AccessanalyzerArchiveRule(
                self,
                f"archive-{rule_name}",
                analyzer_name=external.analyzer_name,
                rule_name=rule_name,
                filter=[_filter(each) for each in rule.filters],
            )
        if config.unused_access_days is not None:
            AccessanalyzerAnalyzer(
                self,
                "unused",
                analyzer_name=f"{name}-unused",
                type=f"{config.zone_of_trust}_UNUSED_ACCESS",
                configuration=AccessanalyzerAnalyzerConfiguration(
                    unused_access=AccessanalyzerAnalyzerConfigurationUnusedAccess(
                        unused_access_age=config.unused_access_days
                    )
                ),
            )


def _filter(each: FindingFilterConfig) -> AccessanalyzerArchiveRuleFilter:
    return AccessanalyzerArchiveRuleFilter(
        criteria=each.criterion,
        eq=list(each.eq) or None,
        neq=list(each.neq) or None,
        contains=list(each.contains) or None,
    )
