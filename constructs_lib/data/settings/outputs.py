"""What the settings of an application tell the others."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from constructs_lib.foundation.outputs import Placeholder

ParameterPath = Annotated[str, Placeholder("/provisional")]
ParameterArn = Annotated[str, Placeholder("arn:aws:ssm:us-east-1:000000000000:parameter/provisional")]


@dataclass(frozen=True, kw_only=True, slots=True)
class SettingsOutputs:
    """Where running code finds its settings, and what its role must be allowed `ssm:GetParametersByPath` on."""

    DOMAIN: ClassVar[str] = "settings"

    settings_path: ParameterPath
    settings_arn: ParameterArn
    """Of the path itself, which is what AWS checks when all below it is read."""
