"""The four steps in which Secrets Manager rotates a secret, and the one before. Each can be repeated, and by two at once.

Two users take turns, both members of a role that cannot log in and owns everything: the one that is not in use gets the
new password, so what is connected stays connected, and the old password works until the rotation after the next.
"""

import json
import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, cast

from . import postgres
from .credentials import Credentials, RotationError, credentials, login
from .store import Store

FIRST: Final = "firstVersion"
"""The step Terraform asks for, once, before rotations are switched on."""
# The same at every try, so that of two at once one writes. An id has 32 to 64 characters.
_FIRST_VERSION: Final = "first-version-of-an-application-secret"

_log = logging.getLogger(__name__)
_log.setLevel(logging.INFO)


def handler(event: Mapping[str, Any], context: object) -> None:
    """What Lambda calls."""
    del context
    if event.get("Step") == FIRST:
        begin(event, _client())
    else:
        rotate(event, _client())


def begin(event: Mapping[str, Any], client: Any) -> None:
    """The secret's first version: where the database is, and nobody who could log in. A secret that has one keeps it.

    It is written here because Terraform would read a version of its own back at every plan, and so every password.
    """
    facts = json.dumps(event["Facts"])
    credentials(facts)
    Store(client, event["SecretId"], _FIRST_VERSION).begin(facts)
    _log.info("%s has a first version", event["SecretId"])


def rotate(event: Mapping[str, Any], client: Any) -> None:
    """One step of one rotation."""
    try:
        store = Store(client, event["SecretId"], event["ClientRequestToken"])
        step = _STEPS[event["Step"]]
    except KeyError as missing:
        raise RotationError(f"this is no call of Secrets Manager: {missing} is missing or unknown") from None
    if store.is_done():
        _log.info("%s of %s: version %s is current already", event["Step"], store.secret_id, store.token)
        return
    step(store)
    _log.info("%s of %s: done for version %s", event["Step"], store.secret_id, store.token)


def create(store: Store) -> None:
    """Think of a new password, once: repeated, the step finds it."""
    if store.pending() is None:
        store.keep(credentials(store.current()).renewed().as_json())


def set_password(store: Store) -> None:
    """Give the password to the user that is not in use, and make what is missing: user, owner, their grants."""
    pending = _pending(store)
    if postgres.accepts(pending):
        return
    master = login(store.master(pending.masterarn))
    postgres.prepare(pending, master, still_wanted=lambda: not store.is_done())


def test(store: Store) -> None:
    """Log in with it."""
    _require_login(_pending(store))


def finish(store: Store) -> None:
    """Make it the current one. What cannot log in never becomes that, whatever went before."""
    _require_login(_pending(store))
    store.promote()


_STEPS: Final[Mapping[str, Callable[[Store], None]]] = {
    "createSecret": create,
    "setSecret": set_password,
    "testSecret": test,
    "finishSecret": finish,
}


def _pending(store: Store) -> Credentials:
    text = store.pending()
    if text is None:
        raise RotationError(f"version {store.token} has no value yet: createSecret comes first")
    pending = credentials(text)
    if not pending.is_next_after(credentials(store.current())):
        raise RotationError(f"version {store.token} is for another database, owner or user than the one to come")
    return pending


def _require_login(pending: Credentials) -> None:
    if not postgres.accepts(pending):
        raise RotationError(f"{pending.username} cannot log in with the new password: setSecret comes first")


@cache
def _client() -> Any:
    """Made once for all invocations of a running function."""
    import boto3

    return cast("Any", boto3).client("secretsmanager")
