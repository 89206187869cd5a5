"""An IAM role that one AWS service takes, with the statements it needs and no others."""

from collections.abc import Mapping, Sequence

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.foundation.guards.wiring import require_plain


class Role(Construct):
    """A role. `trusts` are documents' principals; `policies` are inline, by name, and go when the role goes."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        description: str,
        trusts: iam.Principal,
        trust_conditions: iam.Conditions | None = None,
        policies: Mapping[str, Sequence[iam.Statement]],
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name, description=description)
        role = IamRole(
            self,
            "Default",
            name=name,
            description=description,
            assume_role_policy=iam.trust(trusts, conditions=trust_conditions),
        )
        self.policies = tuple(
            IamRolePolicy(self, policy_name, name=policy_name, role=role.id, policy=iam.policy(statements))
            for policy_name, statements in policies.items()
        )
        """What must exist before the role can do its work: whoever needs that depends on them."""
        self.name = role.name
        self.arn = role.arn
