"""The accounts, where each keeps its states, and what all environments share."""

from constructs_lib.account.audit.config import AnalyzerConfig, ArchiveRuleConfig, DetectorConfig, FindingFilterConfig
from constructs_lib.account.audit.hub_config import SecurityHubConfig
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import S3State
from constructs_lib.foundation.tags import Tags

# Documentation ids: replace them with your own before you deploy.
DEV = Account(
    name="payments-dev",
    id="111111111111",
    state=S3State(bucket="payments-dev-terraform-state", region="us-east-1", account_id="111111111111"),
)
STAGING = Account(
    name="payments-staging",
    id="222222222222",
    state=S3State(bucket="payments-staging-terraform-state", region="us-east-2", account_id="222222222222"),
)
PROD = Account(
    name="payments-prod",
    id="333333333333",
    state=S3State(bucket="payments-prod-terraform-state", region="us-east-1", account_id="333333333333"),
)
# States of the recovery region live in that region: it must stay deployable when the other one is gone.
PROD_RECOVERY = Account(
    name="payments-prod",
    id="333333333333",
    state=S3State(bucket="payments-prod-terraform-state-recovery", region="us-west-2", account_id="333333333333"),
)

# Where people work from: bastions, build runners, dashboards. Peered to every environment.
TOOLS = Account(
    name="payments-tools",
    id="555555555555",
    state=S3State(bucket="payments-tools-terraform-state", region="us-east-1", account_id="555555555555"),
    contract_readers=(DEV.id, STAGING.id, PROD.id),
)

TAGS = Tags(
    application="payments",
    cost_center="ENG-4100",
    project="payments-platform",
    owner="payments-platform",
    billing_contact="finops@example.com",
    data_classification="confidential",
    compliance=("pci-dss", "soc2"),
)

# What watches every account. Card data is what PCI DSS is about, so its standard is held too.
DETECTOR = DetectorConfig()
SECURITY_HUB = SecurityHubConfig(standards=("fsbp-1.0.0", "cis-5.0.0", "pci-dss-4.0.1"))
ANALYZER = AnalyzerConfig()
# Others read contracts of tools through this role: that it can be taken from outside is what it is for.
ANALYZER_OF_CONTRACTS = AnalyzerConfig(
    archive_rules={
        "contract-reader": ArchiveRuleConfig(
            reason="environments read contracts of this account through it, and can do nothing else with it",
            filters=(
                FindingFilterConfig(criterion="resource", eq=(TOOLS.role_arn(TOOLS.reader_role),)),
                FindingFilterConfig(criterion="isPublic", eq=("false",)),
            ),
        )
    }
)
