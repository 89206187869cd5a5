"""What a budget does when it is used up, outside production."""

from cdktf_cdktf_provider_aws.budgets_budget_action import (
    BudgetsBudgetAction,
    BudgetsBudgetActionActionThreshold,
    BudgetsBudgetActionDefinition,
    BudgetsBudgetActionDefinitionIamActionDefinition,
    BudgetsBudgetActionDefinitionSsmActionDefinition,
    BudgetsBudgetActionSubscriber,
)
from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from constructs import Construct

from constructs_lib.account.spending import DenySpendingConfig, StopInstancesConfig
from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.role import Role

_BUDGETS = "budgets.amazonaws.com"


class BudgetAction(Construct):
    """An action of a budget, and the role in which AWS takes it: it can do that and nothing else."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: DenySpendingConfig | StopInstancesConfig,
        *,
        name: str,
        budget_name: str,
        account_id: str,
        region: str,
        topic_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name, account_id=account_id, region=region)
        if isinstance(config, DenySpendingConfig):
            action_type = "APPLY_IAM_POLICY"
            definition, needs = self._denial(config, name, account_id)
        else:
            action_type = "RUN_SSM_DOCUMENTS"
            definition, needs = _stop(config, account_id, region)
        role = Role(
            self,
            "role",
            name=name,
            description=f"What the budget {name} does when it is used up",
            trusts=iam.service(_BUDGETS),
            # nobody else's budget acts in this role
            trust_conditions={
                "StringEquals": {"aws:SourceAccount": account_id},
                "ArnLike": {"aws:SourceArn": f"arn:aws:budgets::{account_id}:budget/*"},
            },
            policies={"act": needs},
        )
        BudgetsBudgetAction(
            self,
            "Default",
            budget_name=budget_name,
            action_type=action_type,
            approval_model=config.approval,
            notification_type="ACTUAL",
            action_threshold=BudgetsBudgetActionActionThreshold(
                action_threshold_type="PERCENTAGE", action_threshold_value=config.at_percent
            ),
            definition=definition,
            execution_role_arn=role.arn,
            # AWS tries the role when the action is made
            depends_on=list(role.policies),
            subscriber=[BudgetsBudgetActionSubscriber(address=topic_arn, subscription_type="SNS")],
        )

    def _denial(
        self, config: DenySpendingConfig, name: str, account_id: str
    ) -> tuple[BudgetsBudgetActionDefinition, tuple[iam.Statement, ...]]:
        denial = IamPolicy(
            self,
            "denial",
            name=name,
            description="Attached by AWS Budgets while the budget is used up: nothing new that costs by the hour",
            policy=iam.policy(
                [iam.Statement(sid="NothingNew", effect="Deny", actions=config.denied_actions, resources=("*",))]
            ),
        )
        needs = iam.Statement(
            sid="DenyAndAllowAgain",
            actions=("iam:AttachRolePolicy", "iam:DetachRolePolicy"),
            resources=tuple(f"arn:aws:iam::{account_id}:role/{role}" for role in config.roles),
            conditions={"ArnEquals": {"iam:PolicyARN": denial.arn}},
        )
        definition = BudgetsBudgetActionDefinition(
            iam_action_definition=BudgetsBudgetActionDefinitionIamActionDefinition(
                policy_arn=denial.arn, roles=sorted(config.roles)
            )
        )
        return definition, (needs,)


def _stop(
    config: StopInstancesConfig, account_id: str, region: str
) -> tuple[BudgetsBudgetActionDefinition, tuple[iam.Statement, ...]]:
    """AWS's own automation runs in the same role, so the role can stop what it names.

    https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-action-role.html
    """
    via_automation: iam.Conditions = {"ForAnyValue:StringEquals": {"aws:CalledVia": "ssm.amazonaws.com"}}
    if config.instances:
        sub_type, document = "STOP_EC2_INSTANCES", "AWS-StopEC2Instance"
        look, change = "ec2:DescribeInstanceStatus", ("ec2:StartInstances", "ec2:StopInstances")
        targets = tuple(f"arn:aws:ec2:{region}:{account_id}:instance/{each}" for each in config.instances)
    else:
        sub_type, document = "STOP_RDS_INSTANCES", "AWS-StopRdsInstance"
        look, change = "rds:DescribeDBInstances", ("rds:StartDBInstance", "rds:StopDBInstance")
        targets = tuple(f"arn:aws:rds:{region}:{account_id}:db:{each}" for each in config.databases)
    # an action that is taken back starts them again
    documents = (document, document.replace("Stop", "Start"))
    needs = (
        iam.Statement(
            sid="RunAwsOwnAutomation",
            actions=("ssm:StartAutomationExecution",),
            resources=tuple(f"arn:aws:ssm:{region}:*:automation-definition/{each}:*" for each in documents),
        ),
        iam.Statement(
            sid="LookAtInstances",
            actions=(look,),
            resources=("*",),
            conditions=via_automation,
            wildcard_reason=iam.NO_NARROWER,
        ),
        iam.Statement(sid="StopAndStart", actions=change, resources=targets, conditions=via_automation),
    )
    definition = BudgetsBudgetActionDefinition(
        ssm_action_definition=BudgetsBudgetActionDefinitionSsmActionDefinition(
            action_sub_type=sub_type, instance_ids=sorted((*config.instances, *config.databases)), region=region
        )
    )
    return definition, needs
