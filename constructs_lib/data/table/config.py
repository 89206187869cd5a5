"""Settings of a DynamoDB table."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from annotated_types import Interval, Len

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.names import Component

AttributeName = Annotated[str, Len(1, 255)]
Stream = Literal["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"]
_NUMBER = "N"


@config
class AttributeConfig:
    """An attribute that is part of a key. DynamoDB knows no others: what else an item has is the application's."""

    name: AttributeName
    type: Literal["S", "N", "B"] = "S"
    """Text, a number, or bytes, in DynamoDB's own letters."""


@config
class TableConfig:
    """A table that is paid by the request."""

    DOMAIN: ClassVar[str] = "table"

    component: Component
    """What the table holds, such as `session`: part of its name, its stack's id and its outputs' names."""
    partition_key: AttributeConfig
    """What an item is found by. Changing it makes a new, empty table."""
    sort_key: AttributeConfig | None = None
    """What orders the items of one partition key. Changing it makes a new, empty table."""
    ttl_attribute: AttributeName | None = None
    """Attribute with the second (since 1970) an item goes at. DynamoDB takes a few days to get round to it."""
    former_ttl_attribute: AttributeName | None = None
    """What `ttl_attribute` was, while nothing shall go any more: AWS switches a time to live off only by its name. Without
    this, leaving `ttl_attribute` out changes nothing on a table that had one."""
    point_in_time_recovery_days: Annotated[int, Interval(ge=1, le=35)] | None = 35
    """Days back to any second of which the table can be restored, into a new one. 35 is AWS's most and costs the same as
    one day. None: what is lost is lost."""
    stream: Stream | None = None
    """What of each change others can read for a day. Whatever follows the table somewhere else needs NEW_AND_OLD_IMAGES."""

    def problems(self) -> Iterator[Problem]:
        """Keys that are one key, and a time to live that nothing would ever reach."""
        keys = {key.name: key for key in (self.partition_key, self.sort_key) if key is not None}
        if self.sort_key is not None and len(keys) == 1:
            yield Problem(
                where="sort_key.name",
                what="is the partition key too",
                got=repr(self.sort_key.name),
                fix="name another attribute, or leave the sort key out",
            )
        if self.ttl_attribute and self.former_ttl_attribute:
            yield Problem(
                where="former_ttl_attribute",
                what="is switched off while another one is switched on, which AWS wants an hour between",
                got=f"{self.former_ttl_attribute!r} beside ttl_attribute {self.ttl_attribute!r}",
                fix="deploy once with former_ttl_attribute alone, then with ttl_attribute alone",
            )
        expiring = keys.get(self.ttl_attribute or "")
        if expiring is not None and expiring.type != _NUMBER:
            yield Problem(
                where="ttl_attribute",
                what="is a key that is no number, so nothing would ever go",
                got=f"{expiring.name!r} of type {expiring.type!r}",
                allowed="an attribute that holds seconds since 1970 as a number",
                fix="name an attribute of its own, such as expires_at",
            )
