"""Runs the website: the socket, its address, and who may connect."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from ..errors import LedgerError
from ..ledger.store import open_ledger
from .guard import LOOPBACK, Door
from .page_request import Site
from .streets import open_streets
from .web import make_app

PORT = 8571
"""The port where none is asked for; another free one where it is taken."""


def serve(
    path: Path,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    read_only: bool = False,
    with_token: bool = False,
    reviewer: str = "reviewer",
    basemap: Path | None = None,
    ready: Callable[[str], None] = print,
) -> None:
    """The website is served until it is interrupted; `ready` is told its address.

    The address has a token, without which nothing is answered, if it leads to another machine's network or
    `with_token` asks for it: other accounts of this machine reach a loopback address as well.

    Raises:
        LedgerError: the ledger or the map cannot be opened, or the address cannot be listened on.
    """
    import uvicorn

    streets = open_streets(basemap) if basemap is not None else None
    _check_ledger(path, read_only=read_only)
    listening = _listen(host, port)
    name, number = host, listening.getsockname()[1]
    token = secrets.token_urlsafe(18) if with_token or host not in LOOPBACK else None
    hosts = LOOPBACK | {host} | (_own_names() if host in ("0.0.0.0", "::") else frozenset())  # noqa: S104
    app = make_app(Site(path, reviewer, Door(frozenset(hosts), read_only, token), streets))
    if host in ("0.0.0.0", "::"):  # noqa: S104
        name = socket.gethostname().lower()
    address = f"http://{f'[{name}]' if ':' in name else name}:{number}/"
    ready(f"{address}?token={token}" if token else address)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, ws="none")
    uvicorn.Server(config).run(sockets=[listening])


def _check_ledger(path: Path, *, read_only: bool) -> None:
    """Returns only if the pages can show the ledger and, unless they only show it, put decisions into it.

    Raises:
        LedgerError: they cannot; the message names `--read-only` where that would do.
    """
    try:
        open_ledger(path, read_only=read_only, create=False).close()
        if read_only or os.access(path, os.W_OK):
            return
    except LedgerError:
        if read_only:
            raise
        open_ledger(path, read_only=True, create=False).close()
        if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
            raise
    raise LedgerError(f"{path}: cannot be written to, so it takes no decisions; --read-only only shows it")


def _listen(host: str, port: int | None) -> socket.socket:
    """A socket that listens; without a wanted port the usual one, or any that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, PORT if port is None else port))
    except (OSError, TypeError) as error:  # the latter of a name that cannot be encoded
        listening.close()
        if port is None:
            return _listen(host, 0)
        why = getattr(error, "strerror", None) or error
        raise LedgerError(f"{host}:{port}: cannot be listened on: {why}") from error
    listening.listen(128)  # from now on who asks is answered, if only in a moment
    return listening


def _own_names() -> frozenset[str]:
    name = socket.gethostname()
    return frozenset({name.lower(), socket.getfqdn().lower()})
