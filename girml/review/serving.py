"""The server of a review: loopback unless told otherwise, until it is interrupted."""

import socket
from contextlib import suppress

from girml.errors import UsageError
from girml.review.desk import Desk
from girml.review.guard import Door, new_token

LOOPBACK = "127.0.0.1"
_SECONDS = 30
_AT_ONCE = 64


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens at a host and port, any free one for 0; UsageError where it cannot."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as reason:
        why = reason.strerror or str(reason)
        raise UsageError(f"{host}:{port} cannot be listened at ({why}): name another --host or --port.") from None


def door(host: str, listener: socket.socket) -> Door:
    """Return the door of a server that listens there, with a token of its own."""
    return Door(host, int(listener.getsockname()[1]), new_token())


def serve(desk: Desk, door: Door, listener: socket.socket, who: str) -> None:
    """Serve a review until the process is told to stop."""
    import uvicorn

    from girml.review.api import application

    config = uvicorn.Config(
        application(desk, door, who),
        ws="none",
        lifespan="off",
        log_level="error",
        access_log=False,
        server_header=False,
        limit_concurrency=_AT_ONCE,
        timeout_keep_alive=_SECONDS,
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
