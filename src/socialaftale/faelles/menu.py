"""The main menu. An app offers its pages as `menu` on its AppConfig; this puts them in order."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse


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
    viste = [(p.tekst, reverse(p.side)) for p in sorted(punkter, key=lambda p: p.orden) if p.side not in afloest]
    over = [href for _, href in viste if href != "/" and request.path.startswith(href)]
    her = max(over, key=len, default="")  # of two pages that lie above this one, the nearest
    return [
        {"text": tekst, "href": href, "current": request.path == href, "active": href == her} for tekst, href in viste
    ]
