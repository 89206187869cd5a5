"""The database's side: who may log in, and with what."""

import hashlib
from collections.abc import Callable

from pg8000.native import DatabaseError, literal
from pg8000.native import identifier as quoted  # pyright: ignore[reportUnknownVariableType] - the driver has no types

from .connection import connect
from .credentials import Credentials, Login, RotationError
from .verifier import scram_verifier

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_WRONG_PASSWORD, _NO_SUCH_ROLE_OR_RULE = "28P01", "28000"


def accepts(credentials: Credentials) -> bool:
    """Whether the application can log in with these, and acts as the owner then."""
    try:
        with connect(credentials, credentials.login) as session:
            [[role]] = session.rows("SELECT current_user")
    except DatabaseError as error:
        if error.args[0].get("C") in {_WRONG_PASSWORD, _NO_SUCH_ROLE_OR_RULE}:
            return False
        raise
    return role == credentials.owner


def prepare(credentials: Credentials, master: Login, *, still_wanted: Callable[[], bool]) -> None:
    """Let the user log in with the password, all or nothing.

    One at a time: under the lock the caller looks once more whether this rotation is still the one that is wanted. Without
    that an invocation that was held up could change the password of a user that a later rotation has made the current one.
    """
    owner, user = quoted(credentials.owner), quoted(credentials.username)
    database, verifier = quoted(credentials.dbname), literal(scram_verifier(credentials.password))
    with connect(credentials, master) as session:
        session.rows("BEGIN")
        session.rows(f"SELECT pg_advisory_xact_lock({_lock_of(credentials.owner)})")
        if not still_wanted():
            return
        known = dict(
            session.rows(
                "SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname IN (:owner, :user)",
                owner=credentials.owner,
                user=credentials.username,
            )
        )
        if known.get(credentials.owner):
            raise RotationError(f"the role {credentials.owner} can log in: it is somebody else's, take another name")
        if credentials.owner not in known:
            session.rows(f"CREATE ROLE {owner} NOLOGIN")
        session.rows(f"GRANT CONNECT, CREATE, TEMPORARY ON DATABASE {database} TO {owner}")
        session.rows(f"GRANT USAGE, CREATE ON SCHEMA public TO {owner}")
        verb = "ALTER" if credentials.username in known else "CREATE"
        session.rows(f"{verb} ROLE {user} LOGIN PASSWORD {verifier}")
        session.rows(f"GRANT {owner} TO {user}")
        # whatever either of them makes belongs to the owner, and so to both
        session.rows(f"ALTER ROLE {user} SET role TO {owner}")
        session.rows("COMMIT")


def _lock_of(owner: str) -> int:
    """A number for the lock; PostgreSQL knows no names for them."""
    return int.from_bytes(hashlib.sha256(f"rotation of {owner}".encode()).digest()[:8], signed=True)
