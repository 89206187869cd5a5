"""Security Hub in one region: standards, what of them does not apply, and whose findings are gathered."""

from cdktf_cdktf_provider_aws.securityhub_account import SecurityhubAccount
from cdktf_cdktf_provider_aws.securityhub_finding_aggregator import SecurityhubFindingAggregator
from cdktf_cdktf_provider_aws.securityhub_standards_control_association import SecurityhubStandardsControlAssociation
from cdktf_cdktf_provider_aws.securityhub_standards_subscription import SecurityhubStandardsSubscription
from constructs import Construct

from constructs_lib.account.audit.hub_config import SecurityHubConfig
from constructs_lib.account.audit.plan import standard_arn
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain


class SecurityHub(Construct):
    """The hub of an account and region. Its controls read what AWS Config records there."""

    def __init__(self, scope: Construct, id_: str, config: SecurityHubConfig, *, region: str) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, region=region)
        hub = SecurityhubAccount(
            self,
            "Default",
            # which standards, and which versions of them, is said here and not by AWS
            enable_default_standards=False,
            # one finding for a control, however many standards ask for it
            control_finding_generator="SECURITY_CONTROL",
            auto_enable_controls=True,
        )
        standards = {
            name: SecurityhubStandardsSubscription(
                self, f"standard-{_slug(name)}", standards_arn=standard_arn(name, region), depends_on=[hub]
            )
            for name in config.standards
        }
        for each in config.controls:
            SecurityhubStandardsControlAssociation(
                self,
                f"control-{_slug(each.control)}-{_slug(each.standard)}",
                security_control_id=each.control,
                standards_arn=standards[each.standard].standards_arn,
                association_status=each.status,
                updated_reason=each.reason,
                depends_on=[standards[each.standard]],
            )
        if config.gathers_from:
            SecurityhubFindingAggregator(
                self,
                "aggregator",
                linking_mode="SPECIFIED_REGIONS",
                specified_regions=sorted(config.gathers_from),
                depends_on=[hub],
            )


def _slug(name: str) -> str:
    """IAM.6 → iam-6: where it is found among the resources."""
    return name.lower().replace(".", "-")
