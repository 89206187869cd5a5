"""A connection to the database: over TLS, and only to a server that has proved itself.

RDS signs its servers' certificates with authorities of its own, which Lambda's Python may or may not know. So there are
two proofs, and one is enough: a certificate that verifies, or SCRAM bound to the TLS connection, with which the server
shows that it knows the password's verifier and is itself the other end of the connection. Passwords are never sent.
https://github.com/aws/aws-lambda-base-images/issues/123, https://www.rfc-editor.org/rfc/rfc5802#section-6
"""

import ssl
from typing import Any, Final, cast

from pg8000.native import Connection, InterfaceError

from .credentials import Credentials, Login, RotationError

_TIMEOUT_SECONDS = 10
# less than the function's own time, so that an error says what happened
_LIMITS: Final = {"options": "-c lock_timeout=10s -c statement_timeout=10s"}
_BOUND: Final = b"SCRAM-SHA-256-PLUS"

# https://www.postgresql.org/docs/current/protocol-message-formats.html
_OK, _SASL, _SASL_CONTINUE, _SASL_FINAL = 0, 10, 11, 12


class Session(Connection):
    """Goes on only after the server has shown that it knows the password too."""

    proven = False

    def rows(self, sql: str, **parameters: str) -> list[list[Any]]:
        """Run a statement."""
        return cast("Any", self).run(sql, **parameters) or []  # the driver has no types

    def handle_AUTHENTICATION_REQUEST(self, data: bytes, context: Any) -> None:  # noqa: N802 - the driver's name
        code = int.from_bytes(data[:4])
        if code not in {_OK, _SASL, _SASL_CONTINUE, _SASL_FINAL} or (code == _OK and not self.proven):
            raise RotationError("the server wants a plain or MD5 password, or none: only SCRAM-SHA-256 is spoken here")
        if code == _SASL:
            self.require_binding(data[4:].split(b"\0"))
        super().handle_AUTHENTICATION_REQUEST(data, context)  # pyright: ignore[reportUnknownMemberType]
        self.proven = self.proven or code == _SASL_FINAL

    def require_binding(self, mechanisms: list[bytes]) -> None:
        """Nothing more: its certificate has been verified."""


class _BoundSession(Session):
    """For a server whose certificate nobody here can verify."""

    def require_binding(self, mechanisms: list[bytes]) -> None:
        if _BOUND not in mechanisms:
            raise RotationError(
                "the server's certificate is signed by nobody this function knows, and it cannot bind SCRAM to TLS"
            )


def connect(where: Credentials, who: Login) -> Session:
    """Log in over TLS."""
    try:
        return _open(Session, where, who, ssl.create_default_context())
    except ssl.SSLCertVerificationError:
        unverified = ssl.create_default_context()
        unverified.check_hostname = False
        unverified.verify_mode = ssl.CERT_NONE
        return _open(_BoundSession, where, who, unverified)


def _open(kind: type[Session], where: Credentials, who: Login, context: ssl.SSLContext) -> Session:
    try:
        return kind(
            who.username,
            host=where.host,
            port=where.port,
            database=where.dbname,
            password=who.password,
            ssl_context=context,
            timeout=_TIMEOUT_SECONDS,
            application_name="password rotation",
            startup_params=_LIMITS,
        )
    except InterfaceError as error:
        raise RotationError(f"no connection to {where.host}:{where.port}: {error}") from error
