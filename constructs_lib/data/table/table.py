"""A DynamoDB table under a key of its own."""

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.dynamodb_table import (
    DynamodbTable,
    DynamodbTableAttribute,
    DynamodbTablePointInTimeRecovery,
    DynamodbTableServerSideEncryption,
    DynamodbTableTtl,
)
from constructs import Construct

from constructs_lib.data.table.config import TableConfig
from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.parts.key import USE, Key, used_by


class Table(Construct):
    """A table that grows and is paid by the request. What is deleted or spoilt can be brought back from any second."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: TableConfig,
        *,
        name: str,
        account_id: str,
        region: str,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        key = Key(
            self,
            "key",
            name=name,
            description=f"{name}: items of the table",
            account_id=account_id,
            users=(_through_dynamodb(account_id, region),),
            protected=protected,
        )
        keys = [each for each in (config.partition_key, config.sort_key) if each is not None]
        table = DynamodbTable(
            self,
            "Default",
            name=name,
            billing_mode="PAY_PER_REQUEST",
            hash_key=config.partition_key.name,
            range_key=config.sort_key.name if config.sort_key else None,
            # only keys: DynamoDB refuses a table that declares anything else
            attribute=[DynamodbTableAttribute(name=each.name, type=each.type) for each in keys],
            server_side_encryption=DynamodbTableServerSideEncryption(enabled=True, kms_key_arn=key.arn),
            point_in_time_recovery=DynamodbTablePointInTimeRecovery(
                enabled=config.point_in_time_recovery_days is not None,
                recovery_period_in_days=config.point_in_time_recovery_days,
            ),
            ttl=_ttl(config),
            stream_enabled=config.stream is not None,
            stream_view_type=config.stream,
            deletion_protection_enabled=protected,
            lifecycle=TerraformResourceLifecycle(prevent_destroy=protected),
        )
        self.name = table.name
        self.arn = table.arn
        self.key_arn = key.arn


def _ttl(config: TableConfig) -> DynamodbTableTtl | None:
    """A block that is left out leaves what was on as it is, and off needs the name too.

    https://github.com/hashicorp/terraform-provider-aws/issues/39195
    """
    if config.ttl_attribute is not None:
        return DynamodbTableTtl(enabled=True, attribute_name=config.ttl_attribute)
    if config.former_ttl_attribute is not None:
        return DynamodbTableTtl(enabled=False, attribute_name=config.former_ttl_attribute)
    return None


def _through_dynamodb(account_id: str, region: str) -> iam.Statement:
    """Whoever this account lets use the table uses the key, but through DynamoDB only, which keeps a grant on it.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
    """
    return used_by(
        "UsersThroughDynamoDb",
        iam.account(account_id),
        actions=(*USE, "kms:CreateGrant"),
        conditions={
            "StringEquals": {"kms:CallerAccount": account_id, "kms:ViaService": f"dynamodb.{region}.amazonaws.com"}
        },
    )
