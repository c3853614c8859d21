"""The pages as the secretariat, a member, another body's member and the public see them."""

import datetime as dt
import re

import pytest
from icalendar import Calendar

from socialaftale.moeder import actions
from socialaftale.moeder.models import Moede

from .conftest import DAG

UGE = dt.timedelta(days=7)


@pytest.fixture
def moede(rum):
    """A meeting with an open and a closed point, both decided, not yet closed."""
    moede = rum.meet()
    rum.decide(rum.point(moede, "Åbent punkt", sagsfremstilling="Sagens gang"), tekst="Åben beslutning")
    rum.decide(rum.point(moede, "Lukket punkt", aaben=False), "udsat", tekst="Lukket beslutning")
    return moede


def seen(client, bruger, adresse) -> str:
    if bruger:
        client.force_login(bruger)
    svar = client.get(adresse)
    client.logout()
    assert svar.status_code == 200
    return svar.text


def test_the_public_sees_open_decisions_when_the_meeting_is_over(rum, moede, client):
    for adresse in (f"/moeder/{moede.pk}/", "/moeder/beslutninger/"):
        assert "Åbent punkt" not in seen(client, None, adresse)
    actions.close_meeting(moede=moede, by=rum.sekretaer)
    side = seen(client, None, f"/moeder/{moede.pk}/")
    assert "Åben beslutning" in side
    assert "Sagens gang" not in side
    assert "Lukket" not in side
    assert "Lukket punkt" not in seen(client, None, "/moeder/beslutninger/")


@pytest.mark.parametrize(("hvem", "ser"), [("das", True), ("fu", False)])
def test_closed_points_are_for_the_bodys_own(rum, moede, client, hvem, ser):
    actions.close_meeting(moede=moede, by=rum.sekretaer)
    for adresse in (f"/moeder/{moede.pk}/", "/moeder/beslutninger/"):
        assert ("Lukket punkt" in seen(client, rum.medlemmer[hvem], adresse)) == ser
    assert "Lukket beslutning" in seen(client, rum.sekretaer, f"/moeder/{moede.pk}/")


def test_neither_area_reads_the_others_meetings(rum, moede, fiktivland, client):
    from socialaftale.parter.roller import Rolle

    fremmed = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    assert "Åbent punkt" not in seen(client, fremmed, f"/moeder/{moede.pk}/")
    client.force_login(fremmed)
    for sti in ("referat/", "flyt/", "nyt-punkt/", "formand/"):
        assert client.get(f"/moeder/{moede.pk}/{sti}").status_code == 403


@pytest.mark.parametrize(("q", "fundet"), [("ÅBEN beslutning", 1), ("godkendt", 1), ("%", 0), ("findes-ikke", 0)])
def test_the_register_finds_every_word_whatever_its_case(rum, moede, client, q, fundet):
    client.force_login(rum.medlemmer["das"])
    side = client.get("/moeder/beslutninger/", {"q": q})
    assert side.context is None or side.status_code == 200
    assert f"<strong>{fundet}</strong>" in side.text


@pytest.mark.parametrize("valg", ["udvalg=999999&aar=1", "udvalg=x&aar=x", "aar=", "q=%00&resultat=nej&side=-1"])
def test_nonsense_in_the_address_is_met_with_a_page(rum, moede, client, valg):
    for adresse in ("/moeder/", "/moeder/beslutninger/"):
        assert client.get(f"{adresse}?{valg}").status_code == 200


# Meeting mode


def typed(moede, punkter, **felter) -> dict[str, str]:
    """Return the whole form as a browser sends it: `punkter` are (point, version seen, answer)."""
    tomt = dict.fromkeys(("tekst", "omfang", "betingelser", "opgave_hvad", "opgave_hvem", "opgave_frist"), "")
    data = {}
    for punkt, nr, svar in punkter:
        data |= {f"p{punkt.pk}-{felt}": v for felt, v in (tomt | {"resultat": ""} | svar | {"nr": str(nr)}).items()}
    return data | felter


@pytest.fixture
def to_punkter(rum):
    moede = rum.meet()
    return moede, rum.point(moede, "Første"), rum.point(moede, "Andet")


def test_meeting_mode_saves_every_point_that_was_typed_in(rum, to_punkter, client):
    moede, et, to = to_punkter
    client.force_login(rum.sekretaer)
    opgave = {"opgave_hvad": "Ringe", "opgave_hvem": "Sekretariatet", "opgave_frist": "01.12.2026"}
    data = typed(moede, [(et, 0, {"resultat": "godkendt", "tekst": "Ja"} | opgave), (to, 0, {})])
    assert client.post(f"/moeder/{moede.pk}/referat/", data).status_code == 302
    assert et.beslutninger.get().tekst == "Ja"
    assert et.opfoelgninger.get().frist == dt.date(2026, 12, 1)
    assert not to.beslutninger.exists()
    data = typed(moede, [(et, 1, {"resultat": "godkendt", "tekst": "Ja"}), (to, 0, {})])
    client.post(f"/moeder/{moede.pk}/referat/", data)
    assert et.beslutninger.count() == 1, "saving what is already saved adds nothing"


