"""Resources, and the copies of what goes."""

from datetime import UTC, date, datetime

from constructs_lib.runtime.sweeper.resource import Backup, Kind, Resource, tags_of

BACKUP = Backup(now=datetime(2026, 11, 20, tzinfo=UTC), until=date(2026, 12, 20))


def test_a_copy_says_when_it_may_go_and_nothing_of_what_it_is_of() -> None:
    """The tags of the original would say that its day has passed."""
    thing = Resource(kind="volume", id="vol-1", tags={"expires": "2026-11-01", "Owner": "somebody"})

    assert BACKUP.tags(thing) == {"Name": "last of vol-1", "expires": "2026-12-20", "swept-from": "vol-1"}
    assert BACKUP.name(Resource(kind="database", id="shop")) == "swept-shop-20261120"


def test_tags_as_services_write_them() -> None:
    assert tags_of([{"Key": "a", "Value": "1"}, {"Key": "b"}]) == {"a": "1", "b": ""}
    assert tags_of(None) == {}


def test_nothing_holds_a_kind_that_says_nothing() -> None:
    kind = Kind(name="x", service="x", find=lambda _: iter(()), delete=lambda *_: "")

    assert kind.held(None, Resource(kind="x", id="1")) == ""
