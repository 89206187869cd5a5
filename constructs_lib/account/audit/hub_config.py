"""Settings of Security Hub: which standards an account is held against, and which of their controls do not apply."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

from annotated_types import Len
from pydantic import StringConstraints

from constructs_lib.account.audit.trail_config import Reason
from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.region import ZONES

StandardName = Literal["fsbp-1.0.0", "cis-3.0.0", "cis-5.0.0", "nist-800-53-5.0.0", "pci-dss-3.2.1", "pci-dss-4.0.1"]
"""AWS's Foundational Security Best Practices, and whose benchmark else it checks, each in a version."""
ControlId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*\.[1-9]\d*$")]


@config
class ControlConfig:
    """One control of one standard that does not apply here."""

    control: ControlId
    """As AWS numbers it in every standard: IAM.6."""
    standard: StandardName
    """Which standard it is switched off in: others may ask for it still."""
    reason: Reason
    """Why: Security Hub shows it to whoever asks."""
    status: Literal["DISABLED", "ENABLED"] = "DISABLED"
    """ENABLED switches on again what was off. To leave an entry out changes nothing in AWS."""


@config
class SecurityHubConfig:
    """Findings of every service in one place, and standards an account is held against.

    Most controls read what AWS Config has recorded: without a recorder in the same region they say nothing.
    """

    standards: Annotated[tuple[StandardName, ...], Len(min_length=1)] = ("fsbp-1.0.0", "cis-5.0.0")
    """Each check of each resource is paid for, once even where several standards ask for it."""
    controls: tuple[ControlConfig, ...] = ()
    """What does not apply, with the reason."""
    gathers_from: tuple[str, ...] = ()
    """Other regions of the account whose findings are shown here, too. One region of an account gathers."""

    def problems(self) -> Iterator[Problem]:
        """Two versions of one standard, controls of a standard that is not held, and what is said twice."""
        families = Counter(name.rpartition("-")[0] for name in self.standards)
        for family, count in families.items():
            if count > 1:
                yield Problem(
                    where="standards", what=f"{count} are of one family", got=family, fix="keep the newest version"
                )
        for (control, standard), count in Counter((each.control, each.standard) for each in self.controls).items():
            if count > 1:
                got = f"{control} of {standard}"
                yield Problem(where="controls", what=f"{count} are the same control", got=got, fix="keep one of them")
        for index, each in enumerate(self.controls):
            if each.standard not in self.standards:
                yield Problem(
                    where=f"controls[{index}].standard",
                    what="is none the account is held against",
                    got=each.standard,
                    allowed=", ".join(self.standards),
                    fix="add it to standards, or leave the control out",
                )
        for region, count in Counter(self.gathers_from).items():
            if region not in ZONES or count > 1:
                what = "is named twice" if region in ZONES else "is no region"
                yield Problem(where="gathers_from", what=what, got=region, fix="name each region once")

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """The region that gathers is not one it gathers from."""
        if placement.region in self.gathers_from:
            yield Problem(
                where="gathers_from",
                what="is the region itself",
                got=placement.region,
                allowed="other regions of the account",
                fix="leave it out: its own findings are there anyway",
            )
