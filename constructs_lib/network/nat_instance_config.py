"""Settings of the machine that stands in for NAT gateways."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, get_args

from pydantic import StringConstraints

from constructs_lib.foundation.config import config

# A nano has half a gigabyte, in which the package manager of the image is killed.
NatInstanceType = Literal["t4g.micro", "t4g.small", "t4g.medium", "t4g.large"]

NEWEST_IMAGE: Final = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
"""Amazon Linux 2023 for Graviton: EC2 looks the image up at each launch, so no plan depends on what is newest today."""

_BASELINE: Final[Mapping[NatInstanceType, int]] = dict(zip(get_args(NatInstanceType), (64, 128, 256, 512), strict=True))
"""Megabits a second that each class may use for ever. Bursts of five gigabits last while credits do.
https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html#gp_network"""


@config
class NatInstanceConfig:
    """One Graviton machine in the first zone: a third of a gateway's price, and no connection survives its replacement."""

    instance_type: NatInstanceType = "t4g.micro"
    """The class decides how much passes for ever: 64 megabits a second with t4g.micro, twice as much with each larger."""
    image_id: Annotated[str, StringConstraints(pattern=r"^(ami-[0-9a-f]{8,17}|resolve:ssm:/[A-Za-z0-9._/-]+)$")] = (
        NEWEST_IMAGE
    )
    """Amazon Linux 2023 for arm64. A machine lives a week, so the newest image is how it is patched: with an `ami-…` of
    your own, patching is for you."""
    session_manager: bool = False
    """Lets people with the right to it open a shell through Systems Manager. There is no other way in, and without it the
    machine has no role: nothing to steal."""

    @property
    def baseline_megabits(self) -> int:
        """What it may hand on for ever, in megabits a second."""
        return _BASELINE[self.instance_type]
