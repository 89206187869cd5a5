"""Whose clock: a schedule in UTC is an hour off half of the year."""

from typing import Annotated

from pydantic import StringConstraints

TimeZone = Annotated[str, StringConstraints(pattern=r"^(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2})$")]
"""As the IANA database calls it, such as Europe/Berlin."""
