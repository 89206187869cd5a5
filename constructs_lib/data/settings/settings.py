"""The settings of an application, as parameters that its running code reads."""

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
from constructs import Construct

from constructs_lib.data.settings.config import SettingsConfig
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain


class Settings(Construct):
    """One parameter for each setting, readable in plans: secrets have no place here."""

    def __init__(self, scope: Construct, id_: str, config: SettingsConfig, *, path: str) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, path=path)
        for name, setting in config.values.items():
            theirs = setting.owner == "operators"
            SsmParameter(
                self,
                name.replace("/", "--"),
                name=f"{path}/{name}",
                description=setting.description,
                type="String",
                insecure_value=setting.value,
                # both owners have the same address, so that a setting changes hands without being made anew
                lifecycle=TerraformResourceLifecycle(ignore_changes=["insecure_value"]) if theirs else None,
            )
        self.path = path
