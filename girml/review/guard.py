"""What stands before the page: who may ask, from where, how much; and what every answer forbids the browser.

A page of another site may send requests to this machine, and may even give its own name our address (DNS rebinding); so
the name asked for, the page that asks, and the token are all looked at before anything is read.
"""

import ipaddress
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from markupsafe import Markup
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64_000
"""No request may be larger: a decision is some hundred bytes."""
TOKEN_HEADER = "x-girml-token"

_LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
_CHANGES = frozenset(("POST", "PUT", "PATCH", "DELETE"))
_PAGES = "/reports/"
_PAGE = Markup(
    "<!DOCTYPE html>\n<html lang=en><meta charset=utf-8><title>girml</title>"
    "<link rel=stylesheet href=/assets/base.css><link rel=icon href=data:,>"
    "<p>{}</p><p><a href=/>girml review</a></p></html>\n"
)
_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}


class Door(NamedTuple):
    """Where the page is served, and the token that opens it."""

    host: str
    port: int
    token: str

    @property
    def address(self) -> str:
        """The address to open, token and all."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """The name of the cookie; browsers keep one jar for all ports of a host."""
        return f"girml-{self.port}"


def new_token() -> str:
    """Return a token that nobody guesses."""
    return secrets.token_urlsafe(32)


class Guard:
    """Lets through what may come in, and says in a sentence why all else may not."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            body = _Limited(receive)
            answer = self._refused(scope) or await body.taken(scope)
            await (answer or self._app)(scope, body, _hardened(send))

    def _refused(self, scope: Scope) -> Response | None:
        headers, path = Headers(scope=scope), scope["path"]
        if not self._knows(_name(headers.get("host", ""))):
            return problem(path, 403, "This name does not lead here: open the address that `girml review` printed.")
        if scope["method"] in _CHANGES and not self._is_own(headers):
            return problem(path, 403, "Another page sent this request: decide on the page of `girml review` itself.")
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        asked = query.get("token", [""])[0]
        if asked and self._opens(asked) and scope["method"] == "GET":
            return self._let_in(scope)
        if not any(map(self._opens, (headers.get(TOKEN_HEADER, ""), self._cookie(headers)))):
            return problem(path, 403, "The token is missing or wrong: open the address that `girml review` printed.")
        return None

    def _knows(self, host: str) -> bool:
        if host == self._door.host or host in _LOOPBACK:
            return True
        return self._door.host in ("0.0.0.0", "::") and _is_address(host)

    def _is_own(self, headers: Headers) -> bool:
        """Return whether a change comes from our page, or from a program, which sends no origin."""
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site", "none") in ("same-origin", "none")
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower() and origin.startswith("http://")

    def _opens(self, token: str) -> bool:
        return secrets.compare_digest(token.encode("utf-8", "replace"), self._door.token.encode())

    def _cookie(self, headers: Headers) -> str:
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self._door.cookie)
        except CookieError:
            return ""
        return morsel.value if morsel else ""

    def _let_in(self, scope: Scope) -> Response:
        """Keep the token in a cookie, and lead to the address without it, which may be seen by others."""
        answer = RedirectResponse("/" if scope["path"] == "/" else scope["path"], 303)
        answer.set_cookie(self._door.cookie, self._door.token, httponly=True, samesite="strict", path="/")
        return answer


class _Limited:
    """A request's body, read whole before it is handed on, up to a limit."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._body = b""
        self._given = False

    async def taken(self, scope: Scope) -> Response | None:
        """Read the body; return the refusal where it is too large."""
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return _too_large(scope)
        more = True
        while more:
            message = await self._receive()
            self._body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(self._body) > MOST_BYTES:
                return _too_large(scope)
        return None

    async def __call__(self) -> Message:
        """Give the body once, then what comes after it."""
        if self._given:
            return await self._receive()
        self._given = True
        return {"type": "http.request", "body": self._body, "more_body": False}


def problem(path: str, status: int, detail: str, **more: Any) -> Response:
    """Return a refusal for who asked for a path: a sentence, as a page for people, else as JSON with what else there is
    to tell."""
    if path == "/" or path.startswith(_PAGES):
        return HTMLResponse(_PAGE.format(detail), status)
    return JSONResponse({"detail": detail, **more}, status)


def _too_large(scope: Scope) -> Response:
    return problem(scope["path"], 413, f"The request is larger than {MOST_BYTES:,} bytes: no decision is.")


def _hardened(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return sent


def _name(host: str) -> str:
    """Return the name in a Host header, without its port, in lower case; "" where it is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
