"""What PostgreSQL keeps instead of a password, made here so that the password itself is never sent to be set.

A password in `ALTER ROLE … PASSWORD '…'` would stand in the server's log in plain text whenever statements are logged.
https://www.postgresql.org/docs/current/catalog-pg-authid.html
"""

import base64
import hashlib
import hmac
import os

# What PostgreSQL itself takes: https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-SCRAM-ITERATIONS
_ITERATIONS = 4096
_SALT_BYTES = 16


def scram_verifier(password: str, salt: bytes | None = None) -> str:
    """`SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>` of an ASCII password (RFC 5803)."""
    salt = os.urandom(_SALT_BYTES) if salt is None else salt
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, _ITERATIONS)
    stored_key = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    salt_text, stored, server = (base64.b64encode(part).decode("ascii") for part in (salt, stored_key, server_key))
    return f"SCRAM-SHA-256${_ITERATIONS}:{salt_text}${stored}:{server}"
