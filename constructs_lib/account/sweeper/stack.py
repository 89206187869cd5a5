"""What keeps an account tidy."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.account.sweeper.config import SweeperConfig
from constructs_lib.account.sweeper.plan import whereabouts
from constructs_lib.account.sweeper.sweeper import Sweeper
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack


class SweeperStack(PlatformStack):
    """The sweeper of an account and region. It looks at everything there, and leaves the estate alone."""

    def __init__(self, scope: Construct, placement: Placement, config: SweeperConfig) -> None:
        super().__init__(scope, placement, config)
        account = self.read(AccountOutputs, placement)
        Sweeper(
            self,
            "sweeper",
            config,
            name=placement.name("sweeper"),
            here=whereabouts(placement),
            log_key_arn=account.log_key_arn,
            topic_arn=account.warning_topic_arn,
            protected=placement.protected,
        )
