"""The settings of an application at a placement."""

from constructs import Construct

from constructs_lib.data.settings.config import SettingsConfig
from constructs_lib.data.settings.outputs import SettingsOutputs
from constructs_lib.data.settings.settings import Settings
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack


class SettingsStack(PlatformStack):
    """What the running code of an application reads, in this region.

    In the data layer, below what runs the code: that reads from here where the settings are and what to allow.
    """

    def __init__(self, scope: Construct, placement: Placement, config: SettingsConfig) -> None:
        super().__init__(scope, placement, config)
        path = f"/{config.component}/{placement.environment}"
        settings = Settings(self, "settings", config, path=path)
        self.publish(
            SettingsOutputs(
                settings_path=settings.path,
                settings_arn=f"arn:aws:ssm:{placement.region}:{placement.account.id}:parameter{path}",
            )
        )
