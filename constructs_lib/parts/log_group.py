"""A log group that exists before whoever writes to it, encrypted and with an end."""

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.retention import RetentionDays


class LogGroup(Construct):
    """Left to themselves AWS's services make groups without a key that keep everything for ever."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        retention_days: RetentionDays,
        key_arn: str,
        protected: bool = True,
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        group = CloudwatchLogGroup(
            self,
            "Default",
            name=name,
            retention_in_days=retention_days,
            kms_key_id=key_arn,
            lifecycle=TerraformResourceLifecycle(prevent_destroy=protected),
        )
        self.resource: ITerraformDependable = group
        """What whoever writes to it waits for, where only its name is given."""
        self.name = group.name
        self.arn = group.arn
