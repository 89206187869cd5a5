"""TLS in front of a PostgreSQL that has none: its request for TLS is answered here, everything after it goes through."""

import select
import socket
import ssl
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress

from tests.certificates import Certificates

# https://www.postgresql.org/docs/current/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-SSLREQUEST
_REQUEST_BYTES = 8
_CHUNK = 65536


@contextmanager
def tls_in_front_of(port: int, certificates: Certificates) -> Generator[int]:
    """Listen on another port of loopback; that port."""
    context = server_context(certificates)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_accept, args=(listener, context, port), daemon=True).start()
        yield listener.getsockname()[1]
        # wakes the thread; closing alone would not
        listener.shutdown(socket.SHUT_RDWR)


def server_context(certificates: Certificates) -> ssl.SSLContext:
    """A server with these certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.certificate, certificates.key)
    return context


def start_tls(connection: socket.socket, context: ssl.SSLContext) -> ssl.SSLSocket:
    """Say yes to a client that asks for TLS."""
    connection.recv(_REQUEST_BYTES, socket.MSG_WAITALL)
    connection.sendall(b"S")
    return context.wrap_socket(connection, server_side=True)


def _accept(listener: socket.socket, context: ssl.SSLContext, port: int) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_serve, args=(connection, context, port), daemon=True).start()


def _serve(connection: socket.socket, context: ssl.SSLContext, port: int) -> None:
    # OSError: a client that does not trust us, or either side going away
    with (
        connection,
        suppress(OSError),
        start_tls(connection, context) as outer,
        socket.create_connection(("127.0.0.1", port)) as inner,
    ):
        _pass_on(outer, inner)


def _pass_on(outer: ssl.SSLSocket, inner: socket.socket) -> None:
    for each in (outer, inner):  # small messages both ways: waiting to fill packets would cost 40 ms a time
        each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while True:
        # what TLS has unpacked already makes no socket readable
        readable = [outer] if outer.pending() else select.select([outer, inner], [], [])[0]
        for source, target in ((outer, inner), (inner, outer)):
            if source in readable:
                data = source.recv(_CHUNK)
                if not data:
                    return
                target.sendall(data)
