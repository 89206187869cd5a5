"""Who a password is shown to: nobody. Who is believed to be the database: whoever proves it."""

import hashlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from pg8000.native import DatabaseError
from scramp import ScramException, ScramMechanism

from constructs_lib.runtime.rotation.connection import connect
from constructs_lib.runtime.rotation.credentials import Credentials, Login, RotationError
from tests.certificates import Certificates, certificates_in
from tests.postgres import DATABASE, MASTER, MASTER_PASSWORD, Postgres
from tests.tls_proxy import server_context, start_tls

WHO = Login(username=MASTER, password=MASTER_PASSWORD)
BOUND = "SCRAM-SHA-256-PLUS"


def at(port: int) -> Credentials:
    return Credentials(engine="postgres", host="localhost", port=port, dbname=DATABASE, masterarn="arn", owner="shop")


def test_a_server_with_a_good_certificate_is_believed(database: Postgres) -> None:
    with connect(at(database.port), WHO) as connection:
        assert connection.rows("SELECT current_user, current_setting('lock_timeout')") == [[MASTER, "10s"]]


def test_a_certificate_for_another_host_is_no_proof(database: Postgres) -> None:
    elsewhere = Credentials(
        engine="postgres", host="127.0.0.1", port=database.port, dbname=DATABASE, masterarn="arn", owner="shop"
    )
    with pytest.raises(RotationError, match="signed by nobody this function knows"):
        connect(elsewhere, WHO)


def test_without_any_proof_nothing_is_sent(server: Postgres) -> None:
    """The same server, for somebody who does not know the authority."""
    with pytest.raises(RotationError, match="signed by nobody this function knows, and it cannot bind SCRAM to TLS"):
        connect(at(server.port), WHO)


def test_the_wrong_password_is_the_databases_own_error(database: Postgres) -> None:
    with pytest.raises(DatabaseError) as failure:
        connect(at(database.port), Login(username=MASTER, password="wrong"))

    assert failure.value.args[0]["C"] == "28P01"


def test_nobody_there_is_told_with_the_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    with pytest.raises(RotationError, match=f"no connection to localhost:{port}"):
        connect(at(port), WHO)


def test_a_server_without_tls_is_refused(server: Postgres) -> None:
    with pytest.raises(RotationError, match="Server refuses SSL"):
        connect(at(server.plain_port), WHO)


# Servers that PostgreSQL's own programs cannot be -----------------------------------------------------------------------


@dataclass
class Peer:
    """The server's end of a connection, after TLS and the first message."""

    connection: ssl.SSLSocket
    certificate: bytes

    def say(self, code: int, content: bytes = b"") -> None:
        """An authentication message."""
        self.connection.sendall(b"R" + struct.pack("!ii", 8 + len(content), code) + content)

    def hear(self) -> bytes:
        """The client's answer."""
        return self.exactly(struct.unpack("!i", self.exactly(5)[1:])[0] - 4)

    def greet(self) -> None:
        """Let the client go on."""
        self.say(0)
        self.connection.sendall(b"Z" + struct.pack("!i", 5) + b"I")

    def exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self.connection.recv(count - len(data))
            if not part:
                raise OSError
            data += part
        return data


Script = Callable[[Peer], None]


@contextmanager
def impostor(certificates: Certificates, script: Script) -> Generator[int]:
    """Somebody on loopback who answers by a script, twice: a client that does not like the certificate comes again."""
    certificate = ssl.PEM_cert_to_DER_cert(certificates.certificate.read_text())

    def serve() -> None:
        for _ in range(2):
            # either side going away, or a client that the script cannot satisfy
            with suppress(OSError, ScramException):
                connection, _ = listener.accept()
                with connection, start_tls(connection, server_context(certificates)) as tls:
                    peer = Peer(tls, certificate)
                    peer.exactly(struct.unpack("!i", peer.exactly(4))[0] - 4)
                    script(peer)
                    tls.recv(1)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    return certificates_in(tmp_path, "localhost")


def scram(peer: Peer, *, password: str = MASTER_PASSWORD, certificate: bytes | None = None) -> None:
    """What a PostgreSQL with TLS does."""
    mechanism = ScramMechanism(BOUND)
    known = mechanism.make_auth_info(password)
    binding = hashlib.sha256(certificate or peer.certificate).digest()
    server = mechanism.make_server(lambda _: known, channel_binding=("tls-server-end-point", binding))
    peer.say(10, f"{BOUND}\0SCRAM-SHA-256\0\0".encode())
    name, _, first = peer.hear().partition(b"\0")
    assert name.decode() == BOUND
    server.set_client_first(first[4:].decode())
    peer.say(11, server.get_server_first().encode())
    server.set_client_final(peer.hear().decode())
    peer.say(12, server.get_server_final().encode())
    peer.greet()


def test_an_unknown_certificate_will_do_where_scram_is_bound_to_it(certificates: Certificates) -> None:
    with impostor(certificates, scram) as port, connect(at(port), WHO) as connection:
        assert connection.proven


def relayed(peer: Peer) -> None:
    """Somebody in the middle passes everything on to the real server, whose certificate is another."""
    scram(peer, certificate=b"the real server's")


def guessed(peer: Peer) -> None:
    """Somebody who does not know the password pretends to have been convinced."""
    mechanism = ScramMechanism(BOUND)
    known = mechanism.make_auth_info("a guess")
    server = mechanism.make_server(
        lambda _: known, channel_binding=("tls-server-end-point", hashlib.sha256(peer.certificate).digest())
    )
    peer.say(10, f"{BOUND}\0\0".encode())
    server.set_client_first(peer.hear().partition(b"\0")[2][4:].decode())
    peer.say(11, server.get_server_first().encode())
    peer.hear()
    peer.say(12, b"v=" + b"A" * 43 + b"=")
    peer.greet()


def plain(peer: Peer) -> None:
    peer.say(3)
    peer.hear()


def hashed(peer: Peer) -> None:
    peer.say(5, b"salt")
    peer.hear()


def trusting(peer: Peer) -> None:
    peer.greet()


def unbound(peer: Peer) -> None:
    peer.say(10, b"SCRAM-SHA-256\0\0")
    peer.hear()


def hasty(peer: Peer) -> None:
    """Says yes before it has shown anything."""
    peer.say(10, f"{BOUND}\0\0".encode())
    peer.hear()
    peer.greet()


@pytest.mark.parametrize("script", [relayed, guessed, plain, hashed, trusting, unbound, hasty])
def test_an_impostor_is_not_believed(certificates: Certificates, script: Script) -> None:
    with impostor(certificates, script) as port, pytest.raises((RotationError, ScramException)):
        connect(at(port), WHO)


@pytest.mark.parametrize("script", [plain, hashed, trusting, hasty])
def test_a_good_certificate_alone_gets_no_password(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch, script: Script
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    heard: list[bytes] = []

    def listening(peer: Peer) -> None:
        hear = peer.hear

        def remember() -> bytes:
            heard.append(hear())
            return heard[-1]

        peer.hear = remember
        script(peer)

    with impostor(certificates, listening) as port, pytest.raises(RotationError, match="only SCRAM-SHA-256 is spoken"):
        connect(at(port), WHO)
    assert MASTER_PASSWORD.encode() not in b"".join(heard)