def test_the_rest_as_recommended_is_offered_until_every_item_has_an_answer(rum, client):
    moede = rum.meet()
    punkt = rum.point(moede, indstillinger=(("godkender", "taksterne"), ("droefter", "tiden")))
    et, to = punkt.indstillinger.order_by("nummer")
    client.force_login(rum.sekretaer)
    for nr, svar_paa_to, tilbudt in ((0, "", True), (1, "udsat", False)):
        svar = {f"led{et.pk}": "afvist", f"led{to.pk}": svar_paa_to}
        client.post(f"/moeder/{moede.pk}/referat/", typed(moede, [(punkt, nr, svar)]))
        side = client.get(f"/moeder/{moede.pk}/referat/").text
        assert ("Resten som indstillet" in side) == tilbudt, svar_paa_to


def test_one_point_in_error_loses_nothing_and_holds_back_no_other(rum, to_punkter, client):
    moede, et, to = to_punkter
    client.force_login(rum.sekretaer)
    data = typed(moede, [(et, 0, {"resultat": "betinget", "tekst": "Kun hvis"}), (to, 0, {"resultat": "udsat"})])
    svar = client.post(f"/moeder/{moede.pk}/referat/", data)
    assert "Skriv betingelserne" in svar.text
    assert "Kun hvis" in svar.text
    assert to.beslutninger.get().resultat == "udsat"


def test_text_without_a_result_comes_back_with_the_reason(rum, to_punkter, client):
    moede, et, to = to_punkter
    client.force_login(rum.sekretaer)
    svar = client.post(f"/moeder/{moede.pk}/referat/", typed(moede, [(et, 0, {"tekst": "Halvt"}), (to, 0, {})]))
    assert "Halvt" in svar.text
    assert "form-error" in svar.text


def test_the_one_who_comes_second_sees_both_and_may_save_on_top(rum, to_punkter, client):
    moede, et, to = to_punkter
    rum.decide(et, tekst="Kollegaens ord")
    client.force_login(rum.sekretaer)
    data = typed(moede, [(et, 0, {"resultat": "udsat", "tekst": "Mine ord"}), (to, 0, {})])
    svar = client.post(f"/moeder/{moede.pk}/referat/", data)
    assert "Kollegaens ord" in svar.text
    assert "Mine ord" in svar.text
    assert f'name="p{et.pk}-nr" value="1"' in svar.text
    client.post(f"/moeder/{moede.pk}/referat/", data | {f"p{et.pk}-nr": "1"})
    assert [b.tekst for b in et.beslutninger.order_by("nr")] == ["Kollegaens ord", "Mine ord"]


def test_a_cpr_number_is_stopped_and_a_false_alarm_released(rum, to_punkter, client):
    moede, et, to = to_punkter
    client.force_login(rum.sekretaer)
    data = typed(moede, [(et, 0, {"resultat": "udsat", "tekst": "Borgeren 010190-1234"}), (to, 0, {})])
    assert "Det er ikke et CPR-nummer" in client.post(f"/moeder/{moede.pk}/referat/", data).text
    client.post(f"/moeder/{moede.pk}/referat/", data | {f"p{et.pk}-frigiv_cpr": "on"})
    assert et.beslutninger.get().tekst == "Borgeren 010190-1234"


@pytest.mark.parametrize("nr", ["", "-1", "x", "99999999999999999999", "7"])
def test_a_tampered_version_is_refused_or_harmless(rum, to_punkter, client, nr):
    moede, et, to = to_punkter
    client.force_login(rum.sekretaer)
    data = typed(moede, [(et, nr, {"resultat": "udsat", "tekst": "Ord"}), (to, 0, {})])
    assert client.post(f"/moeder/{moede.pk}/referat/", data).status_code in (200, 302)
    assert [b.nr for b in et.beslutninger.all()] in ([], [1])


