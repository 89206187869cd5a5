"""A button in AWS Config, or none needed: a runbook of AWS's own that mends what one rule finds."""

from cdktf_cdktf_provider_aws.config_remediation_configuration import (
    ConfigRemediationConfiguration,
    ConfigRemediationConfigurationParameter,
)
from constructs import Construct

from constructs_lib.account.recorder.config import RemediationConfig
from constructs_lib.account.recorder.remedies import REMEDIES, Remedy
from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.role import Role


class Remediation(Construct):
    """A remedy of a rule, and the role in which Systems Manager takes it: it can do that and nothing else."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: RemediationConfig,
        *,
        name: str,
        account_id: str,
        region: str,
        rule_name: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name, account_id=account_id, region=region)
        remedy = REMEDIES[config.rule]
        role = Role(
            self,
            "role",
            name=name,
            description=f"Mends what the rule {config.rule} finds",
            trusts=iam.service("ssm.amazonaws.com"),
            # no other account's automation runs in this role
            trust_conditions={
                "StringEquals": {"aws:SourceAccount": account_id},
                "ArnLike": {"aws:SourceArn": f"arn:aws:ssm:{region}:{account_id}:automation-execution/*"},
            },
            policies={"mend": _needs(remedy, account_id, region)},
        )
        named = ConfigRemediationConfigurationParameter
        ConfigRemediationConfiguration(
            self,
            "Default",
            config_rule_name=rule_name,
            target_type="SSM_DOCUMENT",
            target_id=remedy.document,
            automatic=config.automatic,
            maximum_automatic_attempts=config.max_attempts,
            retry_attempt_seconds=config.retry_seconds,
            parameter=sorted(
                (
                    named(name="AutomationAssumeRole", static_value=role.arn),
                    *(named(name=setting, static_value=value) for setting, value in remedy.settings.items()),
                    named(name=remedy.parameter, resource_value="RESOURCE_ID"),
                ),
                # AWS keeps no order and the provider tells them by name: in any other, every plan wants to change them
                key=lambda each: each.name,
            ),
            # an automatic one can be wanted at once
            depends_on=list(role.policies),
        )


def _needs(remedy: Remedy, account_id: str, region: str) -> tuple[iam.Statement, ...]:
    look = iam.Statement(sid="Look", actions=remedy.looks, resources=("*",), wildcard_reason=iam.NO_NARROWER)
    return (
        iam.Statement(
            sid="RunAwsOwnRunbook",
            actions=("ssm:GetAutomationExecution", "ssm:StartAutomationExecution"),
            resources=(
                f"arn:aws:ssm:{region}:*:automation-definition/{remedy.document}:*",
                f"arn:aws:ssm:{region}:{account_id}:automation-execution/*",
            ),
        ),
        *((look,) if remedy.looks else ()),
        iam.Statement(
            sid="Mend",
            actions=remedy.changes,
            resources=(remedy.resource.format(region=region, account=account_id),),
            # names of buckets say nothing of whose they are
            conditions={"StringEquals": {"aws:ResourceAccount": account_id}},
        ),
    )
