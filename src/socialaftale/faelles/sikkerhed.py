"""Security headers, and the guard that a GET writes nothing."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse

from . import fejlsider
from .models import MAX_BYTES
from .trafik import limited

KONVOLUT = 1024 * 1024  # what a form adds to the file it sends
Handler = Callable[[HttpRequest], HttpResponse]
T = TypeVar("T")
_LAEST: ContextVar[dict[Any, Any] | None] = ContextVar("laest", default=None)

_SKRIVER = re.compile(
    r"\s*(?:WITH\b.*?\)\s*)?(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|CREATE|DROP|ALTER)\b", re.I | re.S
)
_BEGYNDER = re.compile(rf"{_SKRIVER.pattern}|\s*BEGIN\b|.*\bFOR (?:NO KEY )?UPDATE\b", re.I | re.S)
_TILLADT = re.compile(
    r"\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+[\"`]?(?:django_session|django_cache|faelles_indsigt)[\"`]?[\s(]",
    re.I,
)


class GetSkriver(RuntimeError):
    """A page that only reads tried to write."""


def csp_middleware(get_response: Handler) -> Handler:
    """Allow what comes from ourselves and nothing else: no inline script or style, no third party."""
    politik = policy()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", politik)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return middleware


def policy(**strammet: str) -> str:
    """The content security policy as a header; a page that needs less says so: `connect_src="'none'"`."""
    regler = settings.SECURE_CSP | {navn.replace("_", "-"): vaerdi for navn, vaerdi in strammet.items()}
    return "; ".join(f"{navn} {vaerdi}" for navn, vaerdi in regler.items())


def secret_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose address is a secret: it goes into no search engine and no other site's log, and has its limit.

    `robots.txt` does not name it: a robot that may not fetch a page never reads that it shall forget it.
    """

    @wraps(view)
    def private(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        svar = view(request, *args, **kwargs)
        svar.headers["X-Robots-Tag"] = "noindex, nofollow"
        svar.headers["Referrer-Policy"] = "no-referrer"
        return svar

    return limited("link")(private)


def upload_limit_middleware(get_response: Handler) -> Handler:
    """Refuse what is larger than any file may be before a byte of it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        laengde = request.headers.get("Content-Length", "")
        if laengde.isdecimal() and int(laengde) > MAX_BYTES + KONVOLUT:
            return fejlsider.page(413)
        return get_response(request)

    return middleware


def readonly_get_middleware(get_response: Handler) -> Handler:
    """Stop a GET or HEAD that writes anything but the session and the log of who has seen what."""

    def middleware(request: HttpRequest) -> HttpResponse:
        vagt = _refuse_here if request.method in ("GET", "HEAD") else _forget_here
        laest = _LAEST.set({})
        try:
            with ExitStack() as stack:
                for connection in connections.all():
                    stack.enter_context(connection.execute_wrapper(vagt))
                return get_response(request)
        finally:
            _LAEST.reset(laest)

    return middleware


def read_once(noegle: Any, read: Callable[[], T]) -> T:
    """Return what `read` gave the first time in a request; one that locks or changes a row asks anew after it."""
    laest = _LAEST.get()
    if laest is None:
        return read()
    if noegle not in laest:
        laest[noegle] = read()
    return laest[noegle]


def _forget_here(execute: Callable[..., Any], sql: str, *kald: Any) -> Any:
    if (laest := _LAEST.get()) and _BEGYNDER.match(sql):
        laest.clear()
    return execute(sql, *kald)


def _refuse_here(execute: Callable[..., Any], *kald: Any) -> Any:
    """Another thread may share the connection (SQLite in memory), and writes what it must."""
    return execute(*kald) if _LAEST.get() is None else refuse_writes(execute, *kald)


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if _SKRIVER.match(sql) and not _TILLADT.match(sql):
        raise GetSkriver(f"En GET må ikke skrive. Flyt ændringen til en POST: {sql[:200]}")
    return execute(sql, params, many, context)
