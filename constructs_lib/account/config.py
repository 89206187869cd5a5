"""Settings of what an account has once per region."""

from typing import Annotated, ClassVar

from annotated_types import Interval

from constructs_lib.foundation.config import config


@config
class AccountConfig:
    """What every other stack of a placement leans on: alarm topics, the key of logs, the bucket of logs."""

    DOMAIN: ClassVar[str] = "account"

    log_expiry_days: Annotated[int, Interval(ge=1, le=3653)] = 400
    """Days until a log object is deleted. 400 keeps a year of evidence (PCI DSS 10.5.1) and a month to look back."""
