"""The meetings as a machine reads them: what everyone may see, at addresses that hold, and nothing else."""

import json

import pytest
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.moeder import actions as moeder
from socialaftale.moeder.bilag.actions import remove_annex
from socialaftale.moeder.forberedelse.frigivelse import release
from socialaftale.moeder.oparl import views
from socialaftale.moeder.rettelser.actions import redact
from socialaftale.parter.overstregning import OVERSTREGET, hide_texts
from tests.moeder.bilag.filer import annex
from tests.moeder.conftest import NU


@pytest.fixture(autouse=True)
def arkiv(settings, tmp_path):
    settings.FILER = tmp_path


@pytest.fixture
def moede(rum):
    """Two open points and a closed one, with annexes open, closed and removed; not released yet."""
    moede = rum.meet()
    aaben = rum.point(moede, "Takster for 2027", resume="Kort om taksterne", indstillinger=(("godkender", "dem"),))
    lukket = rum.point(moede, "Hemmelig sag", aaben=False, resume="Hemmeligt resumé")
    rum.point(moede, "Orientering")
    annex(aaben, rum.sekretaer, "Oversigt")
    annex(aaben, rum.sekretaer, "Hemmelig bilag", aaben=False)
    remove_annex(bilag=annex(aaben, rum.sekretaer, "Forkert fil"), grund="Forkert fil", by=rum.sekretaer)
    annex(lukket, rum.sekretaer, "Hemmelig til lukket")
    return moede


def read(client, sti: str):
    svar = client.get(sti)
    assert svar.status_code == 200, sti
    return json.loads(svar.content)


def walk(client, sti: str = "http://testserver/oparl/") -> dict[str, object]:
    """Follow every address of the answers, and return what each gave."""
    laest, venter = {}, [sti]
    while venter:
        adresse = venter.pop()
        if adresse not in laest:
            laest[adresse] = read(client, adresse)
            venter += addresses_in(laest[adresse])
    return laest


def addresses_in(vaerdi) -> list[str]:
    if isinstance(vaerdi, str):
        return [vaerdi] if vaerdi.startswith("http://testserver/oparl/") else []
    dele = vaerdi.values() if isinstance(vaerdi, dict) else vaerdi if isinstance(vaerdi, list) else ()
    return [adresse for del_ in dele for adresse in addresses_in(del_)]


def test_before_the_release_only_the_day_is_there(rum, moede, client):
    laest = walk(client)
    assert read(client, f"/oparl/moede/{moede.pk}/")["agendaItem"] == []
    assert "Takster for 2027" not in json.dumps(laest)
    assert client.get(f"/oparl/punkt/{moede.punkter.get(nummer=1).pk}/").status_code == 404


def test_from_the_release_open_points_are_there_and_from_the_end_what_was_decided(rum, moede, client):
    release(moede=moede, site="", by=rum.sekretaer)
    foerste, sidste = read(client, f"/oparl/moede/{moede.pk}/")["agendaItem"]
    assert (foerste["name"], foerste["number"], foerste["resume"]) == ("Takster for 2027", "1", "Kort om taksterne")
    assert "result" not in foerste and sidste["name"] == "Orientering"
    aabent, fjernet = foerste["auxiliaryFile"]
    assert aabent["fileName"] == "Oversigt.pdf" and client.get(aabent["downloadUrl"]).status_code == 200
    assert fjernet["deleted"] is True and "downloadUrl" not in fjernet
    for punkt in moede.punkter.all():
        rum.decide(punkt)
    moeder.close_meeting(moede=moede, by=rum.sekretaer)
    punkt = read(client, foerste["id"])
    assert (punkt["result"], punkt["resolutionText"]) == ("godkendt", "Sådan blev det.")
    assert read(client, f"/oparl/moede/{moede.pk}/")["meetingState"] == "afholdt"


def test_every_address_answers_with_itself_and_nothing_closed_is_anywhere(rum, moede, client):
    release(moede=moede, site="", by=rum.sekretaer)
    laest = walk(client)
    objekter = {adresse: et for adresse, et in laest.items() if "id" in et}
    assert all(et["id"] == adresse for adresse, et in objekter.items())
    arter = {et["type"].rpartition("/")[2] for et in objekter.values()}
    assert arter == {"System", "Body", "Organization", "Meeting", "AgendaItem", "File"}
    assert "emmelig" not in json.dumps(laest, ensure_ascii=False)
    lukket = moede.punkter.get(nummer=2)
    assert client.get(f"/oparl/punkt/{lukket.pk}/").status_code == 404
    for bilag in (lukket.filer.get(), moede.punkter.get(nummer=1).filer.get(nr=2)):
        assert client.get(f"/oparl/bilag/{bilag.pk}/").status_code == 404


def test_the_secretariat_sees_no_more_there_than_everyone(rum, moede, client):
    client.force_login(rum.sekretaer)
    assert read(client, f"/oparl/moede/{moede.pk}/")["agendaItem"] == []


