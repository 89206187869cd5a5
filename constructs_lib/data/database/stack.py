"""A database of a placement."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.data.database.alarms import DatabaseAlarms
from constructs_lib.data.database.application_secret import ApplicationSecret
from constructs_lib.data.database.config import DatabaseConfig
from constructs_lib.data.database.instance import PORT, Instance
from constructs_lib.data.database.keys import DatabaseKeys
from constructs_lib.data.database.outputs import DatabaseOutputs
from constructs_lib.data.database.rotation_function import RotationFunction
from constructs_lib.foundation import names
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.outputs import NetworkOutputs


class DatabaseStack(PlatformStack):
    """The instance in isolated subnets, its keys and alarms, and the application's secret with its rotation."""

    def __init__(self, scope: Construct, placement: Placement, config: DatabaseConfig) -> None:
        super().__init__(scope, placement, config)
        account = self.read(AccountOutputs, placement)
        network = self.read(NetworkOutputs, placement)
        account_id, region, protected = placement.account.id, placement.region, placement.protected
        name = placement.name("database", config.component, limit=names.DATABASE)
        keys = DatabaseKeys(self, "keys", name=name, account_id=account_id, region=region, protected=protected)
        database = Instance(
            self,
            "database",
            config,
            name=name,
            vpc_id=network.vpc_id,
            subnet_ids=network.all_isolated_subnet_ids,
            storage_key_arn=keys.storage_arn,
            secrets_key_arn=keys.secrets_arn,
            log_key_arn=account.log_key_arn,
            account_id=account_id,
            protected=protected,
        )
        DatabaseAlarms(
            self,
            "alarms",
            config,
            name=name,
            database_identifier=database.identifier,
            critical_topic_arn=account.critical_topic_arn,
            warning_topic_arn=account.warning_topic_arn,
        )
        secret = ApplicationSecret(
            self,
            "application",
            config.application,
            name=placement.name("database", config.component, "application"),
            key_arn=keys.secrets_arn,
            host=database.endpoint,
            port=PORT,
            database_name=config.database_name,
            database_identifier=name,
            master_secret_arn=database.master_secret_arn,
            protected=protected,
        )
        rotation = RotationFunction(
            self,
            "rotation",
            name=placement.name("database", config.component, "rotation"),
            application_secret_arn=secret.arn,
            master_secret_arn=database.master_secret_arn,
            secrets_key_arn=keys.secrets_arn,
            vpc_id=network.vpc_id,
            subnet_ids=network.all_private_subnet_ids,
            database_group=database.security_group,
            database_port=PORT,
            account_id=account_id,
            region=region,
            log_key_arn=account.log_key_arn,
            log_retention_days=config.log_retention_days,
            topic_arn=account.warning_topic_arn,
            protected=protected,
        )
        secret.rotate_by(rotation)
        self.publish(
            DatabaseOutputs(
                database_endpoint=database.endpoint,
                database_port=PORT,
                database_name=config.database_name,
                database_identifier=name,
                application_secret_arn=secret.arn,
                master_secret_arn=database.master_secret_arn,
                security_group_id=database.security_group.id,
                key_arn=keys.secrets_arn,
                storage_key_arn=keys.storage_arn,
            )
        )
