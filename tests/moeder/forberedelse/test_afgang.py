"""A point taken off an agenda: gone from a draft and waiting, marked on a released one, and never in the way."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.faelles.haendelser import events_of
from socialaftale.moeder import actions as moeder
from socialaftale.moeder import krog
from socialaftale.moeder.forberedelse.actions import build_agenda
from socialaftale.moeder.forberedelse.afgang import put_back, take_off
from socialaftale.moeder.forberedelse.frigivelse import release
from socialaftale.moeder.models import Dagsordenspunkt
from socialaftale.moeder.queries import undecided_points
from socialaftale.moeder.rettelser.actions import redact
from socialaftale.moeder.soegning.indeks import stale
from tests.moeder.bilag.filer import annex
from tests.moeder.conftest import DAG

UGE = dt.timedelta(days=7)


@pytest.fixture
def moede(rum):
    """A draft with three points; the first has an annex."""
    moede = rum.meet()
    for titel in ("Vejrhanen", "Kaminen", "Pejsen"):
        rum.point(moede, titel, resume=f"{titel} i resumeet", indstillinger=(("godkender", titel),))
    annex(moede.punkter.get(nummer=1), rum.sekretaer, "Tegning")
    return moede


def off(rum, punkt, igen=True, grund="Ikke klar"):
    return take_off(punkt=punkt, grund=grund, kommer_igen=igen, by=rum.sekretaer)


def titles(moede) -> list[str]:
    return [f"{en.nummer} {en.titel}" for en in moede.punkter.order_by("nummer")]


def page(client, bruger, moede) -> str:
    client.logout()
    if bruger:
        client.force_login(bruger)
    return client.get(f"/moeder/{moede.pk}/").text


def test_off_a_draft_the_point_is_gone_and_comes_to_the_next_agenda_with_its_annexes(rum, moede, client):
    punkt = moede.punkter.get(nummer=1)
    client.force_login(rum.sekretaer)
    adresse = f"/moeder/punkt/{punkt.pk}/tag-af/"
    assert "de andre punkter får nye numre" in client.get(adresse).text
    assert "Skriv, hvorfor" in client.post(adresse, {"grund": " ", "kommer_igen": "on"}).text
    assert client.post(adresse, {"grund": "Sagen mangler tal", "kommer_igen": "on"}).status_code == 302
    assert titles(moede) == ["1 Kaminen", "2 Pejsen"]
    assert "Sagen mangler tal" in page(client, rum.sekretaer, moede)
    assert "Sagen mangler tal" not in page(client, rum.medlemmer["das"], moede)
    client.force_login(rum.sekretaer)
    for sti in ("ret/", "bilag/", "program/", "tag-af/", "aendrer/"):
        assert client.get(f"/moeder/punkt/{punkt.pk}/{sti}").status_code == 404, sti
    assert "Tegning" not in client.get("/moeder/beslutninger/", {"q": "tegning"}).text.split('role="status"')[1]
    build_agenda(moede=moede, by=rum.sekretaer)
    assert "Vejrhanen" not in str(titles(moede)), "it was taken off this one"
    andet = rum.meet(rum.fu, dato=DAG + UGE)
    build_agenda(moede=andet, by=rum.sekretaer)
    assert "Vejrhanen" not in str(titles(andet)), "another body's"
    naeste = rum.meet(dato=DAG + UGE)
    build_agenda(moede=naeste, by=rum.sekretaer)
    igen = naeste.punkter.get(titel="Vejrhanen")
    assert igen == punkt and igen.filer.get().titel == "Tegning" and igen.taget_af_at is None
    hentet, taget_af = events_of(igen)[:2]
    assert hentet.verbum == "hent punkt, der ventede" and taget_af.efter["grund"] == "Sagen mangler tal"
    assert stale() == []


def test_a_point_that_shall_not_come_again_does_not_and_can_be_put_back(rum, moede, client):
    punkt = off(rum, moede.punkter.get(nummer=2), igen=False)
    naeste = rum.meet(dato=DAG + UGE)
    build_agenda(moede=naeste, by=rum.sekretaer)
    assert "Kaminen" not in str(titles(naeste))
    client.force_login(rum.sekretaer)
    assert "står på dagsordenen igen" in client.post(f"/moeder/punkt/{punkt.pk}/saet-paa/", follow=True).text
    assert titles(moede) == ["1 Vejrhanen", "2 Pejsen", "3 Kaminen"]
    assert client.post(f"/moeder/punkt/{punkt.pk}/saet-paa/").status_code == 404


def test_one_that_another_meeting_has_taken_up_is_not_put_back(rum, moede):
    punkt = off(rum, moede.punkter.get(nummer=1))
    build_agenda(moede=rum.meet(dato=DAG + UGE), by=rum.sekretaer)
    punkt.refresh_from_db()
    punkt.taget_af = moede  # as a page that was opened before knows it
    with pytest.raises(ValidationError, match="står allerede på en dagsorden"):
        put_back(punkt=punkt, by=rum.sekretaer)


def test_a_built_point_comes_again_as_it_would_be_built_then_and_not_at_all_when_nobody_proposes_it(
    rum, moede, monkeypatch
):
    nu = {"tekst": "Tal fra oktober"}

    def builder(_):
        return [krog.Forslag("proeve-1", "Status", resume=nu["tekst"])] if nu["tekst"] else []

    monkeypatch.setattr(krog, "_BUILDERS", [builder])
    build_agenda(moede=moede, by=rum.sekretaer)
    punkt = off(rum, moede.punkter.get(noegle="proeve-1"))
    build_agenda(moede=moede, by=rum.sekretaer)
    assert not moede.punkter.filter(noegle="proeve-1").exists()
    nu["tekst"] = ""
    build_agenda(moede=rum.meet(dato=DAG + UGE), by=rum.sekretaer)
    assert Dagsordenspunkt.alle.get(pk=punkt.pk).moede is None
    nu["tekst"] = "Tal fra november"
    naeste = rum.meet(dato=DAG + 2 * UGE)
    build_agenda(moede=naeste, by=rum.sekretaer)
    assert [en.resume for en in naeste.punkter.filter(noegle="proeve-1")] == ["Tal fra november"]


def test_off_a_released_agenda_the_point_keeps_its_number_says_why_and_is_in_nobodys_way(
    rum, moede, client, monkeypatch
):
    pejsens = krog.Henvisning("Afgør her", "/et/sted/", beslutter=True)
    monkeypatch.setitem(krog._LINKERS, "", [lambda punkt, bruger: [pejsens] if punkt.titel == "Kaminen" else []])
    assert "/et/sted/" in page(client, rum.sekretaer, moede)
    release(moede=moede, site="", by=rum.sekretaer)
    punkt = off(rum, moede.punkter.get(nummer=2), grund="Ministeriet har svaret")
    assert titles(moede) == ["1 Vejrhanen", "2 Kaminen", "3 Pejsen"]
    for hvem in (None, rum.medlemmer["das"], rum.sekretaer):
        side = page(client, hvem, moede)
        assert "Taget af dagsordenen" in side and "Ministeriet har svaret" in side and "/et/sted/" not in side
    assert "Ministeriet har svaret" in client.get(f"/moeder/{moede.pk}/dagsorden/").text
    assert "2. Kaminen (taget af dagsordenen)" in client.get(f"/moeder/{moede.pk}/dagsorden/").text
    client.force_login(rum.sekretaer)
    assert "Kaminen" not in client.get(f"/moeder/{moede.pk}/referat/").text
    for action in (
        lambda: rum.decide(punkt),
        lambda: off(rum, punkt),
        lambda: moeder.change_point(punkt=punkt, set_version=punkt.version, tekst=_text(), grund="x", by=rum.sekretaer),
    ):
        with pytest.raises(ValidationError, match="taget af dagsordenen: Ministeriet har svaret"):
            action()
    for nummer in (1, 3):
        rum.decide(moede.punkter.get(nummer=nummer), indstillinger=None)
    assert not undecided_points(moede).exists()
    moeder.close_meeting(moede=moede, by=rum.sekretaer, set_ubesvarede=True)
    client.logout()
    assert "Ministeriet har svaret" in client.get(f"/moeder/{moede.pk}/udskriv/").text
    naeste = rum.meet(dato=DAG + UGE)
    for _ in range(2):
        build_agenda(moede=naeste, by=rum.sekretaer)
    assert [en.resume for en in naeste.punkter.filter(titel="Kaminen")] == ["Kaminen i resumeet"]
    senere = rum.meet(dato=DAG + 2 * UGE)
    build_agenda(moede=senere, by=rum.sekretaer)
    assert "Kaminen" not in str(titles(senere)), "taken up once"


def test_a_mark_on_a_released_agenda_is_taken_back_with_a_reason_that_every_reader_sees(rum, moede, client):
    release(moede=moede, site="", by=rum.sekretaer)
    punkt = off(rum, moede.punkter.get(nummer=2), grund="Ministeriet har svaret")
    adresse = f"/moeder/punkt/{punkt.pk}/saet-paa/"
    assert adresse in page(client, rum.sekretaer, moede) and adresse not in page(client, rum.medlemmer["das"], moede)
    client.force_login(rum.sekretaer)
    assert "Ministeriet har svaret" in client.get(adresse).text
    assert "Skriv, hvorfor" in client.post(adresse, {"grund": " "}).text
    svar = client.post(adresse, {"grund": "Svaret var til en anden sag"}, follow=True)
    assert "står på dagsordenen igen" in svar.text
    assert titles(moede) == ["1 Vejrhanen", "2 Kaminen", "3 Pejsen"]
    for hvem in (None, rum.medlemmer["das"], rum.sekretaer):
        side = page(client, hvem, moede)
        assert "Punktet er sat på igen" in side and "Svaret var til en anden sag" in side
        assert '<span class="badge badge-warning">Taget af dagsordenen' not in side
    assert "(taget af dagsordenen)" not in client.get(f"/moeder/{moede.pk}/dagsorden/").text
    rum.decide(moede.punkter.get(nummer=2))
    build_agenda(moede=(naeste := rum.meet(dato=DAG + UGE)), by=rum.sekretaer)
    assert "Kaminen" not in str(titles(naeste)), "it waits no more"
    assert stale() == []


def test_a_mark_stays_where_a_later_meeting_has_taken_the_point_up(rum, moede, client):
    release(moede=moede, site="", by=rum.sekretaer)
    punkt = off(rum, moede.punkter.get(nummer=2))
    build_agenda(moede=(naeste := rum.meet(dato=DAG + UGE)), by=rum.sekretaer)
    with pytest.raises(ValidationError, match=r"står på dagsordenen for mødet 30\.10\.2026"):
        put_back(punkt=punkt, grund="Alligevel", by=rum.sekretaer)
    take_off(punkt=naeste.punkter.get(titel="Kaminen"), grund="Tages op før", by=rum.sekretaer)
    put_back(punkt=punkt, grund="Alligevel", by=rum.sekretaer)
    with pytest.raises(ValidationError, match="står allerede"):
        put_back(punkt=punkt, grund="Igen", by=rum.sekretaer)


def _text() -> moeder.Punkttekst:
    return moeder.Punkttekst("Kaminen")


def test_what_is_decided_or_over_stays_and_others_may_not(rum, moede):
    besluttet = moede.punkter.get(nummer=1)
    rum.decide(besluttet)
    with pytest.raises(ValidationError, match="er besluttet"):
        off(rum, besluttet)
    with pytest.raises(PermissionDenied):
        take_off(punkt=moede.punkter.get(nummer=2), grund="x", by=rum.medlemmer["das"])
    with pytest.raises(ValidationError, match="hvorfor"):
        off(rum, moede.punkter.get(nummer=2), grund=" ")
    punkt = off(rum, moede.punkter.get(nummer=2))
    assert (punkt.moede_id, punkt.nummer) == (moede.pk, 2), "the numbers stand from the first decision"
    rum.decide(moede.punkter.get(nummer=3))
    moeder.close_meeting(moede=moede, by=rum.sekretaer)
    with pytest.raises(ValidationError, match="Mødet er afsluttet"):
        off(rum, moede.punkter.get(nummer=3))


def test_words_are_taken_out_of_a_point_that_waits_too(rum, moede):
    punkt = off(rum, moede.punkter.get(nummer=1))
    redact(moede=moede, ord_="Vejrhanen i", grund="Navn", by=rum.sekretaer)
    assert "Vejrhanen" not in Dagsordenspunkt.alle.get(pk=punkt.pk).resume