def test_the_list_is_by_body_and_in_pages(rum, moede, client, monkeypatch):
    monkeypatch.setattr(views, "PR_SIDE", 1)
    rum.meet(rum.fu)
    foerste = read(client, "/oparl/omraader/nordjylland/moeder/")
    anden = read(client, foerste["links"]["next"])
    assert foerste["pagination"]["totalPages"] == 2 and "next" not in anden["links"]
    udvalg = {side["data"][0]["organization"][0] for side in (foerste, anden)}
    assert udvalg == {f"http://testserver/oparl/udvalg/{et.pk}/" for et in (rum.das, rum.fu)}
    kun = read(client, f"/oparl/omraader/nordjylland/moeder/?udvalg={rum.fu.pk}")
    assert [et["name"] for et in kun["data"]] == ["Ordinært møde i FU, voksne"]
    assert read(client, "/oparl/omraader/nordjylland/moeder/?udvalg=x&page=999")["data"] == []
    assert client.get("/oparl/omraader/findes-ikke/moeder/").status_code == 404


LISTE = "/oparl/omraader/nordjylland/moeder/"


def test_who_fetches_asks_for_what_is_new_and_gets_every_change_that_everyone_can_see(rum, moede, client, i_dag):
    andet = rum.meet(rum.fu)
    punkt, lukket = moede.punkter.get(nummer=1), moede.punkter.get(nummer=2)
    ui = {"by": rum.sekretaer, "grund": "Fejl"}
    tekst = moeder.Punkttekst("Takster for 2027", resume="Kort om taksterne", sagsfremstilling="Ring 010190-1235")
    skjult = moeder.Punkttekst("Orientering", aaben=False)

    def end():
        for et in moede.punkter.all():
            rum.decide(et)
        moeder.close_meeting(moede=moede, by=rum.sekretaer)

    for hvad in (
        lambda: release(moede=moede, site="", by=rum.sekretaer),
        lambda: moeder.change_point(punkt=punkt, set_version=1, tekst=tekst, **ui),
        lambda: moeder.change_point(punkt=moede.punkter.get(nummer=3), set_version=1, tekst=skjult, **ui),
        lambda: hide_number(rum, punkt),
        lambda: remove_annex(bilag=punkt.filer.get(nr=1), **ui),
        end,
        lambda: rum.decide(punkt, "udsat", tekst="Alligevel ikke.", rettelse="Forkert ført"),
        lambda: redact(moede=moede, ord_="taksterne", grund="Navn", by=rum.sekretaer),
    ):
        foer = read(client, f"/oparl/moede/{moede.pk}/")
        i_dag.shift(3600)
        nu = tid.now()
        assert read(client, f"{LISTE}?modified_since={nu.isoformat()}")["data"] == []
        hvad()
        nyt = read(client, f"{LISTE}?modified_since={nu.isoformat()}")["data"]
        assert [et["id"] for et in nyt] == [foer["id"]]
        efter = read(client, f"/oparl/moede/{moede.pk}/")
        assert foer["modified"] < efter["modified"] == nyt[0]["modified"] and foer["agendaItem"] != efter["agendaItem"]
    assert max(et["modified"] for et in efter["agendaItem"]) == efter["modified"]
    assert not lukket.aaben and "Hemmelig" not in str(efter)
    gamle = read(client, f"{LISTE}?modified_until={NU.isoformat()}")["data"]
    assert [et["id"] for et in gamle] == [f"http://testserver/oparl/moede/{andet.pk}/"]


@transaction.atomic
def hide_number(rum, punkt):
    hide_texts(punkt)
    record(OVERSTREGET, punkt, by=rum.sekretaer)


def test_what_is_not_changed_is_not_sent_again(rum, moede, client):
    release(moede=moede, site="", by=rum.sekretaer)
    sti = f"/oparl/moede/{moede.pk}/"
    svar = client.get(sti)
    assert client.get(sti, headers={"if-none-match": svar["ETag"]}).status_code == 304
    assert client.get(sti, headers={"if-modified-since": svar["Last-Modified"]}).status_code == 304
    remove_annex(bilag=moede.punkter.get(nummer=1).filer.get(nr=1), grund="Fejl", by=rum.sekretaer)
    assert client.get(sti, headers={"if-none-match": svar["ETag"]}).status_code == 200


@pytest.mark.parametrize("navn", ["modified_since", "modified_until"])
@pytest.mark.parametrize(
    ("skrevet", "status"), [("i går", 400), ("31.12.2026", 400), ("2026-02-30", 400), ("", 200), ("9999-12-31", 200)]
)
def test_an_instant_that_is_none_is_met_with_what_to_write(rum, moede, client, navn, skrevet, status):
    svar = client.get(LISTE, {navn: skrevet})
    assert svar.status_code == status
    assert status == 200 or f"{navn} skal være et tidspunkt" in svar.json()["message"]
