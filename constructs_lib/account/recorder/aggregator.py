"""What several accounts and regions find, in one place."""

from cdktf_cdktf_provider_aws.config_configuration_aggregator import (
    ConfigConfigurationAggregator,
    ConfigConfigurationAggregatorAccountAggregationSource,
    ConfigConfigurationAggregatorOrganizationAggregationSource,
)
from constructs import Construct

from constructs_lib.account.recorder.config import AggregatorConfig
from constructs_lib.account.recorder.delivery import AWS_CONFIG
from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.role import Role


class Aggregator(Construct):
    """Collects from accounts that let it, or from all of the organization."""

    def __init__(self, scope: Construct, id_: str, config: AggregatorConfig, *, name: str, account_id: str) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name, account_id=account_id)
        regions = sorted(config.regions) or None
        if config.accounts:
            ConfigConfigurationAggregator(
                self,
                "Default",
                name=name,
                account_aggregation_source=ConfigConfigurationAggregatorAccountAggregationSource(
                    account_ids=sorted(config.accounts), all_regions=regions is None, regions=regions
                ),
            )
            return
        role = Role(
            self,
            "role",
            name=name,
            description=f"Lets the aggregator {name} see which accounts the organization has",
            trusts=iam.service(AWS_CONFIG),
            trust_conditions={"StringEquals": {"aws:SourceAccount": account_id}},
            policies={"organization": (_ACCOUNTS_OF_THE_ORGANIZATION,)},
        )
        ConfigConfigurationAggregator(
            self,
            "Default",
            name=name,
            organization_aggregation_source=ConfigConfigurationAggregatorOrganizationAggregationSource(
                role_arn=role.arn, all_regions=regions is None, regions=regions
            ),
            # AWS tries the role when the aggregator is made
            depends_on=list(role.policies),
        )


# what AWSConfigRoleForOrganizations has
# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSConfigRoleForOrganizations.html
_ACCOUNTS_OF_THE_ORGANIZATION = iam.Statement(
    sid="SeeTheOrganization",
    actions=(
        "organizations:DescribeOrganization",
        "organizations:ListAWSServiceAccessForOrganization",
        "organizations:ListAccounts",
        "organizations:ListDelegatedAdministrators",
    ),
    resources=("*",),
    wildcard_reason=iam.NO_NARROWER,
)
