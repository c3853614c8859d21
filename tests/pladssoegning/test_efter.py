"""What follows a search: a mail when a place comes, a tally when none did, a note for the municipality that asks."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.models import Haendelse, Udgaaende
from socialaftale.kapacitet.brev.efterspoergsel import searches_this_quarter
from socialaftale.parter.roller import Rolle
from socialaftale.pladssoegning.actions import (
    close_unmet,
    demand_notes,
    search,
    stop_watching,
    watch,
    write_note,
)
from socialaftale.pladssoegning.arbejde import forget_old_searches, tell_of_new_places
from socialaftale.pladssoegning.models import Behovstal, Notatkrav, Soegeagent, Soegenotat, Soegning
from socialaftale.pladssoegning.opgaver import tasks_of
from socialaftale.pladssoegning.queries import needs_by_law, note_is_asked_for, without_note
from socialaftale.pladssoegning.soegt import count_searches

BEHOV = {"lov": "sel-107", "maalgrupper": ["autisme"], "alder": "25-39"}
MINUTTER = dt.timedelta(minutes=3)


def later(time_machine, hvor_meget: dt.timedelta = MINUTTER) -> None:
    time_machine.move_to(tid.now() + hvor_meget, tick=False)


def test_a_new_place_is_told_of_within_minutes_and_once(marked, client, time_machine):
    hus = marked.plads("Lærkehuset", ledig=False)
    soegning = search(kriterier=BEHOV, by=marked.vibe)
    assert [et.tekst for et in tasks_of(marked.vibe)] == ["Find en plads", "1 søgning er ikke lukket"]
    watch(soegning=soegning, by=marked.vibe)
    assert [et.tekst for et in tasks_of(marked.vibe)] == ["Find en plads", "1 søgning giver dig besked"]
    later(time_machine)
    assert tell_of_new_places() == 0
    marked.melder.report(hus, True)
    later(time_machine)
    assert (tell_of_new_places(), tell_of_new_places()) == (1, 0)
    post = Udgaaende.objects.get()
    assert post.modtager == marked.vibe.email
    for tekst in ("Lærkehuset, Hovedhuset", "Ledig nu", "12 34 56 78", soegning.kode, "SEL § 107"):
        assert tekst in post.tekst
    client.force_login(marked.vibe)
    nye = client.get(reverse("find_plads_svar", args=[soegning.kode])).text.split("Kommet til siden</h2>")[1]
    assert "Lærkehuset" in nye.split("Da du søgte</h2>")[0], "where the mail leads, it is first"


def test_what_was_there_already_is_no_news_but_what_comes_back_is(marked, time_machine):
    hus = marked.plads("Lærkehuset")
    watch(soegning=search(kriterier=BEHOV, by=marked.vibe), by=marked.vibe)
    for ledig, mails in ((True, 0), (False, 0), (True, 1)):
        later(time_machine)
        marked.melder.report(hus, ledig)
        later(time_machine)
        assert tell_of_new_places() == mails


def test_a_place_that_is_promised_from_a_day_is_told_of_on_that_day(marked, time_machine):
    marked.plads("Lærkehuset", fra=tid.today() + dt.timedelta(days=2))
    watch(soegning=search(kriterier=BEHOV, by=marked.vibe), by=marked.vibe)
    later(time_machine, dt.timedelta(days=1))
    assert tell_of_new_places() == 0
    later(time_machine, dt.timedelta(days=1))
    assert tell_of_new_places() == 1


@pytest.mark.parametrize("hvad", ["stoppet", "udløbet", "uden rolle"])
def test_nobody_is_written_to_who_should_not_be(marked, time_machine, hvad):
    hus = marked.plads("Lærkehuset", ledig=False)
    soegning = search(kriterier=BEHOV, by=marked.vibe)
    watch(soegning=soegning, by=marked.vibe)
    later(time_machine, dt.timedelta(days=91 if hvad == "udløbet" else 1))
    marked.melder.report(hus, True)
    if hvad == "stoppet":
        stop_watching(soegning=soegning, by=marked.vibe)
    if hvad == "uden rolle":
        marked.vibe.aktiv = False
        marked.vibe.save()
    later(time_machine)
    assert tell_of_new_places() == 0
    assert not Udgaaende.objects.exists()


def test_a_stopped_watch_can_begin_again_and_there_are_twenty_at_most(marked):
    soegninger = [search(kriterier=BEHOV, by=marked.vibe) for _ in range(21)]
    for soegning in soegninger[:20]:
        watch(soegning=soegning, by=marked.vibe)
    with pytest.raises(ValidationError, match="20 søgninger"):
        watch(soegning=soegninger[20], by=marked.vibe)
    stop_watching(soegning=soegninger[0], by=marked.vibe)
    watch(soegning=soegninger[20], by=marked.vibe)
    assert Soegeagent.objects.filter(stoppet_at=None).count() == 20


def test_nothing_fitted_is_counted_once_and_in_groups_only(marked):
    soegning = search(kriterier=BEHOV, by=marked.vibe)
    close_unmet(soegning=soegning, aarsag="for_langt", by=marked.vibe)
    with pytest.raises(ValidationError, match="allerede lukket"):
        close_unmet(soegning=soegning, aarsag="for_dyrt", by=marked.vibe)
    close_unmet(soegning=search(kriterier=BEHOV, by=marked.vibe), aarsag="for_langt", by=marked.vibe)
    assert needs_by_law(marked.register.omraade, dt.date(2026, 11, 1), dt.date(2026, 12, 1)) == {"sel-107": (0, 2)}
    assert needs_by_law(marked.register.omraade, dt.date(2026, 10, 1), dt.date(2026, 11, 1)) == {}
    (optalt,) = Behovstal.objects.values()
    del optalt["id"]
    assert optalt == {
        "omraade_id": marked.register.omraade.pk, "maaned": dt.date(2026, 11, 1), "lovgrundlag": "sel-107",
        "bred_gruppe": "Psykisk funktionsnedsættelse", "aldersbaand": "25-39", "aarsag": "for_langt", "antal": 2,
    }  # fmt: skip
    assert not Haendelse.objects.filter(objekt_type__startswith="pladssoegning").exists()
    gemt = Soegning.objects.filter(pk=soegning.pk).values().get()
    assert "for_langt" not in str(gemt)


def test_a_place_that_was_found_is_counted_beside_and_once(marked, client):
    soegning = search(kriterier=BEHOV, by=marked.vibe)
    client.force_login(marked.vibe)
    goer = reverse("find_plads_goer", args=[soegning.kode, "fandt"])
    assert "Søgningen er lukket og talt med." in client.post(goer, follow=True).text
    assert "allerede lukket" in client.post(goer, follow=True).text
    close_unmet(soegning=search(kriterier=BEHOV, by=marked.vibe), aarsag="for_langt", by=marked.vibe)
    assert needs_by_law(marked.register.omraade, dt.date(2026, 11, 1), dt.date(2026, 12, 1)) == {"sel-107": (1, 1)}
    assert [et.tekst for et in tasks_of(marked.vibe)] == ["Find en plads"]


@pytest.mark.parametrize("aarsag", ["", "findes_ikke", "for_langt' OR 1=1"])
def test_an_unknown_reason_is_refused(marked, aarsag):
    with pytest.raises(ValidationError):
        close_unmet(soegning=search(kriterier=BEHOV, by=marked.vibe), aarsag=aarsag, by=marked.vibe)


def test_half_months_cannot_be_counted(marked):
    with pytest.raises(IntegrityError), transaction.atomic():
        Behovstal.objects.create(
            omraade=marked.register.omraade, maaned=dt.date(2026, 11, 2), bred_gruppe="x", aarsag="for_dyrt"
        )


def test_another_can_do_nothing_with_her_search(marked):
    soegning = search(kriterier=BEHOV, by=marked.vibe)
    anden = marked.register.person(Rolle.VISITATOR, marked.register.hjoerring)
    for handling in (watch, stop_watching):
        with pytest.raises(PermissionDenied):
            handling(soegning=soegning, by=anden)
    with pytest.raises(PermissionDenied):
        write_note(soegning=soegning, art="soegt", by=anden)


def test_searches_for_a_group_like_ones_own_are_counted_by_person_and_day(marked, time_machine):
    hus = marked.plads("Lærkehuset")
    andet = marked.plads("Andet hus", lov="sel-108")
    fra, til = dt.date(2026, 10, 1), dt.date(2027, 1, 1)
    for _ in range(3):
        search(kriterier=BEHOV, by=marked.vibe)
    search(kriterier=BEHOV | {"maalgrupper": ["alkohol"]}, by=marked.vibe)
    assert count_searches([hus.pk, andet.pk], fra, til) == {hus.pk: 1, andet.pk: 0}
    later(time_machine, dt.timedelta(days=1))
    search(kriterier=BEHOV, by=marked.vibe)
    assert count_searches([hus.pk], fra, til) == {hus.pk: 2}
    assert count_searches([hus.pk], fra, dt.date(2026, 11, 27)) == {hus.pk: 1}
    assert searches_this_quarter(hus, tid.today()) == "færre end 5"


def test_a_note_is_offered_and_asked_for_only_where_the_municipality_says_so(marked, client):
    soegning = search(kriterier=BEHOV, by=marked.vibe)
    assert without_note(marked.vibe) == []
    lokal = marked.register.person(Rolle.LOKALADMINISTRATOR, marked.register.aalborg)
    demand_notes(kraeves=True, by=lokal)
    assert note_is_asked_for(marked.register.aalborg) and not note_is_asked_for(marked.register.hjoerring)
    assert without_note(marked.vibe) == [soegning]
    client.force_login(marked.vibe)
    assert "1 søgning mangler et søgenotat" in client.get(reverse("forside")).text
    write_note(soegning=soegning, art="akut", by=marked.vibe)
    assert without_note(marked.vibe) == []
    with pytest.raises(ValidationError):
        write_note(soegning=soegning, art="soegt", by=marked.vibe)
    client.force_login(marked.vibe)
    assert "akut: der var ikke tid til at søge" in client.get(reverse("find_plads_svar", args=[soegning.kode])).text


def test_the_demand_can_be_taken_back(marked, time_machine):
    lokal = marked.register.person(Rolle.LOKALADMINISTRATOR, marked.register.aalborg)
    demand_notes(kraeves=True, by=lokal)
    later(time_machine)
    demand_notes(kraeves=False, by=lokal)
    assert not note_is_asked_for(marked.register.aalborg)
    assert Notatkrav.objects.count() == 2
    with pytest.raises(PermissionDenied):
        demand_notes(kraeves=True, by=marked.vibe)


def test_old_searches_are_forgotten_and_those_with_a_note_later(marked, time_machine):
    uden, med = (search(kriterier=BEHOV, by=marked.vibe) for _ in range(2))
    watch(soegning=uden, by=marked.vibe)
    write_note(soegning=med, art="soegt", by=marked.vibe)
    later(time_machine, dt.timedelta(days=401))
    assert forget_old_searches() == 1
    assert list(Soegning.objects.all()) == [med]
    later(time_machine, dt.timedelta(days=1826))
    assert forget_old_searches() == 1
    assert not Soegning.objects.exists() and not Soegenotat.objects.exists()


def test_the_buttons_below_a_search_do_what_they_say(marked, client):
    soegning = search(kriterier=BEHOV, by=marked.vibe)
    client.force_login(marked.vibe)

    def press(hvad: str, **felter: str) -> str:
        return client.post(reverse("find_plads_goer", args=[soegning.kode, hvad]), felter, follow=True).text

    assert "Du får en mail, når en ny plads passer" in press("besked")
    assert "Du får ikke flere mails" in press("stop")
    assert "Vælg, hvorfor intet passede" in press("luk")
    assert "Søgningen er lukket" in press("luk", aarsag="ingen_ledig")
    assert "Vælg, hvad søgenotatet siger" in press("notat", art="<script>")
    assert "Søgenotatet er gemt" in press("notat", art="soegt")
    assert client.post(reverse("find_plads_goer", args=[soegning.kode, "slet"])).status_code == 404
    assert client.get(reverse("find_plads_goer", args=[soegning.kode, "luk"])).status_code == 405


def test_the_tally_shows_bands_to_those_who_follow_demand(marked, client):
    close_unmet(soegning=search(kriterier=BEHOV, by=marked.vibe), aarsag="for_langt", by=marked.vibe)
    client.force_login(marked.register.person(Rolle.SEKRETARIAT, marked.register.sekretariat))
    side = client.get(reverse("find_plads_umoedt")).text
    assert "færre end 5" in side and "Intet passede: for langt væk" in side and "SEL § 107" in side


def test_a_mail_goes_out_over_smtp_when_a_place_comes(marked, time_machine, smtp):
    from socialaftale.faelles.udbakke import send_due

    hus = marked.plads("Lærkehuset", ledig=False)
    watch(soegning=search(kriterier=BEHOV, by=marked.vibe), by=marked.vibe)
    later(time_machine)
    marked.melder.report(hus, True)
    later(time_machine)
    assert tell_of_new_places() == send_due() == 1