def test_the_secretariat_runs_a_meeting_from_call_to_close(rum, client):
    client.force_login(rum.sekretaer)
    data = {"udvalg": rum.das.pk, "form": "ordinaert", "dato": "23.10.2026", "fra_kl": "9", "til_kl": "13.00"}
    forbi = client.post("/moeder/nyt/", data | {"dato": "22.10.2026"}, follow=True)
    assert "Dagen er gået: mødet står som holdt" in forbi.text
    client.post("/moeder/nyt/", data)
    moede = Moede.objects.latest("pk")
    punkt = {"titel": "Takster", "aaben": "on", "emne": "takster", "emne_id": "næste år", "version": "1"}
    assert "takståret med fire cifre" in client.post(f"/moeder/{moede.pk}/nyt-punkt/", punkt).text
    punkt["emne_id"] = "2027"
    forkert = client.post(f"/moeder/{moede.pk}/nyt-punkt/", punkt | {"indstillinger": "synes noget"})
    assert "begynder ikke med et af verberne" in forkert.text
    gemt = client.post(
        f"/moeder/{moede.pk}/nyt-punkt/", punkt | {"indstillinger": "1. godkender taksterne"}, follow=True
    )
    assert "»Takster« er tilføjet som punkt 1." in gemt.text
    et = moede.punkter.get()
    assert [(i.verbum, i.tekst) for i in et.indstillinger.all()] == [("godkender", "taksterne")]
    client.post(
        f"/moeder/{moede.pk}/referat/",
        typed(moede, [(et, 0, {f"led{et.indstillinger.get().pk}": "godkendt", "tekst": "Ja"})]),
    )
    udloeb = {"til_udvalg": rum.fu.pk, "udloeber": "31.12.2026", "omfang": "Sene"}
    client.post(f"/moeder/punkt/{et.pk}/delegation/", udloeb)
    client.post(f"/moeder/{moede.pk}/afslut/")
    side = client.get("/moeder/delegationer/").text
    assert "Årets takster 2027" in side
    assert "31.12.2026" in side
    assert "Sene" in side


PRIMAER = re.compile(r'<(?:a|button) class="button button-primary"[^>]*>(?:<svg.*?</svg>)?\s*([^<]+?)\s*<', re.DOTALL)


@pytest.mark.parametrize("dage", [0, 7])
def test_on_an_agenda_without_points_the_first_thing_to_do_is_to_fetch_them(rum, client, dage):
    moede = rum.meet(dato=DAG + dt.timedelta(days=dage))
    tom = seen(client, rum.sekretaer, f"/moeder/{moede.pk}/")
    assert PRIMAER.findall(tom) == ["Hent punkter, der venter"]
    assert "Frigiv dagsordenen" not in tom and "Tilføj et punkt" in tom
    rum.point(moede)
    assert PRIMAER.findall(seen(client, rum.sekretaer, f"/moeder/{moede.pk}/")) == [
        "Frigiv dagsordenen" if dage else "Referér mødet"
    ]


def test_two_who_rewrite_a_point_see_each_others_words(rum, client):
    moede = rum.meet()
    punkt = rum.point(moede, "Før")
    actions.change_point(punkt=punkt, set_version=1, tekst=actions.Punkttekst("Kollegaens"), by=rum.sekretaer)
    client.force_login(rum.sekretaer)
    svar = client.post(f"/moeder/punkt/{punkt.pk}/", {"titel": "Min", "aaben": "on", "version": "1"})
    assert "Kollegaens" in svar.text
    assert 'value="Min"' in svar.text
    client.post(f"/moeder/punkt/{punkt.pk}/", {"titel": "Min", "aaben": "on", "version": "2"})
    punkt.refresh_from_db()
    assert punkt.titel == "Min"


# Calendar


def test_a_calendar_keeps_the_meetings_id_when_it_is_moved_and_says_nothing_of_points(rum, client, i_dag):
    moede = rum.meet(dato=DAG + UGE)
    rum.point(moede, "Hemmeligt")
    foer = client.get(f"/moeder/{moede.pk}/kalender.ics").content
    i_dag.shift(60)
    nyt = actions.Tidspunkt(DAG + 2 * UGE, dt.time(9), dt.time(13))
    actions.move_meeting(moede=moede, hvornaar=nyt, grund="Ferie", aflyst=False, by=rum.sekretaer)
    efter = client.get(f"/moeder/udvalg/{rum.das.pk}/kalender.ics").content
    (gammel,), (ny,) = (Calendar.from_ical(fil).walk("VEVENT") for fil in (foer, efter))
    assert (gammel["uid"], gammel["sequence"], ny["sequence"]) == (ny["uid"], 0, 1)
    assert gammel.decoded("dtstart") == dt.datetime(2026, 10, 30, 8, tzinfo=dt.UTC), "winter time from 25 October"
    assert b"Hemmeligt" not in foer + efter


def test_a_cancelled_meeting_stays_in_the_calendar_as_cancelled(rum, client, i_dag):
    moede = rum.meet(dato=DAG + UGE)
    i_dag.shift(60)
    tid = actions.Tidspunkt(DAG + UGE)
    actions.move_meeting(moede=moede, hvornaar=tid, grund="Sygdom", aflyst=True, by=rum.sekretaer)
    (event,) = Calendar.from_ical(client.get(f"/moeder/{moede.pk}/kalender.ics").content).walk("VEVENT")
    assert event["status"] == "CANCELLED"
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(days=1)
