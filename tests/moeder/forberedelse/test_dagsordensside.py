"""What is kept of a released agenda's page: never older than what it is made of, and never seen by who may not."""

import datetime as dt
import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.faelles import cpr
from socialaftale.moeder import actions as moeder
from socialaftale.moeder import dagsordensside, krog, views
from socialaftale.moeder.actions import Punkttekst
from socialaftale.moeder.bilag import actions as bilag
from socialaftale.moeder.forberedelse import actions
from socialaftale.moeder.forberedelse.actions import Punkttid
from socialaftale.moeder.models import Moede
from socialaftale.moeder.rettelser.actions import redact
from socialaftale.parter.overstregning import hide_texts
from tests.moeder.bilag.filer import upload
from tests.moeder.conftest import DAG

from .test_frigivelse import let_go, moede, seen  # noqa: F401 - a fixture

ALIAS = (dagsordensside.FOR_ALLE, dagsordensside.FOR_UDVALGET)
CPR = re.compile(r"\d{6}-\d{4}")


def forget():
    for navn in ALIAS:
        caches[navn].clear()


@pytest.fixture
def frigivet(rum, moede):  # noqa: F811
    forget()
    let_go(rum, moede)
    return moede


def read(client, bruger, moede) -> str:  # noqa: F811
    """The page without what differs from one reading to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", seen(client, bruger, moede))


def changes(rum, moede):  # noqa: F811
    """Each way to change what a released agenda tells, as (what, who sees it, how)."""
    by, ui = rum.sekretaer, {"by": rum.sekretaer, "grund": "Fejl"}
    aabent, lukket = moede.punkter.get(nummer=1), moede.punkter.get(nummer=2)
    foerste, andet = aabent.filer.get(nr=1), aabent.filer.get(nr=2)
    alle, udvalget = ("alle", "udvalget"), ("udvalget",)
    ny_tekst = Punkttekst("Vejrhanen", resume="Nyt om Kanariefugl", sagsfremstilling="Ring 010190-1235")
    gaest = {"navn": "Gerda", "organisation": "Ø", "fra_kl": None, "til_kl": None, "by": by}
    yield "nyt punkt", alle, lambda: moeder.add_point(moede=moede, tekst=Punkttekst("Pejsen"), **ui)
    yield "rettet punkt", alle, lambda: moeder.change_point(punkt=aabent, set_version=1, tekst=ny_tekst, **ui)
    yield "overstreget", alle, lambda: redact(moede=moede, ord_="Kanariefugl", grund="Navn", by=by)
    yield "skjult nummer", alle, lambda: hide_texts(aabent)
    yield (
        "nyt bilag",
        alle,
        lambda: bilag.attach(punkt=aabent, sendt=[upload("Ny.pdf", b"%PDF-1.7 ny")], aaben=True, **ui),
    )
    omdoebt = {"titel": "Andet navn", "aaben": True, "set_version": 1}
    yield "omdøbt bilag", alle, lambda: bilag.change_annex(bilag=foerste, **omdoebt, **ui)
    lukkes = {"titel": "Andet navn", "aaben": False, "set_version": 2}
    yield "lukket bilag", alle, lambda: bilag.change_annex(bilag=foerste, **lukkes, **ui)
    yield "fjernet lukket bilag", udvalget, lambda: bilag.remove_annex(bilag=andet, **ui)
    yield (
        "tid",
        alle,
        lambda: actions.set_time(punkt=aabent, set_tid=Punkttid(), ny_tid=Punkttid(dt.time(10), 20), by=by),
    )
    yield "gæst", udvalget, lambda: actions.add_guest(punkt=lukket, **gaest)
    yield "gæsten væk", udvalget, lambda: actions.remove_guest(gaest=lukket.gaester.get(), by=by)
    aabnes = Punkttekst("Kaminen", resume="Kaminen i resumeet")
    yield "åbnet", alle, lambda: moeder.change_point(punkt=lukket, set_version=1, tekst=aabnes, **ui)
    igen = Punkttekst("Kaminen", aaben=False, resume="Kaminen i resumeet")
    yield "lukket igen", alle, lambda: moeder.change_point(punkt=lukket, set_version=2, tekst=igen, **ui)
    flyttet = {"hvornaar": moeder.Tidspunkt(DAG, dt.time(8)), "grund": "Ferie", "aflyst": False, "by": by}
    yield "flyttet", alle, lambda: moeder.move_meeting(moede=moede, **flyttet)
    yield "besluttet", udvalget, lambda: rum.decide(aabent, "udsat", tekst="Vi venter")


def test_every_change_of_a_released_agenda_is_seen_at_the_very_next_reading(rum, frigivet, client, i_dag):
    laesere = {"alle": None, "udvalget": rum.medlemmer["das"]}
    sidst = {hvem: read(client, en, frigivet) for hvem, en in laesere.items()}
    for hvad, ser, change in changes(rum, frigivet):
        change()
        i_dag.shift(1)
        for hvem, en in laesere.items():
            side = read(client, en, frigivet)
            assert (side != sidst[hvem]) == (hvem in ser), f"{hvad}: {hvem}"
            assert read(client, en, frigivet) == side
            forget()
            assert read(client, en, frigivet) == side, f"{hvad}: {hvem} så noget gammelt"
            sidst[hvem] = side
        assert "Kaminen i resumeet" not in sidst["alle"] or hvad == "åbnet"
    assert cpr.SKJULT in sidst["alle"] and not CPR.search(sidst["alle"])


def test_what_is_closed_is_never_kept_where_everybodys_page_is(rum, frigivet, client):
    for hvem in (rum.medlemmer["das"], rum.sekretaer, None, rum.medlemmer["fu"], rum.medlemmer["das"], None):
        side = read(client, hvem, frigivet)
        assert ("Kaminen i resumeet" in side) == (hvem in (rum.medlemmer["das"], rum.sekretaer))
    aabent, lukket = (list(caches[navn]._cache.values()) for navn in ALIAS)
    assert len(aabent) == 1 and len(lukket) == 1  # the two outside the body share one; the secretariat has none
    assert b"Vejrhanen i resumeet" in aabent[0]
    assert not any(ord_ in aabent[0] for ord_ in (b"Kaminen", b"for nogle"))
    assert b"Kaminen i resumeet" in lukket[0]


def test_who_leaves_the_body_reads_no_more_of_what_is_kept(rum, frigivet, client):
    medlem = rum.medlemmer["das"]
    assert "Kaminen i resumeet" in read(client, medlem, frigivet)
    medlem.aktiv = False
    medlem.save(update_fields=["aktiv"])
    assert "Kaminen i resumeet" not in read(client, medlem, frigivet)


def test_the_second_reader_waits_for_nothing_to_be_rendered(rum, frigivet, client, monkeypatch):
    for hvem in (None, rum.medlemmer["das"]):
        read(client, hvem, frigivet)
    monkeypatch.setattr(views, "_render_points", None)
    for hvem in (None, rum.medlemmer["das"]):
        assert "Vejrhanen i resumeet" in read(client, hvem, frigivet)


def test_a_page_of_a_floor_above_is_shown_when_it_is_there_and_not_before(rum, frigivet, client, monkeypatch):
    findes: list[krog.Henvisning] = []
    monkeypatch.setitem(krog._LINKERS, "", [lambda punkt, bruger: findes])
    assert "/et/sted/" not in read(client, None, frigivet)
    findes.append(krog.Henvisning("Svarene", "/et/sted/"))
    assert "/et/sted/" in read(client, None, frigivet)


@pytest.mark.parametrize("fuldt", [False, True])
def test_the_points_are_made_of_no_table_that_what_is_kept_does_not_know(rum, frigivet, fuldt):
    """A new table on the page must be read into the key, else a change of it would not be seen."""
    seer = rum.medlemmer["das"] if fuldt else rum.medlemmer["fu"]
    moede = Moede.objects.in_order().get(pk=frigivet.pk)  # noqa: F811
    with CaptureQueriesContext(connection) as vist:
        views._points(moede, seer)
    with CaptureQueriesContext(connection) as kendt:
        dagsordensside._key(moede, seer, fuldt)
    hvem = {navn for navn in tables(vist) if navn.startswith("parter_")} | {"moeder_udkastlaeser", "moeder_moede"}
    er_tomme = {"moeder_beslutning", "moeder_delegation", "moeder_opfoelgning"}  # nothing is decided: `can_be_kept`
    aldrig_anderledes = {"faelles_fil"}
    assert tables(vist) - hvem - er_tomme - aldrig_anderledes <= tables(kendt)
    assert "moeder_punktbilag" in tables(vist)


def tables(opslag: CaptureQueriesContext) -> set[str]:
    return {navn for en in opslag for navn in re.findall(r'(?:FROM|JOIN) "(\w+)"', en["sql"])}
