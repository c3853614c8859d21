"""Work lists: as many queries for a thousand rows as for ten, fifty on a page, and no row out of reach."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.faelles import tid
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.actions.indskrivning import open_round
from socialaftale.tilbud.models import Aendring, Indskrivning, Indskrivningslinje, Tilbud


@pytest.fixture
def sekretariat(register, client):
    bruger = register.person(Rolle.SEKRETARIAT, register.sekretariat)
    client.force_login(bruger)
    return bruger


def visit(client, sti: str) -> tuple[int, str]:
    """Return how many queries the page took, and the page."""
    with CaptureQueriesContext(connection) as spurgt:
        tekst = client.get(sti).text
    return len(spurgt), tekst


def propose_for_all(register) -> None:
    nye = Tilbud.objects.filter(aendringer=None)
    told = {"foreslaaet_at": tid.now(), "foreslaaet_by": register.by, "gaelder_fra": tid.today()}
    Aendring.objects.bulk_create([Aendring(tilbud=et, art="lukning", begrundelse="Prøve", **told) for et in nye])


def inscribe_all(register, runde: Indskrivning) -> None:
    nye = Tilbud.objects.exclude(indskrivningslinje__indskrivning=runde)
    linjer = [Indskrivningslinje(indskrivning=runde, tilbud=et, driftsherre=register.hjoerring) for et in nye]
    Indskrivningslinje.objects.bulk_create(linjer)


def test_changes_take_the_same_queries_for_10_as_for_1000(client, register, sekretariat):
    antal = []
    for flere in (10, 990):
        register.copies(register.tilbud("Hus"), flere - 1)
        propose_for_all(register)
        spurgt, side = visit(client, "/aendringer/")
        antal.append(spurgt)
    assert antal[0] == antal[1] <= 25
    assert len(re.findall(r"/aendringer/\d+/", side)) == 50
    sidste = visit(client, "/aendringer/?side=20")[1]
    assert len(re.findall(r"/aendringer/\d+/", sidste)) == 50, "the thousandth is on page 20"


def test_an_inscription_takes_the_same_queries_for_10_as_for_1000(client, register, sekretariat):
    first = register.tilbud("Hus")
    frist = tid.today() + dt.timedelta(days=30)
    runde = open_round(omraade=register.omraade, aar=tid.today().year + 1, frist=frist, by=sekretariat)
    antal = []
    for flere in (9, 990):
        register.copies(first, flere)
        inscribe_all(register, runde)
        spurgt, side = visit(client, f"/indskrivning/{runde.pk}/")
        antal.append(spurgt)
    assert antal[0] == antal[1] <= 40
    assert "1000 af 1000 mangler svar" in side
    assert side.count('value="bekraeftet"') == 50
