"""What is in a secret: where the database is, who the application is there, and with which password."""

import json
import re
import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, cast

# PostgreSQL cuts longer names, and so would take app_…_a and app_…_b for one and the same.
_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
_PASSWORD_LENGTH = 40
# About 238 bits, and nothing that a URL, a shell or a connection string would read as more than a character.
_PASSWORD_CHARACTERS = string.ascii_letters + string.digits


class RotationError(Exception):
    """The rotation cannot go on. Secrets Manager tries again later, and the current password still works."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Login:
    """Somebody and a password. Neither `repr` nor `str` shows it."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Credentials:
    """The application's secret, in the shape RDS gives to secrets, plus the role that owns what the application makes.

    https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
    """

    engine: str
    host: str
    port: int
    dbname: str
    masterarn: str
    owner: str
    username: str = ""
    """Empty before the first rotation."""
    password: str = field(default="", repr=False)
    others: Mapping[str, object] = field(default_factory=dict[str, object], repr=False)
    """What else is in the secret. It stays there."""

    @property
    def login(self) -> Login:
        """Who the application is."""
        return Login(username=self.username, password=self.password)

    def renewed(self) -> "Credentials":
        """The other of the two users, with a new password."""
        first, second = f"{self.owner}_a", f"{self.owner}_b"
        password = "".join(secrets.choice(_PASSWORD_CHARACTERS) for _ in range(_PASSWORD_LENGTH))
        return replace(self, username=second if self.username == first else first, password=password)

    def is_next_after(self, current: "Credentials") -> bool:
        """Say whether these are for the same database and owner, and for the user that is not in use."""
        return replace(current, username=self.username, password=self.password) == self and self.username in {
            f"{self.owner}_a",
            f"{self.owner}_b",
        } - {current.username}

    def as_json(self) -> str:
        """The secret's text."""
        return json.dumps({**self.others, **{name: getattr(self, name) for name in _OWN}})


_OWN = tuple(each.name for each in fields(Credentials) if each.name != "others")
_NEEDED = ("engine", "host", "port", "dbname", "masterarn", "owner")


def credentials(text: str) -> Credentials:
    """Read the application's secret."""
    values = _object(text, "the application's secret")
    missing = [name for name in _NEEDED if not values.get(name)]
    if missing:
        raise RotationError(f"the application's secret lacks {', '.join(missing)}")
    if values["engine"] != "postgres":
        raise RotationError("the application's secret is for another engine than postgres")
    try:
        port = int(values["port"])
    except (TypeError, ValueError):
        raise RotationError("the port in the application's secret is no number") from None
    texts = {name: str(values.get(name) or "") for name in _OWN if name != "port"}
    others = {name: value for name, value in values.items() if name not in _OWN}
    found = Credentials(**texts, port=port, others=others)
    if not _NAME.fullmatch(found.owner):
        raise RotationError("the owner in the application's secret is no name for a role: lower case, at most 61 long")
    return found


def login(text: str) -> Login:
    """Read the master's secret, of which RDS writes the name and the password only."""
    values = _object(text, "the master's secret")
    if not values.get("username") or not values.get("password"):
        raise RotationError("the master's secret lacks a username or a password")
    return Login(username=str(values["username"]), password=str(values["password"]))


def _object(text: str, what: str) -> Mapping[str, Any]:
    try:
        values: object = json.loads(text)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        # without the cause: it carries the text
        raise RotationError(f"{what} is no JSON object")
    return cast("Mapping[str, Any]", values)
