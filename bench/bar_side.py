"""The bare page that a real page is measured against: the same rows, bytes and number of look-ups by primary key."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from socialaftale.config.urls import urlpatterns as sidens
from socialaftale.parter.permissions import aaben
from socialaftale.tilbud.models import Tilbud

SKABELON = """<!doctype html><html lang="da"><title>Bar side</title><body><table>
{% for raekke in raekker %}<tr><td>{{ raekke.nr }}</td><td>{{ raekke.tekst }}</td></tr>
{% endfor %}</table></body></html>"""


@aaben
def bar_side(request: HttpRequest, raekker: int, opslag: int, byte: int) -> HttpResponse:
    """`byte` bytes in `raekker` rows after `opslag` look-ups; the middleware and the login are the site's own."""
    koder = [Tilbud.objects.get(pk=pk).kode for pk in _keys(opslag)]
    fyld = "x" * max(byte // max(raekker, 1) - 30, 1)
    linjer = [{"nr": nr, "tekst": fyld} for nr in range(raekker)]
    side = engines["jinja2"].from_string(SKABELON).render({"raekker": linjer, "koder": koder}, request)
    return HttpResponse(side)


def _keys(antal: int) -> list[int]:
    foerste = Tilbud.objects.order_by("pk").values_list("pk", flat=True)[:1].get()
    return [foerste] * max(antal - 1, 0)


urlpatterns = [*sidens, path("bar-side/<int:raekker>/<int:opslag>/<int:byte>/", bar_side)]
