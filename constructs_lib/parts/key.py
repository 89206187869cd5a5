"""A KMS key for one purpose, rotated every year, with an alias people can read."""

from collections.abc import Sequence

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.foundation.guards.wiring import require_plain

# Enough to run the key, not to read with it: whoever may decrypt is named by statements of their own.
_ADMINISTRATION = (
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:CreateGrant",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListAliases",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:ReplicateKey",
    "kms:RevokeGrant",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
)
USE = ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*")
_PROTECTED_WINDOW_DAYS, _SHORT_WINDOW_DAYS = 30, 7

_THE_KEY_ITSELF = "in a key policy * is the key the policy is attached to"


class Key(Construct):
    """A customer-managed key. Only those named in `users` can encrypt or decrypt with it."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        description: str,
        account_id: str,
        users: Sequence[iam.Statement],
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name, description=description)
        administration = iam.Statement(
            sid="AccountAdministersTheKey",
            principal=iam.account(account_id),
            actions=_ADMINISTRATION,
            resources=("*",),
            wildcard_reason=_THE_KEY_ITSELF,
        )
        key = KmsKey(
            self,
            "Default",
            description=description,
            enable_key_rotation=True,
            deletion_window_in_days=_PROTECTED_WINDOW_DAYS if protected else _SHORT_WINDOW_DAYS,
            policy=iam.policy((administration, *users)),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=protected),
        )
        KmsAlias(self, "alias", name=f"alias/{name}", target_key_id=key.key_id)
        self.arn = key.arn


def used_by(
    sid: str, principal: iam.Principal, *, actions: tuple[str, ...] = USE, conditions: iam.Conditions | None = None
) -> iam.Statement:
    """A key-policy statement that lets somebody use the key, under conditions."""
    return iam.Statement(
        sid=sid,
        principal=principal,
        actions=actions,
        resources=("*",),
        conditions=conditions or {},
        wildcard_reason=_THE_KEY_ITSELF,
    )
