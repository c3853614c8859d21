"""The main menu. An app offers its pages as `menu` on its AppConfig; this puts them in order.

With `menu_under` an app says of a page that is not in the menu which menu page it lies under.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url

from .jinja import url


def _everybody(request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True)
class MenuPunkt:
    """A page in the main menu: its address by name, who sees it, and the page that it takes the place of."""

    tekst: str
    side: str
    orden: int
    vis: Callable[[HttpRequest], bool] = _everybody
    i_stedet_for: str = ""


def context(request: HttpRequest) -> dict[str, object]:
    """Give every page the menu and what the layout shows of the installation."""
    return {"menu": _menu(request), "er_demo": settings.DEMO, "login_url": resolve_url(settings.LOGIN_URL)}


def _menu(request: HttpRequest) -> list[dict[str, object]]:
    punkter = [p for app in apps.get_app_configs() for p in getattr(app, "menu", ()) if p.vis(request)]
    afloest = {p.i_stedet_for for p in punkter}
    viste = [p for p in sorted(punkter, key=lambda p: p.orden) if p.side not in afloest]
    over = [(href, p) for p in viste for href in _addresses(p) if href != "/" and request.path.startswith(href)]
    _, her = max(over, key=lambda par: len(par[0]), default=("", None))  # of two that lie above this page, the nearest
    return [
        {"text": p.tekst, "href": href, "current": request.path == href, "active": p is her}
        for p, href in ((p, url(p.side)) for p in viste)
    ]


def _addresses(punkt: MenuPunkt) -> list[str]:
    """The addresses that lie under the page: its own, that of the page it replaces, and those said to lie there."""
    egne = [side for side in (punkt.side, punkt.i_stedet_for) if side]
    under = [s for app in apps.get_app_configs() for s, o in getattr(app, "menu_under", {}).items() if o in egne]
    return [url(side) for side in (*egne, *under)]
