"""The meetings as a machine reads them: what everyone may see, at addresses that hold, and nothing else."""

import json

import pytest

from socialaftale.moeder import actions as moeder
from socialaftale.moeder.bilag.actions import remove_annex
from socialaftale.moeder.forberedelse.frigivelse import release
from socialaftale.moeder.oparl import views
from tests.moeder.bilag.filer import annex


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
